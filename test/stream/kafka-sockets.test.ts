import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KafkaDoor } from '../../main/stream/kafka-door.ts';
import { KafkaSockets } from '../../main/stream/kafka-sockets.ts';
import { RefusalGate } from '../../main/stream/refusal-gate.ts';
import { until } from './until.ts';

describe('the sockets of one client', () => {
  let server: Server;
  let greetings: Socket[];
  beforeEach(async () => {
    greetings = [];
    server = createServer((socket) => void greetings.push(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.close();
    for (const socket of greetings) socket.destroy();
  });

  /** Connected, with the message of the error that ends it. */
  async function connect(sockets: KafkaSockets): Promise<{ socket: Socket; error: () => string }> {
    const { port } = server.address() as AddressInfo;
    let message = '';
    const socket = await new Promise<Socket>((resolve) => {
      const made = sockets.factory({ host: '127.0.0.1', port, ssl: undefined as never, onConnect: () => resolve(made) });
      made.on('error', (error) => (message = error.message));
    });
    return { socket, error: () => message };
  }

  it('know when something last came', async () => {
    const sockets = new KafkaSockets(new RefusalGate());
    const { socket } = await connect(sockets);
    sockets.heardAt = 0;
    await until('a connection', () => greetings.length === 1);
    greetings[0]!.write('x');
    await until('a word', () => sockets.heardAt > 0);
    expect(Math.abs(Date.now() - sockets.heardAt)).toBeLessThan(10_000);
    socket.destroy();
  });

  it('are made anew after a cut, and never after the end', async () => {
    const sockets = new KafkaSockets(new RefusalGate());
    const first = await connect(sockets);
    sockets.cut('closing');
    await until('the cut', () => first.error() === 'closing');
    const second = await connect(sockets);
    sockets.end();
    await until('the end', () => second.error() === 'this client has ended');
    const { port } = server.address() as AddressInfo;
    const refused = sockets.factory({ host: '127.0.0.1', port, ssl: undefined as never, onConnect: () => undefined });
    const [error] = (await once(refused, 'error')) as [Error];
    expect(error.message).toBe('this client has ended');
  });

  it('that nobody watches are cut when others have gone silent, unless they have heard something since', async () => {
    const door = new KafkaDoor({ brokers: ['pit:9092'], clientId: 'test' }, 'pit:9092');
    const { unwatched } = door.place;
    const silent = new KafkaSockets(door.gate, unwatched);
    const alive = new KafkaSockets(door.gate, unwatched);
    const [first, second] = [await connect(silent), await connect(alive)];
    const now = Date.now();
    silent.heardAt = now - 40_000;
    expect(door.noAnswer(now - 25_000)).toMatchObject({ kind: 'unreachable', message: expect.stringMatching(/^no answer from pit:9092 since \d\d:\d\d:\d\d; /) });
    await until('the cut', () => /^no answer since \d\d:\d\d:\d\d$/.test(first.error()));
    expect(second.socket.destroyed).toBe(false);
    await until('the cut one to be forgotten', () => unwatched!.size === 1);
    second.socket.destroy();
    await until('both to be forgotten', () => unwatched!.size === 0);
  });
});
