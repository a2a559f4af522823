import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { seededRandom } from '../support/random.ts';
import { MessageSplitter, PRODUCE, readvertise, refusedProduce, requestHead, responseCorrelation, sayOffsetZero, type RequestHead } from './kafka-wire.ts';
import { SlowPipe, type Line, type Slowness } from './slow-pipe.ts';

/** What is wrong with the way to the broker; each may be switched while it runs. */
export interface ProxyFaults extends Slowness {
  /** Accepts, takes everything and answers nothing. Connections that it swallowed from stay dead. */
  blackHole: boolean;
  /** The share of answers to produce requests that is lost after the broker has taken the records. */
  loseAcks: number;
  /** Whether a lost answer is just not there, or takes its connection with it. */
  lostAck: 'silence' | 'reset';
  /** The share of produce requests that are refused, and do not go on to the broker; for these reasons of Kafka's in turn. */
  refuse: number;
  refusals: readonly number[];
  /** Answers to produce requests say that the records lie where the first ones of the partition do. */
  sameOffsets: boolean;
}

/** What went through a proxy. */
export interface ProxyCounts {
  connections: number;
  /** Produce requests that went on to the broker. */
  produced: number;
  lostAcks: number;
  refused: number;
  /** Bytes that went on to the broker. */
  bytes: number;
}

/**
 * A TCP proxy before a Kafka broker on the loopback that spoils the way as a test wants it. It puts its own port into
 * what the broker says of itself, so that the broker needs no setting, one broker may have several proxies, and a test
 * can still read past them.
 */
export class KafkaProxy {
  readonly faults: ProxyFaults = {
    delay: 0, jitter: 0, bitsPerSecond: null, stallShare: 0, stall: 0,
    blackHole: false, loseAcks: 0, lostAck: 'silence', refuse: 0, refusals: [], sameOffsets: false,
  };
  readonly counts: ProxyCounts = { connections: 0, produced: 0, lostAcks: 0, refused: 0, bytes: 0 };
  /** All connections share one line there and one back. */
  readonly there: Line = { free: 0, stalled: 0 };
  readonly back: Line = { free: 0, stalled: 0 };
  readonly random: () => number;
  readonly brokerPort: number;
  private readonly links = new Set<ProxyLink>();
  private readonly server: Server;

  private constructor(brokerPort: number, seed: number) {
    this.brokerPort = brokerPort;
    this.random = seededRandom(seed);
    this.server = createServer((client) => {
      this.counts.connections++;
      const link = new ProxyLink(this, client, () => this.links.delete(link));
      this.links.add(link);
    });
  }

  /** Listens before the broker at `127.0.0.1:port`. The same seed loses the same answers, counted from the first. */
  static async start(broker: string, seed = 1): Promise<KafkaProxy> {
    const proxy = new KafkaProxy(Number(broker.slice(broker.lastIndexOf(':') + 1)), seed);
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** `127.0.0.1:port` */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Connections that are open on the client's side. */
  get open(): number {
    return this.links.size;
  }

  /** Resets every connection that is open now. */
  reset(): void {
    for (const link of this.links) link.reset();
  }

  /** Every connection that is open now goes dead without a word; new ones work. */
  goHalfOpen(): void {
    for (const link of this.links) link.dead = true;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.reset();
    await closed;
  }
}

/** One connection of a client, with its own to the broker. */
class ProxyLink {
  /** Swallows whatever comes, for ever. */
  dead = false;
  private readonly client: Socket;
  private readonly broker: Socket;
  private readonly waiting = new Map<number, RequestHead>();

  constructor(proxy: KafkaProxy, client: Socket, onEnd: () => void) {
    this.client = client;
    this.broker = connect(proxy.brokerPort, '127.0.0.1');
    const toBroker = new SlowPipe(proxy.faults, proxy.there, proxy.random, (message) => this.write(this.broker, message));
    const toClient = new SlowPipe(proxy.faults, proxy.back, proxy.random, (message) => this.write(client, message));
    const requests = new MessageSplitter();
    const responses = new MessageSplitter();
    client.on('data', (chunk) => {
      if (this.swallows(proxy)) return;
      for (const message of requests.push(chunk)) {
        const head = requestHead(message);
        if (head.api === PRODUCE && proxy.faults.refuse > 0 && proxy.random() < proxy.faults.refuse) {
          const { refusals } = proxy.faults;
          toClient.push(refusedProduce(message, head, refusals[proxy.counts.refused++ % refusals.length]!));
          continue;
        }
        this.waiting.set(head.correlation, head);
        if (head.api === PRODUCE) proxy.counts.produced++;
        proxy.counts.bytes += message.length;
        toBroker.push(message);
      }
    });
    this.broker.on('data', (chunk) => {
      if (this.swallows(proxy)) return;
      for (const message of responses.push(chunk)) {
        const head = this.waiting.get(responseCorrelation(message));
        this.waiting.delete(responseCorrelation(message));
        if (head?.api === PRODUCE && proxy.random() < proxy.faults.loseAcks) {
          proxy.counts.lostAcks++;
          if (proxy.faults.lostAck === 'reset') this.reset();
          continue;
        }
        if (head?.api === PRODUCE && proxy.faults.sameOffsets) sayOffsetZero(message, head);
        if (head) readvertise(message, head, proxy.port);
        toClient.push(message);
      }
    });
    client.on('error', () => undefined).on('close', () => {
      this.broker.destroy();
      onEnd();
    });
    this.broker.on('error', () => undefined).on('close', () => {
      if (!this.swallows(proxy)) client.destroy();
    });
  }

  private swallows(proxy: KafkaProxy): boolean {
    this.dead ||= proxy.faults.blackHole;
    return this.dead;
  }

  private write(socket: Socket, message: Buffer): void {
    if (!this.dead && socket.writable) socket.write(message);
  }

  reset(): void {
    if (this.client.destroyed) return;
    this.client.resetAndDestroy();
    this.broker.destroy();
  }
}
