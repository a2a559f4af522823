/** Keys of the requests that a proxy has to know. */
export const PRODUCE = 0;
const METADATA = 3;
const FIND_COORDINATOR = 10;

/** What a request says of itself in its first eight bytes. */
export interface RequestHead {
  api: number;
  version: number;
  correlation: number;
}

/** Cuts what a socket brings into messages, each with its four bytes of length. */
export class MessageSplitter {
  private rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Buffer[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const messages: Buffer[] = [];
    while (this.rest.length >= 4) {
      const end = 4 + this.rest.readInt32BE(0);
      if (this.rest.length < end) break;
      messages.push(this.rest.subarray(0, end));
      this.rest = this.rest.subarray(end);
    }
    return messages;
  }
}

export function requestHead(message: Buffer): RequestHead {
  return { api: message.readInt16BE(4), version: message.readInt16BE(6), correlation: message.readInt32BE(8) };
}

export function responseCorrelation(message: Buffer): number {
  return message.readInt32BE(4);
}

/**
 * Puts `port` where the response says on which port a broker listens, in place: a port has a fixed width, and proxy and
 * broker share the loopback's name. Other responses stay as they are. Throws RangeError for a version that is not known here.
 */
export function readvertise(message: Buffer, { api, version }: RequestHead, port: number): void {
  if (api === METADATA) {
    if (version > 8) throw new RangeError(`metadata of version ${version} cannot be rewritten`);
    let at = 8 + (version >= 3 ? 4 : 0);
    const brokers = message.readInt32BE(at);
    at += 4;
    for (let broker = 0; broker < brokers; broker++) {
      at = afterText(message, at + 4);
      message.writeInt32BE(port, at);
      at += 4;
      if (version >= 1) at = afterText(message, at);
    }
  } else if (api === FIND_COORDINATOR) {
    if (version > 2) throw new RangeError(`a coordinator of version ${version} cannot be rewritten`);
    let at = 8 + (version >= 1 ? 4 : 0);
    const error = message.readInt16BE(at);
    at += 2;
    if (version >= 1) at = afterText(message, at);
    if (error === 0) message.writeInt32BE(port, afterText(message, at + 4));
  }
}

/** Says of every partition in an answer to a produce request that its records lie at offset 0. */
export function sayOffsetZero(message: Buffer, { version }: RequestHead): void {
  if (version < 2 || version > 7) throw new RangeError(`an answer to produce of version ${version} cannot be rewritten`);
  let at = 8;
  const topics = message.readInt32BE(at);
  at += 4;
  for (let topic = 0; topic < topics; topic++) {
    at = afterText(message, at);
    const partitions = message.readInt32BE(at);
    at += 4;
    for (let partition = 0; partition < partitions; partition++) {
      message.writeBigInt64BE(0n, at + 6);
      at += 22 + (version >= 5 ? 8 : 0);
    }
  }
}

/** The answer to a produce request of a broker that takes nothing of it, for this reason of Kafka's. Throws RangeError as above. */
export function refusedProduce(request: Buffer, { version, correlation }: RequestHead, code: number): Buffer {
  if (version < 3 || version > 7) throw new RangeError(`a request to produce of version ${version} cannot be refused`);
  const parts: Buffer[] = [];
  const put = (bytes: number, write: (buffer: Buffer) => void): void => {
    const part = Buffer.alloc(bytes);
    write(part);
    parts.push(part);
  };
  // After the client's name: the transaction, acks and time-out.
  let at = afterText(request, afterText(request, 12)) + 6;
  const count = (): number => {
    const counted = request.readInt32BE(at);
    at += 4;
    put(4, (part) => part.writeInt32BE(counted));
    return counted;
  };
  for (let topics = count(); topics > 0; topics--) {
    const name = request.subarray(at, afterText(request, at));
    parts.push(name);
    at += name.length;
    for (let partitions = count(); partitions > 0; partitions--) {
      const partition = request.readInt32BE(at);
      at += 8 + request.readInt32BE(at + 4);
      put(22 + (version >= 5 ? 8 : 0), (part) => {
        part.fill(0xff);
        part.writeInt32BE(partition);
        part.writeInt16BE(code, 4);
      });
    }
  }
  put(4, (part) => part.writeInt32BE(0));
  const head = Buffer.alloc(8);
  head.writeInt32BE(4 + parts.reduce((sum, part) => sum + part.length, 0));
  head.writeInt32BE(correlation, 4);
  return Buffer.concat([head, ...parts]);
}

/** Where a text with two bytes of length ends; a length of -1 is no text. */
function afterText(message: Buffer, at: number): number {
  return at + 2 + Math.max(0, message.readInt16BE(at));
}
