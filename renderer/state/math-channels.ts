import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { MathBook, mathChannels, type MathChannel } from '../../common/math/math-book.ts';
import { MATH_LIMITS } from '../../common/math/math-limits.ts';
import type { Memory } from './strip-choice.ts';

/** The math channels that a person has written; kept by the browser, the same in all of its windows. */
export class MathChannels {
  readonly #list = signal<readonly MathChannel[]>([]);
  readonly #memory: Memory;
  static readonly KEY = 'lapwing.math';

  constructor(memory: Memory) {
    this.#memory = memory;
    this.read();
  }

  get list(): ReadonlySignal<readonly MathChannel[]> {
    return this.#list;
  }

  /** What they come to. */
  readonly book = computed(() => new MathBook(this.#list.value));

  /** Takes what is kept anew: another window has changed it. What is no list of math channels counts as none. */
  read(): void {
    this.#list.value = parsed(this.#memory.getItem(MathChannels.KEY));
  }

  get full(): boolean {
    return this.#list.value.length >= MATH_LIMITS.channels;
  }

  /** Keeps a channel in the place of the one that was called `instead`, or as the last. */
  put(channel: MathChannel, instead: string | null): void {
    const list = this.#list.value;
    this.#set(list.some(({ name }) => name === instead) ? list.map((each) => (each.name === instead ? channel : each)) : [...list, channel]);
  }

  remove(name: string): void {
    this.#set(this.#list.value.filter((each) => each.name !== name));
  }

  /** Adds those whose names are free, as far as there is room. Gives the names of those that are left out because another is called that. */
  merge(channels: readonly MathChannel[]): string[] {
    const list = [...this.#list.value];
    const taken: string[] = [];
    for (const channel of channels) {
      const own = list.find(({ name }) => name.toLowerCase() === channel.name.toLowerCase());
      if (!own && list.length < MATH_LIMITS.channels) list.push(channel);
      else if (own?.expression !== channel.expression) taken.push(channel.name);
    }
    this.#set(list);
    return taken;
  }

  #set(list: readonly MathChannel[]): void {
    this.#list.value = list;
    this.#memory.setItem(MathChannels.KEY, JSON.stringify(list));
  }
}

function parsed(text: string | null): readonly MathChannel[] {
  if (text === null) return [];
  try {
    return mathChannels.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}
