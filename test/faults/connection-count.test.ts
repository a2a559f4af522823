import { once } from 'node:events';
import { connect as connectPlain, createServer, type AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { countConnections } from './connection-count.ts';

test('connections to a port are counted, with TLS and without, until it ends', async () => {
  const server = createServer((socket) => socket.destroy());
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const connections = countConnections(port);
  const open = async (connect: () => NodeJS.EventEmitter): Promise<void> => {
    const socket = connect();
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.on('close', resolve));
  };
  await open(() => connectPlain({ host: '127.0.0.1', port }));
  await open(() => connectTls({ host: '127.0.0.1', port }));
  expect(connections.count()).toBe(2);
  connections.end();
  await open(() => connectPlain({ host: '127.0.0.1', port }));
  expect(connections.count()).toBe(2);
});
