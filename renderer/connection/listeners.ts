import type { EventName, EventPayload } from '../../common/contract.ts';

export type HostState = 'connected' | 'lost';

/** A set of callbacks; `add` returns the function that takes one out again. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  add(listener: (value: T) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(value: T): void {
    for (const listener of this.#all) listener(value);
  }
}

/** Callbacks by event name: what every kind of connection hands its events to. */
export class EventListeners {
  readonly #byName: { [K in EventName]?: Listeners<EventPayload<K>> } = {};

  add<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void {
    const byName = this.#byName as Record<EventName, Listeners<EventPayload<K>> | undefined>;
    const listeners = (byName[name] ??= new Listeners());
    return listeners.add(listener);
  }

  /** Events that nobody listens to, or of an unknown name, are dropped. */
  tell(name: string, payload: unknown): void {
    const listeners = (this.#byName as Record<string, Listeners<unknown> | undefined>)[name];
    listeners?.tell(payload);
  }
}
