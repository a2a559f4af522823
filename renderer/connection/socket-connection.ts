import type { SocketMessage, SocketQuestion } from '../../common/bridge.ts';
import type { Connection, RequestName, RequestParams, RequestResult } from '../../common/contract.ts';
import { LapwingError, fromErrorShape } from '../../common/errors.ts';
import { EventListeners, Listeners } from './listeners.ts';
import type { HostState } from './listeners.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4000;

interface Pending {
  resolve(result: unknown): void;
  reject(error: LapwingError): void;
}

/**
 * The workstation behind a WebSocket: JSON text for requests, answers and events, binary messages for live packets and for
 * answers that are bytes.
 * Tries again for ever after a loss, with growing pauses; what was asked meanwhile fails with `E_CONNECTION`.
 */
export class SocketConnection implements Connection {
  readonly #address: string;
  readonly #events = new EventListeners();
  readonly #live = new Listeners<Uint8Array>();
  readonly #states = new Listeners<HostState>();
  readonly #pending = new Map<number, Pending>();
  #socket: WebSocket | null = null;
  #state: HostState | null = null;
  #waiting: string[] = [];
  /** The question that the next binary message answers. */
  #bytesFor: number | null = null;
  #lastId = 0;
  #retry = FIRST_RETRY_MS;

  constructor(address: string) {
    this.#address = address;
    this.#open();
  }

  request<K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>> {
    if (this.#state === 'lost') return Promise.reject(lost());
    const id = ++this.#lastId;
    const message = JSON.stringify({ id, name, params } satisfies SocketQuestion);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(message);
    else this.#waiting.push(message);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: (result) => resolve(result as RequestResult<K>), reject });
    });
  }

  on: Connection['on'] = (name, listener) => this.#events.add(name, listener);

  onLive(listener: (packet: Uint8Array) => void): () => void {
    return this.#live.add(listener);
  }

  onState(listener: (state: HostState) => void): () => void {
    if (this.#state) listener(this.#state);
    return this.#states.add(listener);
  }

  #open(): void {
    const socket = new WebSocket(this.#address);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#retry = FIRST_RETRY_MS;
      for (const message of this.#waiting.splice(0)) socket.send(message);
      this.#become('connected');
    });
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') this.#read(JSON.parse(data) as SocketMessage);
      else this.#readBytes(new Uint8Array(data as ArrayBuffer));
    });
    socket.addEventListener('close', () => {
      this.#waiting = [];
      this.#bytesFor = null;
      for (const { reject } of this.#pending.values()) reject(lost());
      this.#pending.clear();
      this.#become('lost');
      setTimeout(() => this.#open(), this.#retry);
      this.#retry = Math.min(this.#retry * 2, LONGEST_RETRY_MS);
    });
  }

  #read(answer: SocketMessage): void {
    if ('event' in answer) {
      this.#events.tell(answer.event, answer.payload);
      return;
    }
    if (answer.id === null) return;
    if ('bytes' in answer) {
      this.#bytesFor = answer.id;
      return;
    }
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ('error' in answer) pending?.reject(fromErrorShape(answer.error));
    else pending?.resolve(answer.result);
  }

  #readBytes(bytes: Uint8Array): void {
    if (this.#bytesFor === null) {
      this.#live.tell(bytes);
      return;
    }
    const pending = this.#pending.get(this.#bytesFor);
    this.#pending.delete(this.#bytesFor);
    this.#bytesFor = null;
    pending?.resolve(bytes);
  }

  #become(state: HostState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#states.tell(state);
  }
}

const lost = (): LapwingError =>
  new LapwingError('E_CONNECTION', 'The workstation does not answer. It is tried again until it does; ask again then.');
