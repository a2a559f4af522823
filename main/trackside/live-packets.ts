import { encodeLivePacket, type LiveCar } from '../../common/live-packet.ts';
import type { ParsedParams } from '../../common/contract.ts';
import type { CarRecords } from './car-records.ts';

/** A screen draws no faster than this, ms: what comes in between goes into one packet. */
const PACKET_INTERVAL = 15;

/** Two records are farther apart than this, s. */
const TIE = 1e-7;

/** Over all that is shown in this process, so that a screen which goes from one race to another can tell. */
let epochs = 0;

interface Subscription {
  params: ParsedParams<'live.subscribe'>;
  send: (packet: Uint8Array<ArrayBuffer>) => void;
  /** The next record of each. */
  cursors: WeakMap<CarRecords, number>;
  credit: boolean;
  skipped: number;
}

/** What is shown of one car. */
export interface ShownCar {
  /** Everything that has come in order. */
  record: CarRecords;
  /** What is newer than the next that is expected in order, and what each channel held before it. */
  ahead?: CarRecords | undefined;
  before?: (channel: string) => number;
  /** Race time of the newest record in order, s. */
  until?: () => number;
}

/**
 * Samples for the screens: one packet under way for each subscription, the next when the screen has drawn it. What a slow
 * screen misses is skipped and counted, never queued.
 */
export class LivePackets {
  private readonly cars: ReadonlyMap<string, ShownCar>;
  private readonly newest: () => number;
  private readonly subscriptions = new Map<string, Subscription>();
  private epoch = ++epochs;
  private timer: NodeJS.Timeout | undefined;

  /** `newest` tells the race time that the past of a new subscription is reckoned from, s. */
  constructor(cars: ReadonlyMap<string, ShownCar>, newest: () => number) {
    this.cars = cars;
    this.newest = newest;
  }

  /** What was shown before is forgotten; every subscription begins anew with its past, at once: somebody waits for it. */
  begin(): void {
    this.epoch = ++epochs;
    for (const subscription of this.subscriptions.values()) subscription.cursors = new WeakMap();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.schedule(0);
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

  /** The cars that a subscription names: those that somebody looks at, not the whole field. */
  picked(): Set<string> {
    return new Set([...this.subscriptions.values()].flatMap(({ params }) => params.cars));
  }

  /** There is something new, which leaves after so many ms. */
  schedule(after = PACKET_INTERVAL): void {
    if (this.subscriptions.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const subscription of this.subscriptions.values()) if (subscription.credit) this.flush(subscription);
    }, after);
  }

  private flush(subscription: Subscription): void {
    const { params, send } = subscription;
    const wanted = params.cars.length > 0 ? params.cars : [...this.cars.keys()];
    const cars: LiveCar[] = [];
    for (const car of wanted) {
      const shown = this.cars.get(car);
      if (shown) cars.push(...this.pieces(subscription, car, shown));
    }
    if (cars.length === 0) return;
    subscription.credit = false;
    send(encodeLivePacket({ subscription: params.subscription, epoch: this.epoch, skipped: subscription.skipped, cars }));
    subscription.skipped = 0;
  }

  /** In the order of time; of a screen that wants the newest alone, the newest. */
  private pieces(subscription: Subscription, car: string, { record, ahead, before, until }: ShownCar): LiveCar[] {
    const pieces: LiveCar[] = [];
    const behind = this.cut(subscription, car, record);
    if (behind && !(ahead && subscription.params.samples === 'newest')) pieces.push(behind);
    const newest = ahead && this.cut(subscription, car, ahead, until!());
    if (newest) pieces.push({ ...newest, columns: newest.columns.map((column, c) => held(column, before!(subscription.params.channels[c]!))) });
    return pieces;
  }

  /**
   * What is new to a subscription. @param after s; records up to there are left out: what the record has in order is complete, and what went ahead of it
   * begins in the middle, with values from before
   */
  private cut(subscription: Subscription, car: string, records: CarRecords, after = -Infinity): LiveCar | undefined {
    const { params, cursors } = subscription;
    if (params.samples === 'newest') return this.cutNewest(subscription, car, records);
    const { oldest, written } = records;
    let from = cursors.get(records);
    if (from === undefined) {
      from = records.find(this.newest() - params.past);
      // There may be nothing yet: what comes next is its own all the same.
      cursors.set(records, from);
    } else if (from < oldest) {
      subscription.skipped += oldest - from;
      from = oldest;
    }
    from = Math.max(from, records.find(after + TIE));
    if (from >= written) return undefined;
    cursors.set(records, written);
    const read = records.read(from, params.channels);
    return read.racetime.length === 0 ? undefined : { car, ...read };
  }

  /** The last record alone, whatever came before it; of a past that nobody looks for, so that none of it is read. */
  private cutNewest({ params, cursors }: Subscription, car: string, records: CarRecords): LiveCar | undefined {
    const { written } = records;
    const cursor = cursors.get(records);
    cursors.set(records, written);
    if (written === 0 || (cursor !== undefined && cursor >= written)) return undefined;
    const read = records.read(written - 1, params.channels);
    const stale = cursor === undefined && !(read.racetime[0]! >= this.newest() - params.past);
    return stale || read.racetime.length === 0 ? undefined : { car, ...read };
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
