import type { Socket } from 'node:net';

/** The lowest and the highest version of each request that a broker takes, by its number. */
export type BrokerVersions = ReadonlyMap<number, { lowest: number; highest: number }>;

const PRODUCE = 0;
const FETCH = 1;
const API_VERSIONS = 18;
const DESCRIBE_CLUSTER = 60;
/** Versions that kafkajs 2.2.4 knows. */
const OURS = [
  { request: PRODUCE, lowest: 0, highest: 7 },
  { request: FETCH, lowest: 0, highest: 11 },
];

/** Asks what a broker takes over a connection that nothing has been sent on; it answers before any login. Rejects when it says anything else. */
export function askVersions(socket: Socket): Promise<BrokerVersions> {
  const request = Buffer.alloc(14);
  request.writeInt32BE(10, 0);
  request.writeInt16BE(API_VERSIONS, 4);
  // Correlation 0; no client id.
  request.writeInt16BE(-1, 12);
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length < 4 || answer.length < 4 + answer.readInt32BE(0)) return;
      try {
        resolve(readVersions(answer));
      } catch (error) {
        reject(error);
      }
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('it closed the connection')));
    socket.write(request);
  });
}

/** Length, correlation, error code, count, then number, lowest and highest version of each. */
function readVersions(answer: Buffer): BrokerVersions {
  const versions = new Map<number, { lowest: number; highest: number }>();
  const count = answer.readInt32BE(10);
  for (let i = 0, at = 14; i < count; i++, at += 6) versions.set(answer.readInt16BE(at), { lowest: answer.readInt16BE(at + 2), highest: answer.readInt16BE(at + 4) });
  return versions;
}

/** A broker does not say its version; what it takes gives it away. */
export function versionName(versions: BrokerVersions): string {
  if ((versions.get(FETCH)?.lowest ?? 0) >= 4) return '4.0 or newer';
  return versions.has(DESCRIBE_CLUSTER) ? '2.8 to 3.9' : 'older than 2.8';
}

/** Whether it takes what we send. */
export function speaksWithUs(versions: BrokerVersions): boolean {
  return OURS.every(({ request, lowest, highest }) => {
    const theirs = versions.get(request);
    return theirs !== undefined && theirs.lowest <= highest && lowest <= theirs.highest;
  });
}
