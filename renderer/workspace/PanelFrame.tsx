import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LiveSamples } from '../live/live-samples.ts';
import { usePitWall } from '../state/context.ts';
import { dragPanel } from './drag.ts';
import { PanelContent } from './PanelContent.tsx';
import { KIND_LOOKS } from './panel-kinds.ts';
import { PanelMenu } from './PanelMenu.tsx';
import type { Rect } from './placement.ts';

interface PanelFrameProps {
  id: string;
  rect: Rect;
  /** In which direction its content says how large its place is. */
  fits: 'width' | 'height' | undefined;
  samples: LiveSamples | null;
}

/** Parts of a header that have a use of their own. */
const USED = 'button, a, input, select, label, [role=slider], [role=group]';

/** A panel where it lies, with the handle that moves it and opens its menu. Its header is a handle as well. */
export function PanelFrame({ id, rect, fits, samples }: PanelFrameProps) {
  const { workspace } = usePitWall();
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const menu = useSignal(false);
  const kind = workspace.panel(id)!.kind;
  const { title, screen } = KIND_LOOKS[kind];
  useEffect(() => (fits ? followNeed(content.current!, fits, (size) => measured(workspace.natural, id, { [fits]: size })) : undefined), [id, fits, workspace]);
  const drag = (event: PointerEvent): void => dragPanel(workspace, frame.current!.parentElement!, id, event);
  /** Whether the panel's own header is under the pointer, and nothing on it. */
  const onHeader = (event: Event): boolean => {
    const at = event.target as Element;
    const header = at.closest('.panel-head');
    return header !== null && header.parentElement?.parentElement === content.current && at.closest(USED) === null;
  };
  return (
    <div
      ref={frame}
      class={`dock-panel ${screen ? 'screen' : ''}`}
      style={{ left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` }}
      data-testid={`panel-${id}`}
      data-kind={kind}
      onPointerDown={(event) => {
        workspace.focus.value = id;
        if (onHeader(event)) drag(event);
      }}
      onFocusIn={() => (workspace.focus.value = id)}
      onContextMenu={(event) => {
        if (!onHeader(event)) return;
        event.preventDefault();
        menu.value = true;
      }}
      onDblClick={(event) => onHeader(event) && workspace.toggleMaximised(id)}
    >
      <div ref={content} class={`dock-content ${fits ? `fit-${fits}` : ''}`} style={screen ? { '--least': `${screen}px` } : undefined}>
        <PanelContent id={id} samples={samples} />
      </div>
      <button
        type="button"
        class="grip"
        title={`${title}: drag to move it, click for more`}
        aria-label={`${title}: panel menu`}
        aria-haspopup="menu"
        aria-expanded={menu.value}
        data-testid={`grip-${id}`}
        onPointerDown={(event) => {
          event.stopPropagation();
          workspace.focus.value = id;
          drag(event);
        }}
        onClick={() => (menu.value = !menu.value)}
      />
      {menu.value && <PanelMenu id={id} title={title} onClose={() => (menu.value = false)} />}
    </div>
  );
}

/** Calls back with what an element needs in one direction, CSS px, at once and whenever that changes. */
function followNeed(element: Element, along: 'width' | 'height', changed: (size: number) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry) changed(Math.ceil(entry.contentRect[along]));
  });
  observer.observe(element);
  return () => observer.disconnect();
}

function measured(natural: { value: ReadonlyMap<string, { width?: number; height?: number }> }, id: string, size: { width?: number; height?: number }): void {
  const before = natural.value.get(id);
  if (before?.width === size.width && before?.height === size.height) return;
  natural.value = new Map(natural.value).set(id, size);
}
