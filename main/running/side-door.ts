import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Answer, SocketQuestion } from '../../common/bridge.ts';
import { toErrorShape } from '../../common/errors.ts';
import type { Workstation } from '../session.ts';
import { onLines } from './lines.ts';
import { removeRunning, writeRunning, type Running } from './running-file.ts';

const MOST_CALLERS = 8;
const LONGEST_LINE = 1_000_000;
/** For the first line, ms. */
const PATIENCE = 5000;

/**
 * Where another process of the same person asks a running workstation: loopback only, a line of JSON each way. The first line
 * is the token of `running.json`, which only the owner of the data folder can read; then any request of the contract.
 */
export class SideDoor {
  private readonly workstation: Workstation;
  private readonly dataDir: string;
  private readonly token = randomBytes(32).toString('base64url');
  private readonly callers = new Set<Socket>();
  private readonly server = createServer((socket) => this.welcome(socket)).unref();
  private running: Running | undefined;

  private constructor(workstation: Workstation, dataDir: string) {
    this.workstation = workstation;
    this.dataDir = dataDir;
    this.server.maxConnections = MOST_CALLERS;
  }

  /** Throws what the system says when it cannot listen or write the file. */
  static async open(workstation: Workstation, dataDir: string): Promise<SideDoor> {
    const door = new SideDoor(workstation, dataDir);
    const { server, token } = door;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    try {
      door.running = { pid: process.pid, port: (server.address() as AddressInfo).port, token };
      writeRunning(dataDir, door.running);
      return door;
    } catch (error) {
      door.close();
      throw error;
    }
  }

  private welcome(socket: Socket): void {
    this.callers.add(socket);
    const impatience = setTimeout(() => socket.destroy(), PATIENCE);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(impatience);
      this.callers.delete(socket);
    });
    let ask: ((question: SocketQuestion) => void) | undefined;
    onLines(socket, LONGEST_LINE, (line) => {
      const said = parsed(line);
      if (ask) return isQuestion(said) ? ask(said) : void socket.destroy();
      if (typeof said !== 'string' || !same(said, this.token)) return void socket.destroy();
      clearTimeout(impatience);
      ask = this.admit(socket);
    });
  }

  private admit(socket: Socket): (question: SocketQuestion) => void {
    const session = this.workstation.open({ event() {}, live() {} });
    socket.on('close', () => session.close());
    tell(socket, { pid: process.pid });
    return ({ id, name, params }) => {
      session.request(name, params).then(
        (result) => tell(socket, { id, result: result ?? null }),
        (error: unknown) => tell(socket, { id, error: toErrorShape(error) }),
      );
    };
  }

  close(): void {
    this.server.close();
    for (const socket of this.callers) socket.destroy();
    if (this.running) removeRunning(this.dataDir, this.running);
  }
}

function tell(socket: Socket, said: { pid: number } | ({ id: number } & Answer)): void {
  if (socket.writable) socket.write(`${JSON.stringify(said)}\n`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isQuestion(said: unknown): said is SocketQuestion {
  const { id, name } = (said ?? {}) as Partial<SocketQuestion>;
  return Number.isSafeInteger(id) && typeof name === 'string';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
