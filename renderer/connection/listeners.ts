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
  readonly #byName = new Map<string, Listeners<unknown>>();

  add<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void {
    let listeners = this.#byName.get(name);
    if (!listeners) this.#byName.set(name, (listeners = new Listeners()));
    return listeners.add(listener as (payload: unknown) => void);
  }

  /** Events that nobody listens to, or of an unknown name, are dropped. */
  tell(name: string, payload: unknown): void {
    this.#byName.get(name)?.tell(payload);
  }
}
