import { usePitWall } from '../state/context.ts';
import { resize } from './layout-tree.ts';
import { GAP, LEAST } from './placement.ts';
import type { Divider } from './placement.ts';

/** Half the width of what can be taken hold of, CSS px. */
const HOLD = 3;
const STEP = 16;

/** A line between two places: a drag or the arrow keys move it. */
export function DividerLine({ divider: { path, index, way, rect } }: { divider: Divider }) {
  const { workspace } = usePitWall();
  const row = way === 'row';
  const least = LEAST[row ? 'width' : 'height'];
  const sizes = workspace.placement.value.sizes.get(path.join('.'))!;
  /** Previews the line moved by so many px from where it was when the places had these sizes. */
  const move = (from: readonly number[], by: number): void => {
    const root = workspace.current.peek().root;
    const [before, after] = [from[index]!, from[index + 1]!];
    const delta = Math.max(Math.min(least, before) - before, Math.min(after - Math.min(least, after), by));
    if (root) workspace.preview(resize(root, path, from.with(index, before + delta).with(index + 1, after - delta), [index, index + 1]));
  };
  const down = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const start = row ? event.clientX : event.clientY;
    const follow = (moved: PointerEvent): void => move(sizes, (row ? moved.clientX : moved.clientY) - start);
    handle.addEventListener('pointermove', follow);
    const end = (ended: Event): void => {
      handle.removeEventListener('pointermove', follow);
      if (ended.type === 'pointerup') workspace.settle();
      else workspace.unsettle();
    };
    handle.addEventListener('lostpointercapture', () => workspace.unsettle(), { once: true });
    handle.addEventListener('pointerup', end, { once: true });
    handle.addEventListener('pointercancel', end, { once: true });
  };
  const press = (event: KeyboardEvent): void => {
    const [less, more] = row ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const by = event.key === less ? -1 : event.key === more ? 1 : 0;
    if (by === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(sizes, by * STEP * (event.shiftKey ? 4 : 1));
    workspace.settle();
  };
  return (
    <div
      class={`divider ${way}`}
      role="separator"
      tabIndex={0}
      aria-orientation={row ? 'vertical' : 'horizontal'}
      aria-label="Border between panels: drag it, or move it with the arrow keys"
      aria-valuenow={sizes[index]}
      aria-valuemin={least}
      aria-valuemax={sizes[index]! + sizes[index + 1]!}
      data-testid={`divider-${[...path, index].join('-')}`}
      style={{
        left: `${rect.left - (row ? HOLD : 0)}px`,
        top: `${rect.top - (row ? 0 : HOLD)}px`,
        width: `${row ? GAP + 2 * HOLD : rect.width}px`,
        height: `${row ? rect.height : GAP + 2 * HOLD}px`,
      }}
      onPointerDown={down}
      onKeyDown={press}
    />
  );
}
