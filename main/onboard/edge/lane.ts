/** Names a row of numbers without gaps: one car of one race under one incarnation of its disk. */
export interface LaneName {
  readonly incarnation: string;
  readonly race: string;
  readonly car: string;
}

export interface Lane extends LaneName {
  /** Numbers given out: the next one. */
  buffered: number;
  /** Numbers that the far end holds: all below. */
  confirmed: number;
}

export type Lanes = Map<string, Lane>;

export const laneKey = ({ incarnation, race, car }: LaneName): string => `${incarnation}\0${race}\0${car}`;

/** The lane of this name, made if need be, with counters no lower than these. */
export function raiseLane(lanes: Lanes, { incarnation, race, car }: LaneName, next: number, confirmed = 0): Lane {
  const key = laneKey({ incarnation, race, car });
  let lane = lanes.get(key);
  if (!lane) lanes.set(key, (lane = { incarnation, race, car, buffered: 0, confirmed: 0 }));
  lane.buffered = Math.max(lane.buffered, next);
  lane.confirmed = Math.max(lane.confirmed, confirmed);
  return lane;
}

/** The numbers of a lane from `first` to `last`, both included. */
export interface Run {
  first: number;
  last: number;
}

/** What no run has of the unconfirmed numbers of a lane. `runs` come in any order and may overlap. */
export function holesOf({ confirmed, buffered }: Lane, runs: readonly Run[]): Run[] {
  const holes: Run[] = [];
  let next = confirmed;
  for (const { first, last } of runs.toSorted((a, b) => a.first - b.first)) {
    if (first >= buffered) break;
    if (first > next) holes.push({ first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  if (next < buffered) holes.push({ first: next, last: buffered - 1 });
  return holes;
}

/** The numbers that frames would get that come next under this incarnation, by lane. */
export function numbersFor(frames: readonly { race: string; car: string }[], incarnation: string, lanes: Lanes): (LaneName & Run)[] {
  const runs = new Map<string, LaneName & Run>();
  for (const { race, car } of frames) {
    const key = laneKey({ incarnation, race, car });
    const run = runs.get(key);
    const next = lanes.get(key)?.buffered ?? 0;
    if (run) run.last++;
    else runs.set(key, { incarnation, race, car, first: next, last: next });
  }
  return [...runs.values()];
}
