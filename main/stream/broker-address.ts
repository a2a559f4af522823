import { isIPv6 } from 'node:net';

export interface BrokerAddress {
  /** A name, an IPv4 address, or an IPv6 address without its brackets. */
  host: string;
  port: number;
}

/** Reads `HOST:PORT`, with an IPv6 address in brackets; undefined when it is none. */
export function readBrokerAddress(text: string): BrokerAddress | undefined {
  const [, name, six, digits] = /^(?:([\w.-]+)|\[([\da-fA-F:.]+)\]):(\d{1,5})$/.exec(text) ?? [];
  const host = name ?? six;
  const port = Number(digits);
  if (host === undefined || (six !== undefined && !isIPv6(six)) || port < 1 || port > 65535) return undefined;
  return { host, port };
}

/** What to tell of a text that is no address. */
export function notAnAddress(text: string): string {
  return `"${text}" is not the address of a broker; give HOST:PORT, such as localhost:9092 or [::1]:9092, with a port from 1 to 65535`;
}

/** kafkajs takes what is before the first colon for the host: it gets an IPv6 address without colons, and gives it back to our sockets. */
export function hideColons(address: string): string {
  return address.replace(/^\[.*\]/, (host) => host.replaceAll(':', '-'));
}

/** The host of `hideColons`, as it can be connected to. */
export function showColons(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1).replaceAll('-', ':') : host;
}
