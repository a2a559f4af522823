import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** An address as it stands in a URL: IPv6 in brackets. */
export function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** True for an address that means every interface of the machine. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '';
}

/** Addresses of this machine that others can reach, as in a URL. */
export function reachableHosts(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => !address.internal && !address.address.startsWith('fe80'))
    .map((address) => urlHost(address.address));
}

/**
 * The `host:port` values that a Host header may have and, behind `http://`, an Origin. Compared whole, so that a name
 * that another's DNS points here (`127.0.0.1.example`) is refused.
 */
export function allowedHosts(bound: string, port: number): ReadonlySet<string> {
  const names = [...LOOPBACK.map(urlHost), ...(isWildcard(bound) ? reachableHosts() : [urlHost(bound)])];
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])).map((name) => name.toLowerCase()));
}

export function isAllowedHost(allowed: ReadonlySet<string>, header: string | undefined): boolean {
  return header !== undefined && allowed.has(header.toLowerCase());
}

export function isAllowedOrigin(allowed: ReadonlySet<string>, header: string | undefined): boolean {
  return header !== undefined && header.startsWith('http://') && allowed.has(header.slice('http://'.length));
}
