import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openKafkaStream } from '../../main/stream/kafka.ts';

const open = (...brokers: string[]) => openKafkaStream({ brokers, clientId: 'lapwing-test', startPatience: 500 });

async function listen(): Promise<{ address: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe('opening a Kafka stream without a broker', () => {
  it('says so when nobody listens', async () => {
    const nobody = await listen();
    nobody.close();
    await expect(open(nobody.address)).rejects.toMatchObject({
      code: 'E_BROKER',
      message: expect.stringMatching(new RegExp(`^no broker answers at ${nobody.address}: .*ECONNREFUSED.*; check the address or start it$`)),
    });
  });

  it('says so when somebody listens and never answers', async () => {
    const silent = await listen();
    await expect(open(silent.address)).rejects.toMatchObject({
      code: 'E_BROKER',
      message: `no broker answers at ${silent.address} within 0.5 s; check the address or start it`,
    });
    silent.close();
  });

  it.each(['localhost', 'localhost:99999', 'localhost:0', 'kafka://localhost:9092', ':9092', ''])('refuses "%s" as an address', async (address) => {
    await expect(open(address)).rejects.toMatchObject({ code: 'E_BROKER_CONFIG', message: expect.stringContaining(`"${address}"`) });
  });

  it('refuses an empty list', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'E_BROKER_CONFIG' });
  });
});
