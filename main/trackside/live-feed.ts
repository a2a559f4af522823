import type { CarDeclaration } from '../../common/car-declaration.ts';
import type { FrameBody } from '../../common/frame-body.ts';
import { encodeLivePacket, type LiveCar } from '../../common/live-packet.ts';
import type { ParsedParams } from '../../common/contract.ts';
import { LiveRing, unroll } from './live-ring.ts';

/** Past that a late screen can ask for, s: the longest window of the charts, and a moment for the asking. */
const PAST = 125;
const LARGEST_RING = 60_000;
/** A screen draws no faster than this, ms: what comes in between goes into one packet. */
const PACKET_INTERVAL = 15;

interface Subscription {
  params: ParsedParams<'live.subscribe'>;
  send: (packet: Uint8Array<ArrayBuffer>) => void;
  /** The next sample of each car. */
  cursors: Map<string, number>;
  credit: boolean;
  skipped: number;
}

/**
 * The newest samples of the race for the screens: one packet under way for each subscription, the next when the
 * screen has drawn it. What a slow screen misses is skipped and counted, never queued.
 */
export class LiveFeed {
  private readonly rings = new Map<string, LiveRing>();
  private readonly subscriptions = new Map<string, Subscription>();
  private race: string | undefined;
  private epoch = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Shows this race from now on; what was shown before is forgotten. */
  begin(race: string): void {
    this.race = race;
    this.epoch++;
    this.rings.clear();
    for (const subscription of this.subscriptions.values()) subscription.cursors.clear();
  }

  push(race: string, car: string, body: FrameBody, declaration: CarDeclaration): void {
    if (race !== this.race || body.count === 0) return;
    let ring = this.rings.get(car);
    if (!ring) {
      ring = new LiveRing(declaration, PAST, LARGEST_RING);
      this.rings.set(car, ring);
    }
    ring.push(body);
    this.schedule();
  }

  /** `client` and the subscription's number name it together; the same name again replaces it. */
  subscribe(client: string, params: ParsedParams<'live.subscribe'>, send: Subscription['send']): void {
    const subscription: Subscription = { params, send, cursors: new Map(), credit: true, skipped: 0 };
    this.subscriptions.set(`${client}/${params.subscription}`, subscription);
    this.schedule();
  }

  unsubscribe(client: string, subscription: number): void {
    this.subscriptions.delete(`${client}/${subscription}`);
  }

  forget(client: string): void {
    for (const key of [...this.subscriptions.keys()]) if (key.startsWith(`${client}/`)) this.subscriptions.delete(key);
  }

  credit(client: string, subscription: number): void {
    const found = this.subscriptions.get(`${client}/${subscription}`);
    if (!found) return;
    found.credit = true;
    this.schedule();
  }

  private schedule(): void {
    if (this.subscriptions.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const subscription of this.subscriptions.values()) if (subscription.credit) this.flush(subscription);
    }, PACKET_INTERVAL);
  }

  private flush(subscription: Subscription): void {
    const { params, send } = subscription;
    const wanted = params.cars.length > 0 ? params.cars : [...this.rings.keys()];
    const cars: LiveCar[] = [];
    for (const car of wanted) {
      const ring = this.rings.get(car);
      const piece = ring && this.cut(subscription, car, ring);
      if (piece) cars.push(piece);
    }
    if (cars.length === 0) return;
    subscription.credit = false;
    send(encodeLivePacket({ subscription: params.subscription, epoch: this.epoch, skipped: subscription.skipped, cars }));
    subscription.skipped = 0;
  }

  private cut(subscription: Subscription, car: string, ring: LiveRing): LiveCar | undefined {
    const { params, cursors } = subscription;
    let from = cursors.get(car);
    if (from === undefined) from = ring.find(this.newest() - params.past);
    else if (from < ring.oldest) {
      subscription.skipped += ring.oldest - from;
      from = ring.oldest;
    }
    if (from >= ring.written) return undefined;
    if (params.samples === 'newest') from = ring.written - 1;
    cursors.set(car, ring.written);
    return {
      car,
      racetime: unroll(ring.racetime, from, ring.written),
      lap: unroll(ring.lap, from, ring.written),
      columns: params.channels.map((name) => ring.column(name, from)),
    };
  }

  private newest(): number {
    let newest = 0;
    for (const ring of this.rings.values()) {
      if (ring.written > 0) newest = Math.max(newest, ring.racetime[(ring.written - 1) % ring.capacity]!);
    }
    return newest;
  }

  close(): void {
    clearTimeout(this.timer);
    this.subscriptions.clear();
  }
}
