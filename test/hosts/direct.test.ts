import type { Answer } from '../../common/bridge.ts';
import { toErrorShape } from '../../common/errors.ts';
import type { Session } from '../../main/session.ts';
import { describeHost, type Client } from './contract.ts';

describeHost('the workstation itself, as the command line has it', async (workstation) => {
  const sessions: Session[] = [];
  return {
    async connect(): Promise<Client> {
      const listeners: Parameters<Client['onEvent']>[0][] = [];
      const live: Parameters<Client['onLive']>[0][] = [];
      const session = workstation.open({
        event: (name, payload) => listeners.forEach((listener) => listener(name, payload)),
        live: (packet) => live.forEach((listener) => listener(packet)),
      });
      sessions.push(session);
      return {
        ask: (name, params) =>
          session.request(name, params).then(
            (result): Answer => ({ result }),
            (error: unknown): Answer => ({ error: toErrorShape(error) }),
          ),
        onEvent: (listener) => void listeners.push(listener),
        onLive: (listener) => void live.push(listener),
      };
    },
    async close() {
      for (const session of sessions) session.close();
    },
  };
});
