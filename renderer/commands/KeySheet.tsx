import { useEffect, useRef } from 'preact/hooks';
import { closeDialog } from '../shell/dialogs.ts';
import { usePitWall } from '../state/context.ts';
import type { Command } from './command.ts';
import { WIDGET_KEYS } from './widget-keys.ts';

/** Every key that does something on this screen, by what it has to do with. */
export function KeySheet() {
  const { commands } = usePitWall();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current!.showModal(), []);
  const groups = Map.groupBy(commands.all.value.filter(({ keys }) => keys.length > 0), ({ group }) => group);
  const close = (): void => element.current!.close();
  return (
    <dialog
      ref={element}
      class="key-sheet"
      aria-label="Keys"
      data-testid="key-sheet"
      onClose={() => closeDialog('keys')}
      onKeyDown={(event) => event.key === '?' && close()}
      onClick={(event) => event.target === element.current && close()}
    >
      <div class="key-sheet-body">
        <header>
          <h2>Keys</h2>
          <small>on this screen</small>
          <button type="button" class="small push" data-testid="key-sheet-close" onClick={close}>
            Close
          </button>
        </header>
        <div class="key-groups scroll" tabIndex={0}>
          {[...groups].map(([group, list]) => (
            <KeyGroup key={group} title={group} rows={list.map((each) => [commands.keysOf(each), each.name, whyNot(each)])} />
          ))}
          <KeyGroup title="Where the focus is" rows={WIDGET_KEYS.map(([keys, words]) => [keys, words, null])} />
        </div>
      </div>
    </dialog>
  );
}

const whyNot = ({ hindrance }: Command): string | null => hindrance();

function KeyGroup({ title, rows }: { title: string; rows: readonly (readonly [keys: string, words: string, why: string | null])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, words, why]) => (
          <div key={keys + words} class={why === null ? '' : 'not-now'} title={why ?? undefined}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
