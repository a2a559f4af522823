import type { EventName, EventPayload } from '../common/contract.ts';

/** Where what happens is told. */
export interface DeskListener {
  /** To `clients`, or without them to all. */
  event<K extends EventName>(name: K, payload: EventPayload<K>, clients?: ReadonlySet<string>): void;
  live(client: string, packet: Uint8Array<ArrayBuffer>): void;
}
