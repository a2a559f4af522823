import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { decodeLivePacket, encodeLivePacket } from '../../../common/live-packet.ts';
import { startWebHost, type WebHost } from '../../../main/hosts/web/web-host.ts';
import { StandInWorkstation } from '../stand-in-workstation.ts';
import { builtScreens, connect, outcome, pair } from './http.ts';

let root: string;
let workstation: StandInWorkstation;
let host: WebHost;
let socket: WebSocket;
let texts: unknown[];
let packets: Uint8Array[];

beforeEach(async () => {
  root = builtScreens();
  workstation = new StandInWorkstation();
  host = await startWebHost({ workstation, root });
  socket = connect(host.port, { cookie: await pair(host.url, host.port) });
  texts = [];
  packets = [];
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) packets.push(data);
    else texts.push(JSON.parse(data.toString()));
  });
  await outcome(socket);
});

afterEach(async () => {
  await host.close();
  rmSync(root, { recursive: true });
});

const hear = async (count: number): Promise<unknown[]> => {
  await expect.poll(() => texts.length).toBe(count);
  return texts;
};

const packet = (subscription: number, samples: number, epoch = 1): Uint8Array =>
  encodeLivePacket({
    subscription,
    epoch,
    skipped: 0,
    cars: [{ car: 'car1', racetime: new Float64Array(samples), lap: new Uint16Array(samples), columns: [] }],
  });

test('a question is answered under its number', async () => {
  socket.send(JSON.stringify({ id: 5, name: 'track', params: { name: 'park' } }));
  socket.send(JSON.stringify({ id: 6, name: 'fail', params: {} }));
  socket.send(JSON.stringify({ id: 7, name: 'break' }));
  expect(await hear(3)).toEqual([
    { id: 5, result: { name: 'track', params: { name: 'park' } } },
    { id: 6, error: { code: 'E_TRACK', message: 'There is no track called Nowhere.' } },
    { id: 7, error: { code: 'E_INTERNAL', message: 'a fault of ours' } },
  ]);
});

test.each(['', 'not json', '[]', 'null', '{"id":"1","name":"track"}', '{"id":1}', '{"id":1e999,"name":"x"}'])(
  'what is no question gets an error, and the next is answered: %j',
  async (text) => {
    socket.send(text);
    socket.send(JSON.stringify({ id: 1, name: 'track', params: {} }));
    const [error, answer] = await hear(2);
    expect(error).toMatchObject({ id: null, error: { code: 'E_REQUEST' } });
    expect(answer).toMatchObject({ id: 1, result: {} });
  },
);

test('a binary message is no question', async () => {
  socket.send(Buffer.from('{"id":1,"name":"track"}'), { binary: true });
  expect(await hear(1)).toMatchObject([{ id: null, error: { code: 'E_REQUEST' } }]);
});

test('events and live packets arrive as they were said', async () => {
  workstation.listener.event('notice', { level: 'info', text: 'green flag' });
  const sent = packet(3, 10);
  workstation.listener.live(sent);
  expect(await hear(1)).toEqual([{ event: 'notice', payload: { level: 'info', text: 'green flag' } }]);
  await expect.poll(() => packets.length).toBe(1);
  expect(Buffer.compare(packets[0]!, sent)).toBe(0);
});

test('row 24: a message of more than a megabyte closes that screen alone', async () => {
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.send('x'.repeat(1024 * 1024 + 1));
  expect(await closed).toBe(1009);
  await expect.poll(() => workstation.listeners.size).toBe(0);
  const other = connect(host.port, { cookie: await pair(host.url, host.port) });
  expect(await outcome(other)).toBe(101);
});

test('more open questions than a screen can need are refused one by one', async () => {
  for (let id = 0; id < 66; id++) socket.send(JSON.stringify({ id, name: 'wait', params: {} }));
  expect(await hear(2)).toMatchObject([
    { id: 64, error: { code: 'E_BUSY' } },
    { id: 65, error: { code: 'E_BUSY' } },
  ]);
});

test('a screen that does not read misses live packets but the newest, and no event', async () => {
  socket.pause();
  const { listener } = workstation;
  for (let i = 0; i < 200; i++) {
    listener.live(packet(i % 2, 100_000, i));
    listener.event('notice', { level: 'info', text: String(i) });
  }
  socket.resume();
  await hear(200);
  expect(texts).toEqual(Array.from({ length: 200 }, (_, i) => ({ event: 'notice', payload: { level: 'info', text: String(i) } })));
  const epochs = (): number[] => packets.map((bytes) => decodeLivePacket(bytes).epoch);
  await expect.poll(() => epochs().slice(-2).sort((a, b) => a - b)).toEqual([198, 199]);
  expect(packets.length).toBeLessThan(50);
});

test('a screen that does not read for half a minute is given up', async () => {
  socket.pause();
  const { listener } = workstation;
  for (let i = 0; i < 20; i++) listener.live(packet(i, 100_000));
  const late = performance.now() + 31_000;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => late);
  listener.event('notice', { level: 'info', text: 'green flag' });
  clock.mockRestore();
  await expect.poll(() => workstation.listeners.size).toBe(0);
});

test('a screen that went away is forgotten', async () => {
  expect(workstation.listeners.size).toBe(1);
  socket.terminate();
  await expect.poll(() => workstation.listeners.size).toBe(0);
});
