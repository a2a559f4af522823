import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { chordWords } from './chords.ts';
import type { Command } from './command.ts';

/** Commands that there are at the moment; what it reads of signals is followed. */
export type CommandSource = () => readonly Command[];

/** Everything that can be done in this window. The palette, the keys, the sheet of keys and the tips of buttons all come from here. */
export class CommandList {
  readonly #sources = signal<readonly CommandSource[]>([]);
  readonly #titles = new Map<string, ReadonlySignal<string>>();
  readonly #mac: boolean;
  /** In the order in which they came. */
  readonly all = computed(() => this.#sources.value.flatMap((source) => source()));

  /** @param mac whether keys are named as on a Mac */
  constructor(mac = false) {
    this.#mac = mac;
  }

  /** Adds commands until the function that is returned is called. */
  add(source: CommandSource): () => void {
    this.#sources.value = [...this.#sources.peek(), source];
    return () => (this.#sources.value = this.#sources.peek().filter((each) => each !== source));
  }

  /** What a chord does now. Where several could, the one that came last: a screen's own keys go before those of the program. */
  forChord(chord: string): Command | undefined {
    return this.all.peek().findLast((each) => each.keys.includes(chord) && each.hindrance() === null);
  }

  find(id: string): Command | undefined {
    return this.all.value.find((each) => each.id === id);
  }

  /** Does it, if it is possible. */
  run(id: string): void {
    const found = this.all.peek().find((each) => each.id === id);
    if (found && found.hindrance() === null) found.run();
  }

  /** Keys of a command as a person reads them, the first of them only; '' for none. */
  keysOf({ keys }: Pick<Command, 'keys'>): string {
    return keys.length > 0 ? chordWords(keys[0]!, this.#mac) : '';
  }

  /** The tip of a button that does a command: the words, and the key. @param words instead of the command's name */
  title(id: string, words?: string): string {
    let title = this.#titles.get(id);
    if (!title) {
      title = computed(() => {
        const found = this.find(id);
        return found ? `${found.name}\n${this.keysOf(found)}` : '\n';
      });
      this.#titles.set(id, title);
    }
    const [name, keys] = title.value.split('\n') as [string, string];
    return keys === '' ? (words ?? name) : `${words ?? name} (${keys})`;
  }
}
