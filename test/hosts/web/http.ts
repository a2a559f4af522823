import { request, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { SOCKET_PATH } from '../../../common/bridge.ts';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** GET with exactly these headers, `Host` included; the path goes out as it stands. */
export function get(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** The cookie that the printed address is exchanged for, as a Cookie header. */
export async function pair(url: string, port: number): Promise<string> {
  const { search } = new URL(url);
  const { headers } = await get(port, `/${search}`);
  return headers['set-cookie']![0]!.split(';')[0]!;
}

/** A socket as a screen opens it; headers can be replaced or, with undefined, left out. */
export function connect(port: number, headers: Record<string, string | undefined>, path = SOCKET_PATH): WebSocket {
  const all = { origin: `http://127.0.0.1:${port}`, ...headers };
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: present as Record<string, string> });
}

/** Resolves to 101 when the socket opens, else to the status of the refusal. */
export function outcome(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode!));
    socket.on('error', reject);
  });
}

/** A folder with a page and a script, as a build leaves it. */
export function builtScreens(): string {
  const root = mkdtempSync(join(tmpdir(), 'lapwing-screens-'));
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Lapwing</title>');
  writeFileSync(join(root, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'app-1a2b.js.map'), '{}');
  return root;
}
