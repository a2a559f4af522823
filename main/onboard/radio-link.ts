import type { Outage, RadioProfile, Tunnel } from '../../common/radio.ts';
import { Random } from '../../sim/random.ts';
import type { Producer, OutRecord } from '../stream/stream.ts';

export type RadioState = 'up' | 'slow' | 'cut';

/** What the live lane has of the link at most, while both lanes send. */
export const LIVE_SHARE = 0.25;
/** Below this a limit counts as slow, bits a second. */
const SLOW_BELOW = 1_000_000;
const PACKET_BYTES = 1400;

/** The radio is cut. */
export class LinkDown extends Error {
  override name = 'LinkDown';
  /** The batch went out, and nobody knows whether it arrived; false when nothing was sent. */
  readonly left: boolean;

  constructor(message: string, left: boolean) {
    super(message);
    this.left = left;
  }
}

export interface CarryOptions {
  signal?: AbortSignal;
  lane?: 'record' | 'live';
}

const UNLIMITED: RadioProfile = { bits_per_second: null, latency_ms: 0, jitter_ms: 0, loss: 0, outages: [], tunnels: [], seed: 1 };

/**
 * The radio between the cars and the pit wall. It can be cut, slowed and restored at any moment, or follow a profile with a limit,
 * delays, lost packets, outages by race time, and tunnels by place. Both lanes share what it carries.
 */
export class RadioLink {
  private profile = UNLIMITED;
  private random = new Random(UNLIMITED.seed, 0);
  private cutByHand = false;
  /** Race time, s, and where each car is, m from the line; while a race runs. */
  private racetime: number | undefined;
  private places: ReadonlyMap<string, number> = new Map();
  private told: RadioState = 'up';
  /** Bits that the live lane has sent and the record lane has not made way for yet. */
  private liveBits = 0;
  private readonly waiting = new Set<() => void>();
  /** Unix time of the last change of the state, s. */
  since = Date.now() / 1000;
  private arrivedBytes = 0;
  /** Batches that are leaving: when each began to, by a clock that does not jump, and how long it takes, ms. */
  private readonly leaving = new Set<{ bytes: number; began: number; ms: number }>();

  /** Bytes that went out since the start; of a batch that is leaving, the part that has left. What does not arrive is taken back. */
  get sentBytes(): number {
    const now = performance.now();
    let bytes = this.arrivedBytes;
    for (const batch of this.leaving) bytes += batch.bytes * Math.min(1, (now - batch.began) / Math.max(1, batch.ms));
    return bytes;
  }

  get state(): RadioState {
    if (this.cutByHand || this.outage) return 'cut';
    const { bits_per_second } = this.profile;
    return bits_per_second !== null && bits_per_second < SLOW_BELOW ? 'slow' : 'up';
  }

  /** What it carries, bits a second; null without a limit, and while it is cut. */
  get bitsPerSecond(): number | null {
    return this.state === 'cut' ? null : this.profile.bits_per_second;
  }

  /** What it follows while it is not cut. */
  get following(): RadioProfile {
    return this.profile;
  }

  /** Cut, slowed or restored by hand. A named profile survives a cut: restored, the link follows it again. */
  set(state: RadioState, bitsPerSecond?: number): void {
    const restored = state === 'up' && this.cutByHand && this.profile.name !== undefined;
    this.cutByHand = state === 'cut';
    if (state === 'slow') this.profile = { ...UNLIMITED, bits_per_second: bitsPerSecond ?? null };
    else if (this.profile.name === undefined || (state === 'up' && !restored)) this.profile = UNLIMITED;
    this.change();
  }

  /** Follows this profile from now on, its draws from the beginning. */
  follow(profile: RadioProfile): void {
    this.profile = { ...profile, name: profile.name ?? 'custom' };
    this.random = new Random(profile.seed, 0);
    this.cutByHand = false;
    this.change();
  }

  /** What the race says now and then. @param racetime s @param places of each car, m from the line */
  hear(racetime: number, places: ReadonlyMap<string, number>): void {
    this.racetime = racetime;
    this.places = places;
    if (this.state !== this.told) this.change();
  }

  /** No race runs: outages and tunnels are over. */
  raceOver(): void {
    this.racetime = undefined;
    this.places = new Map();
    this.change();
  }

  private change(): void {
    if (this.state !== this.told) this.since = Date.now() / 1000;
    this.told = this.state;
    this.wake();
  }

  /** Whoever waits for a change looks again. */
  wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  private get outage(): Outage | undefined {
    const { racetime } = this;
    return racetime === undefined ? undefined : this.profile.outages.find((outage) => lastsAt(outage, racetime));
  }

