import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { CHANNELS } from '../../common/channels.ts';

/** More strips than this are too low to read. */
export const MOST_STRIPS = 10;

/** Where a choice outlives the window: the part of `Storage` that is needed. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/** Which channels are drawn as strip charts, from the top; remembered. */
export class StripChoice {
  readonly #channels = signal<readonly string[]>([]);
  readonly #memory: Memory;
  readonly #defaults: readonly string[];
  readonly #key: string;

  /**
   * @param defaults drawn until something else is chosen
   * @param key that it is remembered under
   * @param isKnown which of the channels that are remembered there still are
   */
  constructor(memory: Memory, defaults: readonly string[], key = 'lapwing.strips', isKnown = isInCatalogue) {
    this.#memory = memory;
    this.#defaults = defaults;
    this.#key = key;
    const kept = readList(memory.getItem(key)).filter(isKnown).slice(0, MOST_STRIPS);
    this.#channels.value = kept.length > 0 ? kept : defaults;
  }

  get channels(): ReadonlySignal<readonly string[]> {
    return this.#channels;
  }

  get full(): boolean {
    return this.#channels.value.length >= MOST_STRIPS;
  }

  /** Draws a channel below the others, unless it is drawn already or there is no room. */
  add(channel: string): void {
    if (!this.full && !this.#channels.value.includes(channel)) this.#set([...this.#channels.value, channel]);
  }

  /** Draws another channel in the place of one; where that is drawn already, the two change places. */
  replace(channel: string, by: string): void {
    this.#set(this.#channels.value.map((each) => (each === channel ? by : each === by ? channel : each)));
  }

  /** The last strip stays. */
  remove(channel: string): void {
    const left = this.#channels.value.filter((each) => each !== channel);
    if (left.length > 0) this.#set(left);
  }

  reset(): void {
    this.#set(this.#defaults);
  }

  #set(channels: readonly string[]): void {
    this.#channels.value = channels;
    this.#memory.setItem(this.#key, JSON.stringify(channels));
  }
}

const isInCatalogue = (name: string): boolean => CHANNELS.some((channel) => channel.name === name);

/** The names of a stored list, each once; none of what is no such list. */
function readList(text: string | null): string[] {
  if (text === null) return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(list) ? [...new Set(list)].filter((name) => typeof name === 'string') : [];
}
