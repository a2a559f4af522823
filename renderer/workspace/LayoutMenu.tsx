import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Command } from '../commands/command.ts';
import { shown } from '../shell/screens.ts';
import { usePitWall } from '../state/context.ts';

/** Layouts that were saved, and what can be done with the one that shows. */
export function LayoutMenu() {
  const { commands, workspace } = usePitWall();
  const open = useSignal(false);
  const root = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open.value) return;
    root.current!.querySelector<HTMLElement>('[role=menuitem]:enabled')?.focus();
    const outside = (event: PointerEvent): void => {
      if (!root.current!.contains(event.target as Node)) open.value = false;
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open.value, open]);
  const saved = workspace.saved.value;
  const title = saved.find(({ id }) => id === shown.value)?.name;
  const press = (event: KeyboardEvent): void => {
    const items = [...root.current!.querySelectorAll<HTMLButtonElement>('[role=menuitem]:enabled')];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    if (!open.value) return;
    if (event.key === 'Escape') {
      open.value = false;
      root.current!.querySelector('button')?.focus();
    } else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const run = (command: Command): void => {
    open.value = false;
    command.run();
  };
  const listed = commands.all.value.filter(({ id }) => id.startsWith('layout.'));
  return (
    <span class="layout-menu" ref={root} onKeyDown={press}>
      <button
        type="button"
        class={`small ${title === undefined ? '' : 'on'}`}
        aria-haspopup="menu"
        aria-expanded={open.value}
        title="Layouts: save, share, undo, add panels"
        data-testid="layout-menu"
        onClick={() => (open.value = !open.value)}
      >
        {title ?? 'Layout'} ▾
      </button>
      {open.value && (
        <div class="panel-menu" role="menu" aria-label="Layout">
          {listed.map((each) => (
            <button key={each.id} type="button" role="menuitem" title={each.hindrance() ?? each.does} disabled={each.hindrance() !== null} data-testid={`item-${each.id}`} onClick={() => run(each)}>
              {each.name} {each.keys.length > 0 && <kbd>{commands.keysOf(each)}</kbd>}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
