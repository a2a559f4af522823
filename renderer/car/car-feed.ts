import { signal } from '@preact/signals';
import type { LivePacket } from '../../common/live-packet.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import { STATE_CHANNELS, carColumn } from './car-channels.ts';
import { carState } from './car-state.ts';
import type { CarState } from './car-state.ts';
import { FuelUse } from './fuel-use.ts';

/** A person reads no faster, ms. */
const INTERVAL_MS = 100;
/** s: the last word of a car that stopped long ago still counts. */
const PAST = 600;

/** The state of one car as it is now, ten times a second at most. */
export class CarFeed {
  /** Null until the car has sent something. */
  readonly state = signal<CarState | null>(null);
  readonly #car: string;
  readonly #lapLength: () => number | undefined;
  readonly #feed: { close(): void };
  readonly #row = new Float32Array(STATE_CHANNELS.length);
  readonly #fuelUse = new FuelUse();
  #epoch = NaN;
  #racetime = -Infinity;
  #hasErs = false;
  #hasDrs = false;
  #fresh = false;
  #told = -Infinity;

  /** @param lapLength m, once it is known */
  constructor(live: Pick<LiveFeed, 'open'>, car: string, lapLength: () => number | undefined) {
    this.#car = car;
    this.#lapLength = lapLength;
    const wish = { cars: [car], channels: [...STATE_CHANNELS], past: PAST, samples: 'newest' as const };
    this.#feed = live.open(wish, (packet) => this.#take(packet));
  }

  /** Tells what is new, if it is time to. Call it once a frame with the frame's time, ms. */
  tick(now: number): void {
    if (!this.#fresh || now - this.#told < INTERVAL_MS) return;
    this.#fresh = false;
    this.#told = now;
    this.state.value = carState(this.#row, {
      hasErs: this.#hasErs,
      hasDrs: this.#hasDrs,
      fuelPerLap: this.#fuelUse.perLap,
    });
  }

  close(): void {
    this.#feed.close();
  }

  #take({ epoch, cars }: LivePacket): void {
    if (epoch !== this.#epoch) this.#startAfresh(epoch);
    const sent = cars.find(({ car }) => car === this.#car);
    if (!sent) return;
    const last = sent.racetime.length - 1;
    if (!(sent.racetime[last]! >= this.#racetime)) return;
    this.#racetime = sent.racetime[last]!;
    const row = this.#row;
    sent.columns.forEach((column, c) => (row[c] = column[last]!));
    this.#hasErs ||= row[carColumn('ErsStore')]! > 0 || Math.abs(row[carColumn('ErsPower')]!) > 0;
    this.#hasDrs ||= row[carColumn('DRS')]! > 0;
    const length = this.#lapLength();
    if (length !== undefined) this.#fuelUse.add(sent.lap[last]! + row[carColumn('Distance')]! / length, row[carColumn('Fuel')]!);
    this.#fresh = true;
  }

  #startAfresh(epoch: number): void {
    this.#epoch = epoch;
    this.#racetime = -Infinity;
    this.#hasErs = this.#hasDrs = this.#fresh = false;
    this.#fuelUse.clear();
    this.state.value = null;
  }
}
