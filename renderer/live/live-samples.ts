import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { LivePacket } from '../../common/live-packet.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { CarSamples } from './car-samples.ts';
import type { LiveFeed } from './live-feed.ts';
import { PlayClock } from './play-clock.ts';
import { chartChannels } from './strips.ts';

/** Longest window of the charts, s: the past that is asked for. */
export const LONGEST_WINDOW = 120;
/** Race time held of each car, s: room for the lap being driven and the one before it. */
export const HELD = 300;
const DEFAULT_RATE = 100;

/** The samples of the cars that are followed, as long as a screen shows them. */
export class LiveSamples {
  readonly clock = new PlayClock();
  readonly cars = new Map<string, CarSamples>();
  /** Whether any sample of this race has come. */
  readonly arriving = signal(false);
  /** Counts packets taken: when it stands still, no line has changed. */
  version = 0;
  /** Samples that this window was too slow for, since the race began. */
  skipped = 0;
  readonly #pitWall: PitWall;
  #channels: readonly string[] = [];
  #feed: ReturnType<LiveFeed['open']> | null = null;
  readonly #unfollow: () => void;
  #epoch = -1;
  #backlogged = false;

  /** @param channels that are drawn */
  constructor(pitWall: PitWall, channels: ReadonlySignal<readonly string[]>) {
    this.#pitWall = pitWall;
    const charted = channels.subscribe((strips) => this.#draw(chartChannels(strips)));
    const followed = pitWall.picks.list.subscribe((picks) => {
      const cars = picks.map((pick) => pick.car);
      for (const car of this.cars.keys()) if (!cars.includes(car)) this.cars.delete(car);
      if (cars.length > 0) this.#feed?.change(this.#wish());
    });
    const healed = pitWall.link.subscribe((link) => {
      const backlogged = link !== null && (link.radio !== 'up' || link.lag > 3);
      if (this.#backlogged && !backlogged) pitWall.live.refill();
      this.#backlogged = backlogged;
    });
    this.#unfollow = () => {
      charted();
      followed();
      healed();
    };
  }

  /** s between two samples of a car. */
  get interval(): number {
    return 1 / (this.#pitWall.race.value?.rate ?? DEFAULT_RATE);
  }

  /** Moves the clock; call it once a frame with the frame's time, ms. */
  tick(now: number): void {
    const { race, link, standings, replay } = this.#pitWall;
    const replayed = replay.view.value;
    if (replayed) return this.clock.tick(now, replayed.speed, replayed.playing);
    const timing = link.value?.radio === 'cut' ? standings.value?.racetime : undefined;
    this.clock.tick(now, race.value?.speed ?? 1, race.value?.state === 'running', timing);
  }

  close(): void {
    this.#unfollow();
    this.#feed?.close();
  }

  /** Those that are received, in the order of their columns. */
  get channels(): readonly string[] {
    return this.#channels;
  }

  /** Column of a channel; -1 while it is not among those that are received. */
  columnOf(channel: string): number {
    return this.#channels.indexOf(channel);
  }

  /** A subscription of its own for every set of channels: packets under way cannot be taken for another set. */
  #draw(channels: readonly string[]): void {
    if (this.#channels.join() === channels.join()) return;
    this.#feed?.close();
    this.#channels = channels;
    this.cars.clear();
    this.version++;
    this.#feed = this.#pitWall.live.open(this.#wish(), (packet) => this.#take(packet));
  }

  /** An empty list of cars would mean all of them: while nobody is followed, one sample of nothing is asked for. */
  #wish(): { cars: string[]; channels: string[]; past: number } {
    const cars = this.#pitWall.picks.list.peek().map((pick) => pick.car);
    return { cars: cars.length > 0 ? cars : ['none'], channels: [...this.#channels], past: LONGEST_WINDOW };
  }

  #take(packet: LivePacket): void {
    if (packet.epoch !== this.#epoch) {
      this.#epoch = packet.epoch;
      this.cars.clear();
      this.skipped = 0;
      this.arriving.value = false;
    }
    this.clock.follow(packet.epoch);
    const followed = this.#pitWall.picks.list.peek();
    for (const { car, racetime, lap, columns } of packet.cars) {
      if (!followed.some((pick) => pick.car === car)) continue;
      let samples = this.cars.get(car);
      if (!samples) {
        samples = new CarSamples(this.#channels.length, HELD, 1 / this.interval);
        this.cars.set(car, samples);
      }
      samples.insert(racetime, lap, columns);
      this.clock.received(samples.newest, performance.now());
    }
    this.skipped += packet.skipped;
    this.version++;
    if (packet.cars.length > 0) this.arriving.value = true;
  }
}
