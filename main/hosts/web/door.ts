import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { SOCKET_PATH } from '../../../common/bridge.ts';
import type { Workstation } from '../../session.ts';
import type { ScreenFiles } from '../screen-files.ts';
import { cacheControl, SCREEN_HEADERS } from '../screen-headers.ts';
import { isAllowedHost, isAllowedOrigin } from './allowed-hosts.ts';
import { Pairing, type Verdict } from './pairing.ts';
import { ScreenSocket } from './screen-socket.ts';

const MAX_SOCKETS = 20;
const MAX_MESSAGE = 1024 * 1024;
const REFUSAL_LOG_MS = 60_000;

const OPEN_PRINTED = 'open the whole address that Lapwing printed when it started; it ends with ?token=…';
const REFUSALS: Readonly<Record<Exclude<Verdict, 'accepted'>, readonly [status: number, line: string]>> = {
  wrong: [401, `This workstation needs its token: ${OPEN_PRINTED}`],
  'too many tries': [429, 'Too many wrong tokens: wait a minute, then ' + OPEN_PRINTED],
};

/** A reload from our own page: a redirect of a link on another site would go without the SameSite cookie. */
const RELOAD = '<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Lapwing</title>';

export interface DoorOptions {
  workstation: Workstation;
  files: ScreenFiles;
  /** `host:port` values that may be asked for and come from. */
  allowed: ReadonlySet<string>;
  port: number;
  /** Told of refused origins, at most once a minute. */
  onRefused?: ((line: string) => void) | undefined;
}

/** Lets requests and sockets in, or says why not: host first, then origin, then token or cookie. */
export class Door {
  readonly pairing = new Pairing();
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  private readonly options: DoorOptions;
  private refusedAt = -Infinity;

  constructor(options: DoorOptions) {
    this.options = options;
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    const reply = (status: number, line: string, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { ...SCREEN_HEADERS, 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8', ...headers });
      response.end(line + '\n');
    };
    if (!isAllowedHost(this.options.allowed, request.headers.host)) return reply(421, this.hostRefusal());
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(405, 'Only GET is served here.', { Allow: 'GET, HEAD' });
    const url = URL.parse(request.url ?? '/', 'http://lapwing');
    if (!url) return reply(400, 'This address cannot be read.');
    const address = request.socket.remoteAddress ?? '';
    const token = url.searchParams.get('token');
    if (token !== null) {
      const verdict = this.pairing.checkToken(token, address);
      if (verdict !== 'accepted') return reply(...REFUSALS[verdict]);
      const cookie = { 'Set-Cookie': this.pairing.cookie(this.options.port) };
      if (request.headers['sec-fetch-site'] !== 'cross-site') return reply(303, 'Come in.', { ...cookie, Location: '/' });
      return reply(200, RELOAD, { ...cookie, 'Content-Type': 'text/html; charset=utf-8' });
    }
    const verdict = this.pairing.checkCookie(request.headers.cookie, this.options.port, address);
    if (verdict !== 'accepted') return reply(...REFUSALS[verdict]);
    const file = this.options.files.get(url.pathname);
    if (!file) return reply(404, 'There is nothing here.');
    const headers = { 'Content-Type': file.type, 'Content-Length': file.body.length, 'Cache-Control': cacheControl(url.pathname) };
    response.writeHead(200, { ...SCREEN_HEADERS, ...headers });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const refusal = this.refuseUpgrade(request);
    if (refusal) {
      const [status, line] = refusal;
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${line}\n`);
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (screen) => new ScreenSocket(screen, this.options.workstation));
  }

  private refuseUpgrade({ headers, url, socket }: IncomingMessage): readonly [number, string] | undefined {
    if (!isAllowedHost(this.options.allowed, headers.host)) return [421, this.hostRefusal()];
    if (!isAllowedOrigin(this.options.allowed, headers.origin)) {
      this.logRefusal(headers.origin);
      return [403, 'The origin is not allowed: screens connect from this address alone.'];
    }
    if (url !== SOCKET_PATH) return [404, 'There is nothing here.'];
    const verdict = this.pairing.checkCookie(headers.cookie, this.options.port, socket.remoteAddress ?? '');
    if (verdict !== 'accepted') return REFUSALS[verdict];
    if (this.sockets.clients.size >= MAX_SOCKETS) return [503, `${MAX_SOCKETS} screens are connected already: close one.`];
    return undefined;
  }

  private hostRefusal(): string {
    return `The host is not allowed: this workstation answers to ${[...this.options.allowed].join(', ')} alone.`;
  }

  private logRefusal(origin: string | undefined): void {
    const now = performance.now();
    if (now - this.refusedAt < REFUSAL_LOG_MS) return;
    this.refusedAt = now;
    this.options.onRefused?.(`a connection from ${JSON.stringify(origin ?? null).slice(0, 200)} was refused: the origin is not allowed`);
  }

  close(): void {
    for (const screen of this.sockets.clients) screen.terminate();
    this.sockets.close();
  }
}
