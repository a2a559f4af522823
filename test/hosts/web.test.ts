import type { Answer, SocketMessage } from '../../common/bridge.ts';
import { startWebHost } from '../../main/hosts/web/web-host.ts';
import { describeHost, type Client } from './contract.ts';
import { builtScreens, connect, outcome, pair } from './web/http.ts';

describeHost('the web host, over HTTP and WebSocket', async (workstation) => {
  const host = await startWebHost({ workstation, root: builtScreens() });
  const cookie = await pair(host.url, host.port);
  return {
    async connect(): Promise<Client> {
      const socket = connect(host.port, { cookie });
      await outcome(socket);
      const waiting = new Map<number, (answer: Answer) => void>();
      const listeners: Parameters<Client['onEvent']>[0][] = [];
      const live: Parameters<Client['onLive']>[0][] = [];
      let next = 0;
      let bytesFor: number | undefined;
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary && bytesFor !== undefined) {
          waiting.get(bytesFor)!({ result: new Uint8Array(data) });
          bytesFor = undefined;
          return;
        }
        if (isBinary) return live.forEach((listener) => listener(data));
        const message = JSON.parse(data.toString()) as SocketMessage;
        if ('event' in message) return listeners.forEach((listener) => listener(message.event, message.payload));
        if ('bytes' in message) {
          bytesFor = message.id;
          return;
        }
        const { id, ...answer } = message;
        waiting.get(id!)!(answer);
      });
      return {
        ask: (name, params) =>
          new Promise((resolve) => {
            waiting.set(++next, resolve);
            socket.send(JSON.stringify({ id: next, name, params }));
          }),
        onEvent: (listener) => void listeners.push(listener),
        onLive: (listener) => void live.push(listener),
      };
    },
    close: () => host.close(),
  };
});
