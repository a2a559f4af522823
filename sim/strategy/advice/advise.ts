import type { Advice, Call, Cut, StopOrStay, WayOn } from '../../../common/strategy-advice.ts';
import type { RaceFit } from '../../../common/strategy-fit.ts';
import type { DrivenRace, Slow } from '../fit/driven-race.ts';
import { FLAG_SHARE } from '../flag-share.ts';
import { cutOf, type Stopping } from './cuts.ts';
import { numbersOf, type Numbers } from './numbers.ts';
import { courseOf, rejoinOf, trafficOf, type Course } from './road-ahead.ts';
import { reasonFor } from './reason.ts';
import { situationOf, type RunningCar } from './situation.ts';
import { lossOf, WaysOn, type Stance, type Way } from './ways-on.ts';

/** s that a stop must gain or lose before it is more than a matter of taste. */
export const SAME = 0.3;
/** Chance that a safety car, real or virtual, comes out on a lap: 71 races of 2023 to 2025. */
const ONSET = 0.018;
/** s that a stop may lose and still be made for a place. */
const FOR_A_PLACE = 0.5;
/** s after both have stopped that a place must be won by. */
const CLEARLY = 0.3;
/** s off the best lap up to which a stop is in its window. */
const WINDOW = 1;
const PLANS = 3;
const RAIN: ReadonlySet<string> = new Set(['intermediate', 'wet']);
/** Laps for which one may wait for a better place to come out. */
const WAITS = 10;
/** Laps after a stop over which traffic is looked at. */
const HORIZON = 8;

export type AdviceFlag = 'green' | keyof typeof FLAG_SHARE;

/** What is known of a race that runs. */
export interface Watched {
  race_id: string;
  race: DrivenRace;
  /** Cars that are out. */
  out: ReadonlySet<string>;
  fit: RaceFit;
  /** Of an earlier race on this circuit. */
  earlier: RaceFit | null;
  /** Compounds that the rules want. */
  leastCompounds: number;
  /** How much of the way through the pits a stop costs on this circuit under a flag. */
  share?: Readonly<Record<'vsc' | 'safety-car', number>>;
}

/** Everything about one decision that words are made of. */
export interface Decision {
  call: Call;
  gain: number;
  flag: AdviceFlag;
  lap: number;
  now: Way | null;
  later: Way | null;
  window: Advice['window'];
  rejoin: Advice['rejoin'];
  /** s that the flag makes the stop cheaper. */
  cheaper: number;
  /** The car that is undercut, or answered. */
  undercuts: Cut | null;
  answers: string | null;
  inPits: boolean;
  wet: boolean;
  /** s that `gain` may be off by. */
  within: number;
  /** Laps behind the fit, where these are too few to say anything. */
  unknown: number | null;
}

