import { parentPort, workerData } from 'node:worker_threads';
import type { EventName, EventPayload } from '../common/contract.ts';
import { toErrorShape, type ErrorShape } from '../common/errors.ts';
import { Desk } from './desk.ts';
import type { WorkstationOptions } from './session.ts';

/** The engine thread: everything with a database or a stream in it, so that an fsync never freezes a window. */
export type ToEngine =
  | { type: 'request'; client: string; id: number; name: string; params: unknown }
  /** The client is gone. */
  | { type: 'leave'; client: string }
  | { type: 'close' };

export type FromEngine =
  | { type: 'ready' }
  | { type: 'failed'; error: ErrorShape }
  | { type: 'result'; id: number; result: unknown }
  | { type: 'error'; id: number; error: ErrorShape }
  /** To these clients, or without them to all. */
  | { type: 'event'; name: EventName; payload: EventPayload<EventName>; clients?: ReadonlySet<string> | undefined }
  | { type: 'live'; client: string; packet: Uint8Array }
  | { type: 'closed' };

const port = parentPort!;
const say = (message: FromEngine, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

try {
  const desk = await Desk.open(workerData as WorkstationOptions, {
    event: (name, payload, clients) => say({ type: 'event', name, payload, clients }),
    live: (client, packet) => say({ type: 'live', client, packet }, [packet.buffer]),
  });
  port.on('message', (message: ToEngine) => {
    if (message.type === 'request') {
      const { client, id, name, params } = message;
      desk.answer(client, name, params).then(
        (result) => say({ type: 'result', id, result }, result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []),
        (error: unknown) => say({ type: 'error', id, error: toErrorShape(error) }),
      );
    } else if (message.type === 'leave') {
      desk.leave(message.client);
    } else {
      void desk
        .close()
        .catch((error: unknown) => {
          say({ type: 'event', name: 'notice', payload: { level: 'error', text: `Not everything could be closed well: ${toErrorShape(error).message}. What was buffered is kept.` } });
        })
        .finally(() => {
          say({ type: 'closed' });
          port.close();
        });
    }
  });
  say({ type: 'ready' });
} catch (error) {
  say({ type: 'failed', error: toErrorShape(error) });
  port.close();
}
