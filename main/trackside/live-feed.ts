import type { CarDeclaration } from '../../common/car-declaration.ts';
import type { FrameBody } from '../../common/frame-body.ts';
import { encodeLivePacket, type LiveCar } from '../../common/live-packet.ts';
import type { ParsedParams } from '../../common/contract.ts';
import { LiveRing, unroll } from './live-ring.ts';

/** Past that a late screen can ask for, s: the longest window of the charts, and a moment for the asking. */
const PAST = 125;
const LARGEST_RING = 60_000;
/** Of what the live lane brings ahead of the record, s: the record brings all of it once more. */
const AHEAD = 30;
/** A screen draws no faster than this, ms: what comes in between goes into one packet. */
const PACKET_INTERVAL = 15;

interface Subscription {
  params: ParsedParams<'live.subscribe'>;
  send: (packet: Uint8Array<ArrayBuffer>) => void;
  /** The next sample in each ring. */
  cursors: WeakMap<LiveRing, number>;
  credit: boolean;
  skipped: number;
}

/** What is held of one car. */
interface CarRings {
  /** Everything that has come in order. */
  record: LiveRing;
  /** What the live lane brought beyond it, with holes; until the record has caught up. */
  ahead: LiveRing | undefined;
}

/**
 * The newest samples of the race for the screens: one packet under way for each subscription, the next when the
 * screen has drawn it. What a slow screen misses is skipped and counted, never queued. After an outage the newest come first, and
 * the past behind them.
 */
export class LiveFeed {
  private readonly rings = new Map<string, CarRings>();
  private readonly subscriptions = new Map<string, Subscription>();
  private race: string | undefined;
  private epoch = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Shows this race from now on; what was shown before is forgotten. */
  begin(race: string): void {
    this.race = race;
    this.epoch++;
    this.rings.clear();
    for (const subscription of this.subscriptions.values()) subscription.cursors = new WeakMap();
  }

  push(race: string, car: string, body: FrameBody, declaration: CarDeclaration): void {
    if (race !== this.race || body.count === 0) return;
    const rings = this.ringsOf(car, declaration);
    rings.record.push(body);
    if (rings.ahead && rings.record.newest >= rings.ahead.newest) rings.ahead = undefined;
    this.schedule();
  }

  /** A frame of the live lane; what is not newer than all there is of its car is left out. */
  pushAhead(race: string, car: string, body: FrameBody, declaration: CarDeclaration): void {
    if (race !== this.race || body.count === 0) return;
    const rings = this.ringsOf(car, declaration);
    if (body.racetime <= Math.max(rings.record.newest, rings.ahead?.newest ?? -Infinity)) return;
    rings.ahead ??= new LiveRing(declaration, AHEAD, LARGEST_RING);
    rings.ahead.push(body);
    this.schedule();
  }

  private ringsOf(car: string, declaration: CarDeclaration): CarRings {
    const rings = this.rings.get(car) ?? { record: new LiveRing(declaration, PAST, LARGEST_RING), ahead: undefined };
    this.rings.set(car, rings);
    return rings;
  }

  /** `client` and the subscription's number name it together; the same name again replaces it. */
  subscribe(client: string, params: ParsedParams<'live.subscribe'>, send: Subscription['send']): void {
    const subscription: Subscription = { params, send, cursors: new WeakMap(), credit: true, skipped: 0 };
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
      const rings = this.rings.get(car);
      if (rings) cars.push(...this.pieces(subscription, car, rings));
    }
    if (cars.length === 0) return;
    subscription.credit = false;
    send(encodeLivePacket({ subscription: params.subscription, epoch: this.epoch, skipped: subscription.skipped, cars }));
    subscription.skipped = 0;
  }

  /** In the order of time; of a screen that wants the newest alone, the newest. */
  private pieces(subscription: Subscription, car: string, { record, ahead }: CarRings): LiveCar[] {
    const pieces: LiveCar[] = [];
    const behind = this.cut(subscription, car, record);
    if (behind && !(ahead && subscription.params.samples === 'newest')) pieces.push(behind);
    const newest = ahead && this.cut(subscription, car, ahead);
    if (newest) pieces.push({ ...newest, columns: newest.columns.map((column, c) => held(column, record.last(subscription.params.channels[c]!))) });
    return pieces;
  }

  private cut(subscription: Subscription, car: string, ring: LiveRing): LiveCar | undefined {
    const { params, cursors } = subscription;
    let from = cursors.get(ring);
    if (from === undefined) from = ring.find(this.newest() - params.past);
    else if (from < ring.oldest) {
      subscription.skipped += ring.oldest - from;
      from = ring.oldest;
    }
    if (from >= ring.written) return undefined;
    if (params.samples === 'newest') from = ring.written - 1;
    cursors.set(ring, ring.written);
    return {
      car,
      racetime: unroll(ring.racetime, from, ring.written),
      lap: unroll(ring.lap, from, ring.written),
      columns: params.channels.map((name) => ring.column(name, from)),
    };
  }

  private newest(): number {
    let newest = 0;
    for (const { record, ahead } of this.rings.values()) newest = Math.max(newest, record.newest, ahead?.newest ?? 0);
    return newest;
  }

  close(): void {
    clearTimeout(this.timer);
    this.subscriptions.clear();
  }
}

/** A channel holds its value until its next sample: the first of a piece that begins in the middle is the one from before. */
function held(column: Float32Array, before: number): Float32Array {
  for (let i = 0; i < column.length && Number.isNaN(column[i]!); i++) column[i] = before;
  return column;
}