/** Advises cars of a race as it stands: what they have in common is worked out once. */
export class Adviser {
  readonly #watched: Watched;
  readonly #numbers: Numbers;
  readonly #ways: WaysOn;
  readonly #cars: readonly RunningCar[];
  readonly #flag: AdviceFlag;
  readonly #wet: boolean;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#numbers = numbersOf(watched.fit, watched.earlier);
    this.#ways = new WaysOn(this.#numbers, watched.race.laps, watched.leastCompounds);
    this.#cars = situationOf(watched.race, watched.out).map((car) => (car.inPits ? this.#onFreshTyres(car) : car));
    const open = (why: Slow['why']): boolean => watched.race.slow.some((each) => each.why === why && each.end === Infinity);
    this.#flag = open('safety-car') ? 'safety-car' : open('vsc') ? 'vsc' : 'green';
    this.#wet = open('wet');
  }

  /** Null for a car that is out, has not driven a lap, or has no lap left to come in on. */
  advise(car: string): Advice | null {
    const place = this.#cars.findIndex((each) => each.car === car);
    const own = this.#cars[place];
    const { race, race_id, fit } = this.#watched;
    if (!own || own.done + 1 >= race.laps) return null;
    const numbers = this.#numbers;
    const lap = own.done + 1;
    const ways = this.#ways;
    const now = own.inPits ? null : ways.stoppingAt(this.#stance(own), lap, this.#stop(this.#flag));
    const courses = this.#cars.filter((each) => each !== own).map((each) => this.#course(each));
    const later = this.#later(own, lap, courses);
    const ownCourse = now && courseOf(numbers, own, this.#base(own), now, race.laps, this.#stop(this.#flag));
    const rejoin = ownCourse && rejoinOf(ownCourse, courses, lap, race.laps);
    const gain = now && later ? later.cost + later.traffic - now.cost - rejoin!.traffic : 0;
    const within = now && later ? this.#within(own, now, later) : 0;
    const unknown = now && later && this.#guessed(own, now, later, gain) ? fit.used : null;
    const window = this.#window(own, lap);
    const onto = now?.compounds[0] ?? null;
    const ahead = this.#cutAgainst(own, this.#cars[place - 1], onto);
    const behind = this.#threatOf(own, this.#cars[place + 1], onto);
    const call = this.#call(own, { now, later, gain, window, ahead, behind, rejoin, unknown });
    const decision: Decision = { ...call, gain, flag: this.#flag, lap, now, later, window, rejoin, cheaper: this.#stop('green') - this.#stop(this.#flag), inPits: own.inPits, wet: this.#wet, within, unknown };
    return {
      ...{ race_id, car, lap, racetime: own.at, laps: race.laps, flag: this.#flag, call: call.call, reason: reasonFor(decision), gain },
      within,
      ...{ onto, window, ahead, behind, rejoin },
      if_safety_car: this.#under('safety-car', own, lap, later),
      if_vsc: this.#under('vsc', own, lap, later),
      plans: this.#plans(own, lap),
      fit_laps: fit.used,
      known: {
        tyres: Object.fromEntries([...numbers.tyres].map(([name, { from }]) => [name, from])),
        stop: numbers.stop.from,
        fuel: numbers.fuel.from,
      },
    };
  }

  /** s of a stop under a flag, against cars that stay out. */
  #stop(flag: AdviceFlag): number {
    const { into, out, standing } = this.#numbers.stop;
    const share = flag === 'green' ? 1 : (this.#watched.share ?? FLAG_SHARE)[flag];
    return share * (into + out) + standing;
  }

  /** Who has been on tyres for the wet is free of the rule of two compounds. */
  #stance(car: RunningCar): Stance {
    const free = car.used.some((compound) => RAIN.has(compound));
    return { ...car, used: free ? [...this.#numbers.tyres.keys()] : car.used };
  }

  /** Nobody has said yet what is put on: the best is. */
  #onFreshTyres(car: RunningCar): RunningCar {
    return { ...car, compound: this.#ways.onto(this.#stance(car)) ?? car.compound, age: 0 };
  }

  /** s, of an empty car: from the fit, or from its last lap. */
  #base(car: RunningCar): number {
    const known = this.#numbers.pace.get(car.car);
    if (known) return known.base;
    const last = car.at - (car.lines.get(car.done - 1) ?? 0);
    return last - (car.fuel ?? 0) * this.#numbers.fuel.value - lossOf(this.#numbers, car.compound, car.age);
  }

  /** How another car goes on as far as anybody can know: on its best way alone. */
  #course(car: RunningCar): Course {
    const { laps } = this.#watched.race;
    const way = this.#ways.best(this.#stance(car), car.done) ?? { cost: 0, inlaps: [], compounds: [] };
    return courseOf(this.#numbers, car, this.#base(car), way, laps);
  }

  /** The best way without a stop on this lap, traffic counted: who waits may choose where to come out. */
  #later(own: RunningCar, lap: number, courses: readonly Course[]): (Way & { traffic: number }) | null {
    const stance = this.#stance(own);
    const laps = Array.from({ length: WAITS }, (_, i) => this.#ways.stoppingAt(stance, lap + 1 + i));
    const ways = [this.#ways.best(stance, lap), ...laps].filter((way) => way !== null).map((way) => ({ ...way, traffic: this.#trafficOn(own, way, courses) }));
    return ways.reduce<(Way & { traffic: number }) | null>((best, way) => (best === null || way.cost + way.traffic < best.cost + best.traffic ? way : best), null);
  }

  #trafficOn(own: RunningCar, way: Way, courses: readonly Course[]): number {
    const [stop] = way.inlaps;
    if (stop === undefined) return 0;
    const { laps } = this.#watched.race;
    const course = courseOf(this.#numbers, own, this.#base(own), way, laps);
    return trafficOf(course, courses, Math.min(laps, stop + 1), Math.min(laps, stop + HORIZON));
  }

  #cutAgainst(own: RunningCar, other: RunningCar | undefined, onto: string | null): Cut | null {
    if (!other || onto === null || other.inPits || own.inPits) return null;
    return inFront(cutOf(this.#numbers, this.#stopping(own, onto), this.#stopping(other, this.#nextOf(other) ?? onto)));
  }

  /** What the car behind gains by stopping first, told from its side. */
  #threatOf(own: RunningCar, other: RunningCar | undefined, onto: string | null): Cut | null {
    if (!other || onto === null || own.inPits) return null;
    const cut = inFront(cutOf(this.#numbers, this.#stopping(other, this.#nextOf(other) ?? onto), this.#stopping(own, onto)));
    return cut && { ...cut, car: other.car };
  }

  #stopping(car: RunningCar, onto: string): Stopping {
    return { car, base: this.#base(car), onto };
  }

  #nextOf(car: RunningCar): string | undefined {
    return this.#ways.stoppingAt(this.#stance(car), car.done + 1)?.compounds[0];
  }

  #call(own: RunningCar, { now, later, gain, window, ahead, behind, rejoin, unknown }: Pick<Decision, 'now' | 'later' | 'gain' | 'window' | 'rejoin' | 'unknown'> & { ahead: Cut | null; behind: Cut | null }): Pick<Decision, 'call' | 'undercuts' | 'answers'> {
    const plain = { undercuts: null, answers: null };
    if (this.#wet) return { call: 'NO DIFFERENCE', ...plain };
    if (own.inPits || !now) return { call: 'STAY OUT', ...plain };
    if (!later) return { call: 'BOX NOW', ...plain };
    if (unknown !== null) return { call: 'NO DIFFERENCE', ...plain };
    const stopsAnyway = window !== null && later.inlaps.length >= now.inlaps.length;
    if (this.#flag === 'green' && stopsAnyway && gain > -FOR_A_PLACE && gain <= SAME) {
      const rival = this.#cars.find(({ car }) => car === behind?.car);
      if (behind && rival?.inPits && behind.after_undercut > -CLEARLY && behind.gap < this.#stop('green') / 4) return { call: 'BOX NOW', undercuts: null, answers: behind.car };
      if (ahead && ahead.after_undercut - (rejoin?.traffic ?? 0) > CLEARLY && ahead.gap > 0) return { call: 'BOX NOW', undercuts: ahead, answers: null };
    }
    // Who waits may yet stop under a flag.
    const hope = this.#flag === 'green' && stopsAnyway ? ONSET * (this.#stop('green') - this.#stop('safety-car')) : 0;
    return { call: callOf(gain > 0 ? Math.max(0, gain - hope) : gain), ...plain };
  }

  #window(own: RunningCar, lap: number): Advice['window'] {
    const { laps } = this.#watched.race;
    const costs = Array.from({ length: Math.max(0, laps - lap) }, (_, i) => this.#ways.stoppingAt(this.#stance(own), lap + i)?.cost ?? Infinity);
    const least = Math.min(...costs);
    const staying = this.#ways.stayingOut(this.#stance(own))?.cost ?? Infinity;
    if (least === Infinity || least > staying) return null;
    const best = costs.indexOf(least);
    let opens = best;
    let closes = best;
    while (opens > 0 && costs[opens - 1]! <= least + WINDOW) opens--;
    while (closes + 1 < costs.length && costs[closes + 1]! <= least + WINDOW) closes++;
    return { opens: lap + opens, best: lap + best, closes: lap + closes };
  }

  #under(flag: AdviceFlag, own: RunningCar, lap: number, later: Way | null): StopOrStay {
    const now = own.inPits ? null : this.#ways.stoppingAt(this.#stance(own), lap, this.#stop(flag));
    if (!now) return { call: 'STAY OUT', gain: 0 };
    if (!later) return { call: 'BOX NOW', gain: this.#stop('green') - this.#stop(flag) };
    const gain = later.cost - now.cost;
    return { call: this.#guessed(own, now, later, gain) ? 'NO DIFFERENCE' : callOf(gain), gain };
  }

  #plans(own: RunningCar, lap: number): WayOn[] {
    const stance = this.#stance(own);
    const { laps } = this.#watched.race;
    const best = new Map<string, Way>();
    const keep = (way: Way | null): void => {
      const id = way?.compounds.join(' ');
      if (way && way.cost < (best.get(id!)?.cost ?? Infinity)) best.set(id!, way);
    };
    keep(this.#ways.stayingOut(stance));
    for (let stop = own.inPits ? lap + 1 : lap; stop < laps; stop++) for (const way of this.#ways.eachOnto(stance, stop)) keep(way);
    const ways = [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, PLANS);
    const courses = ways.map((way) => courseOf(this.#numbers, own, 0, way, laps));
    return ways.map((way, i) => ({
      compounds: [own.compound, ...way.compounds],
      inlaps: way.inlaps,
      behind: way.cost - ways[0]!.cost,
      crossover: i === 0 ? null : aheadForGood(courses[0]!, courses[i]!, lap, laps),
    }));
  }

  /** What `gain` may be off by: laps and ages that the two ways have on each compound, by how well that is known. */
  #within(own: RunningCar, now: Way, later: Way): number {
    const { tyres, stop } = this.#numbers;
    const use = this.#use(own, now);
    const other = this.#use(own, later);
    const parts = [...tyres].flatMap(([name, { freshWithin, wearWithin }]) => {
      const [a, b] = [use.get(name) ?? NONE, other.get(name) ?? NONE];
      return [(a.laps - b.laps) * freshWithin, (a.ages - b.ages) * wearWithin];
    });
    return Math.hypot(...parts, (now.inlaps.length - later.inlaps.length) * stop.within);
  }

  /** Whether what a stop gains lies within what it may be off by, with numbers in it that no lap has told. */
  #guessed(own: RunningCar, now: Way, later: Way, gain: number): boolean {
    const { tyres, stop } = this.#numbers;
    const compounds = new Set([own.compound, ...now.compounds, ...later.compounds]);
    const usual = [...compounds].some((name) => (tyres.get(name)?.from ?? 'usual') === 'usual') || (now.inlaps.length !== later.inlaps.length && stop.from === 'usual');
    return usual && Math.abs(gain) <= this.#within(own, now, later);
  }

  /** Laps on each compound, and the sum of its ages. */
  #use(own: RunningCar, { inlaps, compounds }: Way): Map<string, { laps: number; ages: number }> {
    const use = new Map<string, { laps: number; ages: number }>();
    const ends = [...inlaps, this.#watched.race.laps];
    ends.forEach((end, stint) => {
      const laps = end - (stint === 0 ? own.done : ends[stint - 1]!);
      const name = stint === 0 ? own.compound : compounds[stint - 1]!;
      const before = use.get(name) ?? NONE;
      const age = stint === 0 ? own.age : 0;
      use.set(name, { laps: before.laps + laps, ages: before.ages + laps * age + (laps * (laps - 1)) / 2 });
    });
    return use;
  }
}

const NONE = { laps: 0, ages: 0 };

/** Who has stopped may still be seen where it was before. */
function inFront(cut: Cut): Cut | null {
  return cut.gap >= 0 ? cut : null;
}

function callOf(gain: number): Call {
  return gain > SAME ? 'BOX NOW' : gain < -SAME ? 'STAY OUT' : 'NO DIFFERENCE';
}

/** The lap from whose end on `one` is ahead of `other` to the flag. */
function aheadForGood(one: Course, other: Course, from: number, laps: number): number {
  let lap = laps;
  while (lap > from && one.line(lap - 1) < other.line(lap - 1)) lap--;
  return lap;
}
