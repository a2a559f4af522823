import type { WebSocket } from 'ws';
import type { Answer, SocketMessage, SocketQuestion } from '../../../common/bridge.ts';
import { LapwingError, toErrorShape } from '../../../common/errors.ts';
import type { Session, Workstation } from '../../session.ts';

/** Unsent bytes past which a screen counts as slow. */
const SLOW = 4 * 1024 * 1024;
/** A screen that has been slow for so long is given up, ms. */
const HOPELESS_MS = 30_000;
/** Questions of one screen that may be open at once. */
const OPEN_QUESTIONS = 64;
const HEARTBEAT_MS = 20_000;

/**
 * One screen on one socket, with a session of its own. A slow screen is not read from until it has caught up; of its
 * live packets only the newest of each subscription is kept meanwhile, its events all are.
 */
export class ScreenSocket {
  private readonly socket: WebSocket;
  private readonly session: Session;
  private readonly held = new Map<number, Uint8Array>();
  private readonly heartbeat: NodeJS.Timeout;
  private slowSince: number | null = null;
  private open = 0;
  private alive = true;

  constructor(socket: WebSocket, workstation: Workstation) {
    this.socket = socket;
    this.session = workstation.open({
      event: (event, payload) => this.send({ event, payload }),
      live: (packet) => this.live(packet),
    });
    socket.on('message', (data: Buffer, isBinary) => void this.hear(data.toString(), isBinary));
    socket.on('pong', () => (this.alive = true));
    // ws says why and closes the socket by itself after a protocol error or a message past the limit.
    socket.on('error', () => undefined);
    socket.on('close', () => this.end());
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  private async hear(text: string, isBinary: boolean): Promise<void> {
    const question = isBinary ? undefined : readQuestion(text);
    if (!question) {
      const message = 'a question is a JSON text {"id": number, "name": string, "params": object}';
      this.send({ id: null, error: { code: 'E_REQUEST', message } });
      return;
    }
    const answer = await this.answer(question);
    if ('result' in answer && answer.result instanceof Uint8Array) this.sendBytes(question.id, answer.result);
    else this.send({ id: question.id, ...answer });
  }

  /** The two messages go out one right after the other: nothing comes between them. */
  private sendBytes(id: number, bytes: Uint8Array): void {
    this.send({ id, bytes: bytes.length });
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(bytes, { binary: true }, () => this.sent());
    this.watch();
  }

  private async answer({ name, params }: SocketQuestion): Promise<Answer> {
    this.open++;
    try {
      if (this.open > OPEN_QUESTIONS) {
        throw new LapwingError('E_BUSY', `${OPEN_QUESTIONS} questions are open already: wait for their answers`);
      }
      return { result: (await this.session.request(name, params)) ?? null };
    } catch (error) {
      return { error: toErrorShape(error) };
    } finally {
      this.open--;
    }
  }

  private send(message: SocketMessage): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(JSON.stringify(message), () => this.sent());
    this.watch();
  }

  private live(packet: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > SLOW) {
      this.held.set(new DataView(packet.buffer, packet.byteOffset).getUint32(0, true), packet);
      return;
    }
    this.socket.send(packet, { binary: true }, () => this.sent());
    this.watch();
  }

  private watch(): void {
    if (this.socket.bufferedAmount <= SLOW) return;
    if (this.slowSince === null) {
      this.slowSince = performance.now();
      this.socket.pause();
    } else if (performance.now() - this.slowSince > HOPELESS_MS) {
      this.socket.terminate();
    }
  }

  private sent(): void {
    if (this.slowSince === null || this.socket.bufferedAmount > SLOW) return;
    this.slowSince = null;
    this.socket.resume();
    const packets = [...this.held.values()];
    this.held.clear();
    for (const packet of packets) this.live(packet);
  }

  private beat(): void {
    this.watch();
    if (this.slowSince !== null) return;
    if (!this.alive) return this.socket.terminate();
    this.alive = false;
    this.socket.ping();
  }

  private end(): void {
    clearInterval(this.heartbeat);
    this.held.clear();
    this.session.close();
  }
}

function readQuestion(text: string): SocketQuestion | undefined {
  try {
    const { id, name, params = {} } = JSON.parse(text) as Partial<SocketQuestion>;
    if (Number.isSafeInteger(id) && typeof name === 'string') return { id: id!, name, params };
  } catch {
    return undefined;
  }
  return undefined;
}
