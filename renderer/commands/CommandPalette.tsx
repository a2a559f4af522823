import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { closeDialog, palette } from '../shell/dialogs.ts';
import { usePitWall } from '../state/context.ts';
import { chordOf } from './chords.ts';
import type { Command } from './command.ts';
import { findCommands } from './find-commands.ts';

/** A search over everything that can be done. Arrows and Enter choose, Escape closes. */
export function CommandPalette() {
  const pitWall = usePitWall();
  const { commands } = pitWall;
  const element = useRef<HTMLDialogElement>(null);
  const text = useSignal(palette.peek().text);
  const at = useSignal(0);
  const found = findCommands(commands.all.value, text.value).filter(({ id }) => id !== 'help.palette');
  const current = Math.min(at.value, found.length - 1);
  useEffect(() => {
    element.current!.showModal();
    void pitWall.storedRaces.fetch();
  }, [pitWall]);
  useEffect(() => element.current!.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [current, text.value]);

  const close = (): void => {
    element.current!.close();
    closeDialog('palette');
  };
  const run = (chosen: Command | undefined): void => {
    if (!chosen || chosen.hindrance() !== null) return;
    close();
    chosen.run();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') at.value = Math.min(found.length - 1, current + 1);
    else if (event.key === 'ArrowUp') at.value = Math.max(0, current - 1);
    else if (event.key === 'PageDown') at.value = Math.min(found.length - 1, current + 8);
    else if (event.key === 'PageUp') at.value = Math.max(0, current - 8);
    else if (event.key === 'Enter') run(found[current]);
    else if (chordOf(event) === 'Mod+k') close();
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={element}
      class="palette"
      aria-label="Find a command"
      data-testid="palette"
      // The event of a palette that is gone already is not for the next one.
      onClose={(event) => event.currentTarget.isConnected && closeDialog('palette')}
      onKeyDown={press}
      onClick={(event) => event.target === element.current && close()}
    >
      <div class="palette-body">
        <input
          type="text"
          role="combobox"
          list={undefined}
          aria-label="Find a command"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={found[current] && `palette-${current}`}
          placeholder="What do you want to do? A screen, a car, a race, a key …"
          defaultValue={palette.peek().text}
          autocomplete="off"
          spellcheck={false}
          data-testid="palette-search"
          onInput={(event) => {
            text.value = event.currentTarget.value;
            at.value = 0;
          }}
        />
        <ul id="palette-list" role="listbox" aria-label="Commands" class="scroll">
          {found.map((each, i) => (
            <Line key={each.id} command={each} id={`palette-${i}`} selected={i === current} keys={commands.keysOf(each)} onRun={() => run(each)} />
          ))}
          {found.length === 0 && <li class="muted">Nothing is called like that. Try a car’s number, a driver, a screen or “race”.</li>}
        </ul>
      </div>
    </dialog>
  );
}

function Line({ command: { id: name, name: words, group, does, hindrance }, id, selected, keys, onRun }: { command: Command; id: string; selected: boolean; keys: string; onRun(): void }) {
  const why = hindrance();
  return (
    <li id={id} role="option" aria-selected={selected} aria-disabled={why !== null} data-testid={`command-${name}`} onClick={onRun}>
      <span class="palette-name">
        {words} <small>{why ?? does}</small>
      </span>
      <small class="palette-group">{group}</small>
      <span class="palette-keys">{keys !== '' && <kbd>{keys}</kbd>}</span>
    </li>
  );
}
