import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { SocketQuestion } from '../../../common/bridge.ts';
import { SocketConnection } from '../../../renderer/connection/socket-connection.ts';

let server: WebSocketServer;

const listen = (port: number): Promise<WebSocketServer> =>
  new Promise((resolve) => {
    const opened: WebSocketServer = new WebSocketServer({ host: '127.0.0.1', port }, () => resolve(opened));
  });
const portOf = (opened: WebSocketServer): number => (opened.address() as AddressInfo).port;
const connectTo = (port: number): SocketConnection => new SocketConnection(`ws://127.0.0.1:${port}/ws`);
const next = <T>(subscribe: (take: (value: T) => void) => unknown): Promise<T> => new Promise((resolve) => void subscribe(resolve));

/** Answers every question with what `reply` makes of it. */
function answer(opened: WebSocketServer, reply: (question: SocketQuestion) => object | null): void {
  opened.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const question = JSON.parse(data.toString()) as SocketQuestion;
      const said = reply(question);
      if (said) socket.send(JSON.stringify({ id: question.id, ...said }));
    });
  });
}

async function shut(opened: WebSocketServer): Promise<void> {
  for (const client of opened.clients) client.terminate();
  await new Promise((resolve) => opened.close(resolve));
}

beforeEach(async () => {
  server = await listen(0);
});
afterEach(() => shut(server));

describe('SocketConnection', () => {
  it('sends what was asked before the socket was open, and matches answers to questions', async () => {
    answer(server, ({ name, params }) => ({ result: { name, params } }));
    const connection = connectTo(portOf(server));
    const answers = await Promise.all([connection.request('link', {}), connection.request('track', { name: 'monza' })]);
    expect(answers).toEqual([
      { name: 'link', params: {} },
      { name: 'track', params: { name: 'monza' } },
    ]);
  });

  it('turns an error into one with its code', async () => {
    answer(server, () => ({ error: { code: 'E_TRACK', message: 'There is no such track.' } }));
    const asking = connectTo(portOf(server)).request('track', { name: 'x' });
    await expect(asking).rejects.toMatchObject({ code: 'E_TRACK', message: 'There is no such track.' });
  });

  it('hands on events and live packets', async () => {
    server.on('connection', (socket) => {
      socket.send(JSON.stringify({ event: 'notice', payload: { level: 'info', text: 'hello' } }));
      socket.send(Uint8Array.of(1, 2, 3));
    });
    const connection = connectTo(portOf(server));
    const notice = next<object>((take) => connection.on('notice', take));
    const packet = next<Uint8Array>((take) => connection.onLive(take));
    expect(await notice).toEqual({ level: 'info', text: 'hello' });
    expect([...(await packet)]).toEqual([1, 2, 3]);
  });

  it('fails what was open when the connection goes, and comes back by itself', async () => {
    answer(server, () => null);
    const port = portOf(server);
    const connection = connectTo(port);
    const states: string[] = [];
    const back = new Promise<void>((resolve) => {
      connection.onState((state) => {
        states.push(state);
        if (states.length === 3) resolve();
      });
    });
    const asking = connection.request('link', {});
    asking.catch(() => undefined);
    await next((take) => server.on('connection', take));
    await shut(server);
    await expect(asking).rejects.toMatchObject({ code: 'E_CONNECTION' });
    await expect(connection.request('link', {})).rejects.toMatchObject({ code: 'E_CONNECTION' });
    server = await listen(port);
    answer(server, () => ({ result: 'again' }));
    await back;
    expect(states).toEqual(['connected', 'lost', 'connected']);
    expect(await connection.request('link', {})).toBe('again');
  });
});
