import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { RaceMessage } from '../../common/timing.ts';

/** More than this nobody scrolls back through. */
const KEPT = 200;

/** What race control and the timing loops have said of the race, newest first. */
export class MessageLog {
  readonly #list = signal<readonly RaceMessage[]>([]);

  get list(): ReadonlySignal<readonly RaceMessage[]> {
    return this.#list;
  }

  /** @param messages oldest first */
  add(messages: readonly RaceMessage[]): void {
    this.#list.value = [...messages.toReversed(), ...this.#list.value].slice(0, KEPT);
  }

  /** Takes all that there is to know until now. @param messages oldest first */
  replace(messages: readonly RaceMessage[]): void {
    this.#list.value = messages.toReversed().slice(0, KEPT);
  }
}
