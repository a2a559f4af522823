import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { followSize } from '../charts/size.ts';
import { frameLoop } from '../frame-loop.ts';
import { LiveSamples } from '../live/live-samples.ts';
import { shown } from '../shell/screens.ts';
import { usePitWall } from '../state/context.ts';
import { DividerLine } from './DividerLine.tsx';
import { dragged } from './drag.ts';
import { KIND_LOOKS } from './panel-kinds.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { TABS } from './placement.ts';
import type { Rect } from './placement.ts';
import { TabRow } from './TabRow.tsx';
import { fittingPanels } from './workspace.ts';

/** The panels of the layout that shows. One that cannot be seen is not there: it draws nothing, and asks for nothing. */
export function DockArea() {
  const { workspace } = usePitWall();
  const area = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { width, height } = area.current!.getBoundingClientRect();
    workspace.size.value = { width: Math.floor(width), height: Math.floor(height) };
    return followSize(area.current!, (wide, high) => {
      const { width: before, height: low } = workspace.size.peek();
      if (wide > 0 && high > 0 && (wide !== before || high !== low)) workspace.size.value = { width: wide, height: high };
    });
  }, [workspace]);
  const { panels, root } = workspace.current.value;
  const { groups, dividers } = workspace.placement.value;
  const fitting = workspace.maximised.value === null ? fittingPanels(root, panels) : new Map<string, 'width' | 'height'>();
  const samples = useLiveSamples(workspace.visible.value.some((id) => KIND_LOOKS[panels[id]!.kind].live));
  // Panels keep their place among the elements however they are moved, so that nothing in them begins anew.
  const placed = groups.toSorted((a, b) => (a.group.active < b.group.active ? -1 : 1));
  return (
    <div class={`dock ${dragged.value ? 'dragging' : ''}`} ref={area} data-testid="dock" data-layout={shown.value}>
      {placed.map(({ group, rect }) => (
        <PanelFrame key={`${shown.value} ${group.active}`} id={group.active} rect={group.tabs.length > 1 ? below(rect) : rect} fits={fitting.get(group.active)} samples={samples} />
      ))}
      {groups.map(({ group, rect }) => group.tabs.length > 1 && <TabRow key={group.tabs.join(' ')} group={group} rect={rect} />)}
      {dividers.map((divider) => (
        <DividerLine key={`${divider.path.join('.')} ${divider.index}`} divider={divider} />
      ))}
      {dragged.value?.drop && <DropMark rect={dragged.value.drop.rect} />}
      {groups.length === 0 && (
        <p class="empty over" data-testid="no-panels">
          Every panel of this layout is closed. Press Ctrl+K and type “add panel”, or Ctrl+Z to bring the last one back.
        </p>
      )}
    </div>
  );
}

const below = (rect: Rect): Rect => ({ ...rect, top: rect.top + TABS, height: Math.max(0, rect.height - TABS) });

function DropMark({ rect: { left, top, width, height } }: { rect: Rect }) {
  return <div class="drop-mark" style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }} data-testid="drop-mark" />;
}

/** The live samples that all panels of the workspace draw, while one of them needs any. */
function useLiveSamples(needed: boolean): LiveSamples | null {
  const pitWall = usePitWall();
  const [samples, setSamples] = useState<LiveSamples | null>(null);
  useEffect(() => {
    if (!needed) return setSamples(null);
    const opened = new LiveSamples(pitWall, pitWall.workspace.charted);
    setSamples(opened);
    const end = frameLoop.everyFrame((now) => opened.tick(now));
    return () => {
      end();
      opened.close();
    };
  }, [pitWall, needed]);
  return needed ? samples : null;
}
