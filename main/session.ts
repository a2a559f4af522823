import type { EventName } from '../common/contract.ts';
import type { Retention } from './onboard/edge/retention.ts';

export interface WorkstationOptions {
  /** Where everything is kept: edge buffer, streams, laps. Created when it is missing. */
  dataDir: string;
  /** Kafka brokers as `host:port`; left out or empty, the embedded stream is used. */
  brokers?: string[];
  /** The radio link at the start: a preset or a JSON file (`main/interchange/radio-file.ts`); without it, unlimited. */
  link?: string | undefined;
  /** Whose car's data the relay cuts out of the field's. */
  team?: string;
  /** How much the cars' disk keeps of what the factory does not confirm; left out, everything. */
  retention?: Retention;
}

/** What a screen hears unasked. Neither call may throw. */
export interface SessionListener {
  /** The payload fits the event's schema in `common/contract.ts`. */
  event(name: EventName, payload: unknown): void;
  /** One packet as `common/live-packet.ts` encodes it; only while its subscription has credit. */
  live(packet: Uint8Array): void;
}

/** One screen's or script's way into a workstation, with live subscriptions of its own. */
export interface Session {
  /** Parses `params`; the answer fits the request's result schema. Rejects with a LapwingError. */
  request(name: string, params: unknown): Promise<unknown>;
  /** Ends the subscriptions; nothing is heard afterwards. */
  close(): void;
}

export interface Workstation {
  open(listener: SessionListener): Session;
  /** Ends the race and the threads, and closes what is on disk. */
  close(): Promise<void>;
}
