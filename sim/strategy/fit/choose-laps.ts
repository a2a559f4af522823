import type { DrivenLap, DrivenRace, Slow } from './driven-race.ts';

/** s to the car ahead in the race and to the one behind at the line from which a lap begins undisturbed. */
const CLEAR_AHEAD = 2;
const CLEAR_BEHIND = 1;
/** s to the car ahead on the road at the line by the pits within which it does something to who comes out of them. */
const CLEAR_OUT = 1;
/** s to either at its end within which one has attacked the other. */
const CLOSE = 0.6;
/** How much of a green lap's wear a lap behind the safety car, or under a virtual one, is. */
const WEAR = { 'safety-car': 0.25, vsc: 0.5, yellow: 1, wet: 1 } as const;

/** Why a lap says nothing. */
export const LEFT_OUT = ['start', 'flags', 'traffic', 'incomplete'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** A lap that says what the car can do, with the wear of its tyres in green laps. */
export interface CleanLap extends DrivenLap {
  fuel: number;
  wear: number;
  air: Air;
}

/**
 * `clear`: nobody near. `pressed`: free road ahead, and somebody close behind. `stop`: into or out of the pits, with others near: a second more or less is
 * little against what a stop takes.
 */
export type Air = 'clear' | 'pressed' | 'stop';

export interface Choice {
  clean: CleanLap[];
  /** Laps that say only what others let the car do. */
  followed: (CleanLap & { air: 'clear' })[];
  left: Record<LeftOut, number>;
}

/**
 * Leaves out the first lap, laps that were slow for all, laps in traffic (close behind another car, or with a change of places), and those of which fuel or
 * time in the box is not known. Laps into and out of the pits stay, for they tell what a stop costs.
 */
export function chooseLaps({ driven, slow }: DrivenRace): Choice {
  const road = new Road(driven);
  const left: Choice['left'] = { start: 0, flags: 0, traffic: 0, incomplete: 0 };
  const clean: CleanLap[] = [];
  const followed: Choice['followed'] = [];
  for (const laps of byCar(driven)) {
    let wear = 0;
    laps.forEach((lap, i) => {
      const before = laps[i - 1];
      const follows = before !== undefined && before.compound === lap.compound && lap.age > before.age && !lap.out;
      wear = follows ? wear + (lap.age - before.age - 1) + worn(before, slow) : lap.age;
      const air = ruledOut(lap, slow) ?? airOf(lap, road);
      if (air === 'traffic') followed.push({ ...lap, fuel: lap.fuel!, wear, air: 'clear' });
      if (air === 'clear' || air === 'pressed' || air === 'stop') clean.push({ ...lap, fuel: lap.fuel!, wear, air });
      else left[air]++;
    });
  }
  return { clean, followed, left };
}

function byCar(driven: readonly DrivenLap[]): DrivenLap[][] {
  const cars = new Map<string, DrivenLap[]>();
  for (const lap of driven) {
    const laps = cars.get(lap.car);
    if (laps) laps.push(lap);
    else cars.set(lap.car, [lap]);
  }
  return [...cars.values()].map((laps) => laps.sort((a, b) => a.lap - b.lap));
}

function ruledOut({ lap, start, time, in: into, out, fuel, standing }: DrivenLap, slow: readonly Slow[]): 'start' | 'flags' | 'incomplete' | null {
  if (lap <= 1) return 'start';
  if (slow.some((each) => each.start < start + time && each.end > start)) return 'flags';
  return fuel === null || (into && out) || (out && standing === null) ? 'incomplete' : null;
}

function airOf({ lap, start, time, in: into, out, disturbed }: DrivenLap, road: Road): Air | 'traffic' {
  const end = start + time;
  // Who is close at the end of a lap out of them came out into traffic.
  const startsClear = road.gapAhead(lap, start) >= (out ? CLEAR_OUT : CLEAR_AHEAD);
  const endsClear = into || road.gapAhead(lap + 1, end) >= (out ? CLEAR_AHEAD : CLOSE);
  const free = !disturbed && startsClear && endsClear && (into || out || !road.passes(lap, start));
  if (!free) return into || out ? 'stop' : 'traffic';
  const pressed = (!out && road.gapBehind(lap, start) < CLEAR_BEHIND) || (!into && road.gapBehind(lap + 1, end) < CLOSE);
  if (!pressed) return 'clear';
  return into || out ? 'stop' : 'pressed';
}

/** Green laps that the tyres have aged on this one: less under flags that slow everybody. */
function worn({ start, time }: DrivenLap, slow: readonly Slow[]): number {
  let wear = 1;
  for (const { start: from, end, why } of slow) {
    const share = Math.max(0, Math.min(end, start + time) - Math.max(from, start)) / time;
    wear -= share * (1 - WEAR[why]);
  }
  return wear;
}

/** Who began each lap when: cars that race each other, for they are on the same one. */
class Road {
  /** By lap: when cars began it, in order, and when they ended it; Infinity where they did not. */
  readonly #laps = new Map<number, { starts: Float64Array; ends: Float64Array }>();

  constructor(driven: readonly DrivenLap[]) {
    const laps = new Map<number, Map<number, number>>();
    const at = (lap: number): Map<number, number> => laps.get(lap) ?? laps.set(lap, new Map()).get(lap)!;
    for (const { lap, start, time } of driven) {
      at(lap).set(start, start + time);
      if (!at(lap + 1).has(start + time)) at(lap + 1).set(start + time, Infinity);
    }
    for (const [lap, ends] of laps) {
      const starts = Float64Array.from(ends.keys()).sort();
      this.#laps.set(lap, { starts, ends: starts.map((start) => ends.get(start)!) });
    }
  }

  /** s since another car began the lap before `start`, when a car did; Infinity for none. */
  gapAhead(lap: number, start: number): number {
    const { starts } = this.#laps.get(lap)!;
    const at = starts.indexOf(start);
    return at <= 0 ? Infinity : start - starts[at - 1]!;
  }

  gapBehind(lap: number, start: number): number {
    const { starts } = this.#laps.get(lap)!;
    return (starts[starts.indexOf(start) + 1] ?? Infinity) - start;
  }

  /** Whether who began the lap next before or behind a car has changed places with it on the lap. */
  passes(lap: number, start: number): boolean {
    const { starts, ends } = this.#laps.get(lap)!;
    const at = starts.indexOf(start);
    return (at > 0 && ends[at - 1]! > ends[at]!) || (at + 1 < starts.length && ends[at + 1]! < ends[at]!);
  }
}
