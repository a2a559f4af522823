import { useEffect, useRef } from 'preact/hooks';
import { usePitWall } from '../state/context.ts';
import type { Command } from '../commands/command.ts';

/** What can be done with a panel, under its handle. Arrows and Enter choose, Escape closes. */
export function PanelMenu({ id, title, onClose }: { id: string; title: string; onClose(): void }) {
  const { commands, workspace } = usePitWall();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current!.querySelector('button')?.focus();
    const outside = (event: PointerEvent): void => {
      if (!root.current!.contains(event.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [onClose]);
  const press = (event: KeyboardEvent): void => {
    const items = [...root.current!.querySelectorAll<HTMLButtonElement>('button:enabled')];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const listed = commands.all.value.filter(({ id: name }) => name.startsWith('panel.') && !name.startsWith('panel.add.') && !name.startsWith('panel.next'));
  const run = (chosen: Command): void => {
    onClose();
    workspace.focus.value = id;
    chosen.run();
  };
  return (
    <div class="panel-menu" role="menu" aria-label={title} ref={root} data-testid={`menu-${id}`} onKeyDown={press} onPointerDown={(event) => event.stopPropagation()}>
      {listed.map((each) => (
        <button key={each.id} type="button" role="menuitem" disabled={each.hindrance() !== null} data-testid={`item-${each.id}`} onClick={() => run(each)}>
          {each.name} {each.keys.length > 0 && <kbd>{commands.keysOf(each)}</kbd>}
        </button>
      ))}
    </div>
  );
}