  /** Whether this car is in none of the tunnels. */
  hears(car: string): boolean {
    const place = this.places.get(car);
    return place === undefined || !this.profile.tunnels.some((tunnel) => isIn(tunnel, place));
  }

  /** Cars that are in a tunnel. */
  get hidden(): string[] {
    return [...this.places.keys()].filter((car) => !this.hears(car));
  }

  /** The outage that its profile has planned for now, as a clause that stays the same while it lasts; null where it is not that. */
  get plannedOutage(): string | null {
    return this.outage && !this.cutByHand ? `outage of ${this.outage.lasts} s` : null;
  }

  /** What is the matter with the link now, as a clause; empty while it carries all there is at once. */
  get why(): string {
    const { name, bits_per_second, latency_ms, jitter_ms, loss } = this.profile;
    const { outage } = this;
    if (this.cutByHand) return 'cut by hand';
    if (outage) return `${this.plannedOutage}, at ${this.racetime!.toFixed(0)} s of the race`;
    const parts = [
      ...(bits_per_second === null ? [] : [`at most ${bits_per_second / 1000} kbit/s`]),
      ...(latency_ms > 0 ? [`${latency_ms}${jitter_ms > 0 ? ` ± ${jitter_ms}` : ''} ms each way`] : []),
      ...(loss > 0 ? [`${Number((100 * loss).toPrecision(3))} % of packets lost`] : []),
      ...(this.hidden.length > 0 ? [`in a tunnel: ${this.hidden.join(', ')}`] : []),
    ];
    return [...(name === undefined ? [] : [name]), ...(parts.length > 0 ? [parts.join(', ')] : [])].join(': ');
  }

  /** Resolves at the next change of the link, after `ms`, or when `signal` aborts. */
  changed(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.waiting.add(done);
      signal?.addEventListener('abort', done);
    });
  }

  /**
   * Sends as fast as the radio allows. Throws LinkDown when it is cut before or while the batch is under way, or when
   * `signal` aborts before the batch has begun to leave.
   */
  async carry(producer: Producer, topic: string, batch: readonly OutRecord[], options: CarryOptions = {}): Promise<void> {
    const { signal, lane = 'record' } = options;
    const bytes = batch.reduce((sum, record) => sum + record.value.length, 0);
    const onWay = this.timeOf(bytes, lane);
    const left = { bytes, began: performance.now(), ms: onWay };
    this.leaving.add(left);
    try {
      if (onWay > 0) await this.changed(onWay, signal);
      if (this.isCut() || signal?.aborted) throw new LinkDown('the radio link is cut', false);
      await producer.send(topic, batch);
      const back = this.delay();
      if (back > 0) await this.changed(back, signal);
      if (this.isCut()) throw new LinkDown('the radio link was cut before the answer came', true);
      this.arrivedBytes += bytes;
    } finally {
      this.leaving.delete(left);
    }
  }

  private isCut(): boolean {
    return this.state === 'cut';
  }

  /** ms until the far end has so many bytes. */
  private timeOf(bytes: number, lane: 'record' | 'live'): number {
    const { bits_per_second, loss } = this.profile;
    let packets = Math.ceil(bytes / PACKET_BYTES);
    let again = 0;
    let waits = this.delay();
    for (let lost = this.lossesOf(packets, loss); lost > 0; lost = this.lossesOf(packets, loss)) {
      packets = lost;
      again += lost * PACKET_BYTES;
      waits += 2 * this.delay();
    }
    if (bits_per_second === null) return waits;
    const bits = (bytes + again) * 8;
    if (lane === 'live') {
      this.liveBits += bits;
      return waits + (1000 * bits) / (bits_per_second * LIVE_SHARE);
    }
    const both = bits + this.liveBits;
    this.liveBits = 0;
    return waits + (1000 * both) / bits_per_second;
  }

  private lossesOf(packets: number, loss: number): number {
    let lost = 0;
    if (loss > 0) for (let i = 0; i < packets; i++) if (this.random.uniform() < loss) lost++;
    return lost;
  }

  /** One way, ms. */
  private delay(): number {
    const { latency_ms, jitter_ms } = this.profile;
    return jitter_ms > 0 ? Math.max(0, this.random.between(latency_ms - jitter_ms, latency_ms + jitter_ms)) : latency_ms;
  }
}

function lastsAt({ at, lasts, every }: Outage, racetime: number): boolean {
  const passed = racetime - at;
  return passed >= 0 && (every === undefined ? passed : passed % every) < lasts;
}

function isIn({ from, to }: Tunnel, place: number): boolean {
  return from <= to ? place >= from && place < to : place >= from || place < to;
}
