import { signal } from '@preact/signals';
import type { Placement, Rect } from './placement.ts';
import type { Target, Workspace } from './workspace.ts';
import type { Side } from './layout-tree.ts';

/** A hand that moves less than this has clicked, CSS px. */
const CLICK = 6;
/** So near to the edge of everything a panel is put along all of it, CSS px. */
const EDGE = 20;
/** Share of a place, on each side, in which a panel is put beside what is there. */
const BESIDE = 0.3;

/** Where a panel would go if it were let go of now, and what it would cover. */
export interface Drop {
  target: Target;
  rect: Rect;
}

/** The panel that is being moved by hand, and where it would go. */
export const dragged = signal<{ id: string; drop: Drop | null } | null>(null);

/**
 * Follows the hand from when it is put down on a panel's handle until it is lifted; Escape leaves everything as it was.
 * @param area in which panels lie
 */
export function dragPanel(workspace: Workspace, area: HTMLElement, id: string, down: PointerEvent): void {
  if (down.button !== 0) return;
  let moving = false;
  const { left, top } = area.getBoundingClientRect();
  const move = (event: PointerEvent): void => {
    if (!moving && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < CLICK) return;
    moving = true;
    dragged.value = { id, drop: dropAt(workspace.placement.peek(), workspace.size.peek(), event.clientX - left, event.clientY - top, id) };
  };
  const end = (event: PointerEvent | KeyboardEvent | null): void => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', end);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', escape, true);
    const drop = dragged.peek()?.drop;
    dragged.value = null;
    if (!moving) return;
    // The click that ends a move is none.
    addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', swallow, true));
    if (event && drop) workspace.move(id, drop.target);
  };
  const cancel = (): void => end(null);
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    cancel();
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', end);
  addEventListener('pointercancel', cancel);
  addEventListener('keydown', escape, true);
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

/** Where a panel goes that is let go of at a place of the workspace; null where it would stay as it is. */
export function dropAt({ groups }: Placement, size: { width: number; height: number }, x: number, y: number, id: string): Drop | null {
  const edge: Side | null = x < EDGE ? 'left' : x > size.width - EDGE ? 'right' : y < EDGE ? 'top' : y > size.height - EDGE ? 'bottom' : null;
  const others = groups.some(({ group }) => group.tabs.some((each) => each !== id));
  if (edge !== null && others) return { target: { at: edge, of: null }, rect: sideOf({ left: 0, top: 0, ...size }, edge, 0.28) };
  const under = groups.find(({ rect }) => x >= rect.left && x < rect.left + rect.width && y >= rect.top && y < rect.top + rect.height);
  const of = under?.group.tabs.includes(id) ? under.group.tabs.find((each) => each !== id) : under?.group.active;
  if (!under || of === undefined) return null;
  const { rect, group } = under;
  const [across, down] = [(x - rect.left) / rect.width, (y - rect.top) / rect.height];
  const distances: [Side, number][] = [['left', across], ['right', 1 - across], ['top', down], ['bottom', 1 - down]];
  const [side, share] = distances.toSorted((a, b) => a[1] - b[1])[0]!;
  if (share < BESIDE) return { target: { at: side, of }, rect: sideOf(rect, side, 0.5) };
  return group.tabs.includes(id) ? null : { target: { at: 'tab', of }, rect };
}

function sideOf(rect: Rect, side: Side, share: number): Rect {
  const width = Math.round(rect.width * share);
  const height = Math.round(rect.height * share);
  if (side === 'left') return { ...rect, width };
  if (side === 'right') return { ...rect, left: rect.left + rect.width - width, width };
  if (side === 'top') return { ...rect, height };
  return { ...rect, top: rect.top + rect.height - height, height };
}
