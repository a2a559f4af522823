import { createServer } from 'node:http';
import type { Workstation } from '../../session.ts';
import { loadScreenFiles } from '../screen-files.ts';
import { allowedHosts, isWildcard, reachableHosts, urlHost } from './allowed-hosts.ts';
import { Door } from './door.ts';
import { listen } from './listen.ts';

export interface WebHostOptions {
  workstation: Workstation;
  /** Folder of the built screens. */
  root: string;
  /** Address to listen on. Anything but loopback opens the workstation to the network. */
  host?: string;
  /** 0: any that is free. */
  port?: number;
  /** Told of refused origins, at most once a minute. */
  onRefused?: (line: string) => void;
}

export interface WebHost {
  /** With the token: who has it may use the workstation. */
  url: string;
  port: number;
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 250;

/** Serves a workstation's screens over HTTP and WebSocket. Throws E_BUILD, E_PORT or E_HOST. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const files = await loadScreenFiles(options.root);
  const server = createServer({ connectionsCheckingInterval: 5000, headersTimeout: 10_000, requestTimeout: 20_000 });
  server.maxConnections = MAX_CONNECTIONS;
  const bound = options.host ?? '127.0.0.1';
  const port = await listen(server, bound, options.port ?? 0);
  const { workstation, onRefused } = options;
  const door = new Door({ workstation, files, allowed: allowedHosts(bound, port), port, onRefused });
  server.on('request', (request, response) => door.request(request, response));
  server.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));
  const shown = isWildcard(bound) ? (reachableHosts()[0] ?? '127.0.0.1') : urlHost(bound);
  return {
    url: `http://${shown}:${port}/?token=${door.pairing.token}`,
    port,
    async close() {
      door.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
