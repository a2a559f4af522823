import type { ErrorShape } from './errors.ts';

/** A request's end, in the shape that crosses every border. */
export type Answer = { result: unknown } | { error: ErrorShape };

/** What the desktop shell's preload puts on `window.lapwing`. */
export interface Bridge {
  /** Always resolves: what went wrong comes as `error`. */
  request(name: string, params: unknown): Promise<Answer>;
  onEvent(listener: (name: string, payload: unknown) => void): void;
  onLive(listener: (packet: Uint8Array) => void): void;
}

/** Everything that goes through Electron's IPC: questions one way, the rest the other. */
export const REQUEST_CHANNEL = 'lapwing:request';
export const EVENT_CHANNEL = 'lapwing:event';
export const LIVE_CHANNEL = 'lapwing:live';

/** Where the web host takes WebSocket connections. JSON texts as below; live packets, and answers that are bytes, as binary messages. */
export const SOCKET_PATH = '/ws';

/** From the screen. */
export interface SocketQuestion {
  /** The screen's own number for it, said again in the answer. */
  id: number;
  name: string;
  params: unknown;
}

/**
 * To the screen. `id` is null where the question could not be read. An answer of `bytes` says how many they are; they are the next
 * binary message.
 */
export type SocketMessage = ({ id: number | null } & Answer) | { id: number; bytes: number } | { event: string; payload: unknown };
