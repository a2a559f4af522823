import { usePitWall } from '../state/context.ts';
import { dragPanel } from './drag.ts';
import type { Group } from './layout.ts';
import { KIND_LOOKS } from './panel-kinds.ts';
import { TABS } from './placement.ts';
import type { Rect } from './placement.ts';
import type { Workspace } from './workspace.ts';

/** A click must not take the keyboard away from what the tab shows. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** The tabs of panels that share a place: a click shows one, a drag moves it. */
export function TabRow({ group: { tabs, active }, rect }: { group: Group; rect: Rect }) {
  const { workspace } = usePitWall();
  const turn = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(active) + by + tabs.length) % tabs.length]!;
    workspace.activate(next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-testid="dock-tab-${next}"]`)?.focus();
  };
  return (
    <div class="tabs tab-row" role="tablist" style={{ left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${TABS}px` }} onKeyDown={turn} onMouseDown={keepFocus}>
      {tabs.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === active}
          title={KIND_LOOKS[workspace.panel(id)!.kind].title}
          tabIndex={id === active ? 0 : -1}
          data-testid={`dock-tab-${id}`}
          onPointerDown={(event) => dragPanel(workspace, event.currentTarget.closest<HTMLElement>('.dock')!, id, event)}
          onClick={() => workspace.activate(id)}
        >
          {titleOf(workspace, id)}
        </button>
      ))}
    </div>
  );
}

/** Charts are told from each other by what they draw. */
function titleOf(workspace: Workspace, id: string): string {
  const { kind } = workspace.panel(id)!;
  if (kind !== 'charts') return KIND_LOOKS[kind].tab ?? KIND_LOOKS[kind].title;
  const channels = workspace.stripsOf(id).channels.value;
  const [first, second] = channels;
  return second === undefined ? first! : `${first}, ${second}${channels.length > 2 ? ' …' : ''}`;
}
