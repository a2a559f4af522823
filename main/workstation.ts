import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { requests, type RequestName } from '../common/contract.ts';
import { fromErrorShape, LapwingError } from '../common/errors.ts';
import { check } from '../common/plain-parse.ts';
import { entryUrl } from './entry.ts';
import type { FromEngine, ToEngine } from './engine.ts';
import { reachRunning } from './running/reach-running.ts';
import { SideDoor } from './running/side-door.ts';
import type { Session, SessionListener, Workstation, WorkstationOptions } from './session.ts';

interface Pending {
  resolve(result: unknown): void;
  reject(error: LapwingError): void;
}

/** Starts the engine thread and hands out sessions: what every host calls. */
class EngineWorkstation implements Workstation {
  private readonly thread: Worker;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<string, SessionListener>();
  private next = 1;
  private over: LapwingError | undefined;
  private closed: (() => void) | undefined;
  private closing: Promise<void> | undefined;

  constructor(thread: Worker) {
    this.thread = thread;
    thread.on('message', (message: FromEngine) => this.hear(message));
    thread.on('error', (error) => this.fail(`The engine stopped: ${error.message}. Start Lapwing again; what was buffered is kept.`));
    thread.on('exit', () => {
      this.fail('The engine has ended. Start Lapwing again; what was buffered is kept.');
      this.closed?.();
    });
  }

  private hear(message: FromEngine): void {
    if (message.type === 'event') {
      const { name, payload, clients } = message;
      for (const [client, listener] of this.listeners) if (clients?.has(client) ?? true) listener.event(name, payload);
    } else if (message.type === 'live') {
      this.listeners.get(message.client)?.live(message.packet);
    } else if (message.type === 'result' || message.type === 'error') {
      const pending = this.pending.get(message.id);
      this.pending.delete(message.id);
      if (message.type === 'result') pending?.resolve(message.result);
      else pending?.reject(fromErrorShape(message.error));
    }
  }

  private fail(text: string): void {
    if (this.over) return;
    this.over = new LapwingError('E_ENGINE', text);
    for (const pending of this.pending.values()) pending.reject(this.over);
    this.pending.clear();
    if (this.closed) return;
    for (const listener of this.listeners.values()) listener.event('notice', { level: 'error', text });
  }

  private tell(message: ToEngine): void {
    this.thread.postMessage(message);
  }

  open(listener: SessionListener): Session {
    const client = randomUUID();
    this.listeners.set(client, listener);
    return {
      request: async (name, params) => {
        const parsed = parseParams(name, params);
        if (this.over) throw this.over;
        const id = this.next++;
        return new Promise((resolve, reject) => {
          this.pending.set(id, { resolve, reject });
          this.tell({ type: 'request', client, id, name, params: parsed });
        });
      },
      close: () => {
        this.listeners.delete(client);
        this.tell({ type: 'leave', client });
      },
    };
  }

  close(): Promise<void> {
    this.closing ??= new Promise((resolve) => {
      if (this.over) return resolve();
      this.closed = resolve;
      this.tell({ type: 'close' });
    });
    return this.closing;
  }
}

/** The border: the only place where params are parsed. Throws LapwingError E_REQUEST or E_PARAMS. */
function parseParams(name: string, params: unknown): unknown {
  if (!Object.hasOwn(requests, name)) throw new LapwingError('E_REQUEST', `There is no request called ${JSON.stringify(name)}.`);
  const { data, fault } = check(requests[name as RequestName].params, params);
  if (fault) throw new LapwingError('E_PARAMS', `${name}: ${fault.where || 'params'}: ${fault.words}.`);
  return data;
}

/** Throws LapwingError when the data folder is in use or damaged, or the broker does not answer. */
export async function openWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const { dataDir } = options;
  const thread = new Worker(entryUrl(import.meta.url, 'engine'), { workerData: options, name: 'engine' });
  const ready = new Promise<void>((resolve, reject) => {
    const settle = (message: FromEngine): void => {
      thread.off('message', settle);
      if (message.type === 'failed') reject(fromErrorShape(message.error));
      else resolve();
    };
    thread.on('message', settle);
    thread.once('error', reject);
    thread.once('exit', () => reject(new LapwingError('E_ENGINE', 'The engine ended before it was ready. Start Lapwing again.')));
  });
  await ready.catch((error: unknown) => tellWhoHasIt(error, dataDir));
  const workstation = new EngineWorkstation(thread);
  // A folder that takes no file, full or read-only, takes no race from anybody for it.
  const door = await SideDoor.open(workstation, dataDir).catch(() => undefined);
  return {
    open: (listener) => workstation.open(listener),
    async close() {
      await workstation.close();
      door?.close();
    },
  };
}

/** Throws `error` again; of a folder in use, with the process that has it. */
async function tellWhoHasIt(error: unknown, dataDir: string): Promise<never> {
  if (!(error instanceof LapwingError) || error.code !== 'E_IN_USE') throw error;
  const running = await reachRunning(dataDir);
  if (!running) throw error;
  running.close();
  throw new LapwingError('E_IN_USE', `${dataDir} is open by pid ${running.pid}. Close that Lapwing, or name another folder with --data.`, { cause: error });
}
