import type { BufferedFrame } from './edge/edge-buffer.ts';

/** So many choices in a row may begin with picked cars; the next one begins with a car that is not. */
const PICKED_IN_A_ROW = 2;

/** What is known when the live lane chooses. */
export interface LiveTurn {
  /** Which choice this is, from 0. */
  turn: number;
  /** In which choice each car last had its turn. */
  served: ReadonlyMap<string, number>;
  /** Cars that somebody has picked on a screen. */
  picked: ReadonlySet<string>;
}

interface CarFrames {
  car: string;
  /** In the order of buffering. */
  frames: BufferedFrame[];
}

/**
 * Fresh frames in the order in which the live lane sends them, as far as it has room: the newest frame of each picked car, the newest of
 * each other car, then the second newest and so on of the picked ones, and those of the others. Cars of a kind take turns, the one
 * that was not served for longest first. Where there is room for the picked ones alone, every third choice begins with another car all the same.
 */
export function liveOrder(frames: readonly BufferedFrame[], { turn, served, picked }: LiveTurn): BufferedFrame[] {
  const cars = [...Map.groupBy(frames, ({ car }) => car)]
    .map(([car, own]) => ({ car, frames: own }))
    .sort((a, b) => (served.get(a.car) ?? -1) - (served.get(b.car) ?? -1));
  const first = cars.filter(({ car }) => picked.has(car));
  const others = cars.filter(({ car }) => !picked.has(car));
  const order = [...newest(first), ...newest(others), ...older(first), ...older(others)];
  const waiting = others[0]?.frames.at(-1);
  if (!waiting || turn % (PICKED_IN_A_ROW + 1) < PICKED_IN_A_ROW) return order;
  return [waiting, ...order.filter((frame) => frame !== waiting)];
}

const newest = (cars: readonly CarFrames[]): BufferedFrame[] => cars.map(({ frames }) => frames.at(-1)!);

/** The second newest of each, then the third newest of each, and so on. */
function older(cars: readonly CarFrames[]): BufferedFrame[] {
  const most = Math.max(0, ...cars.map(({ frames }) => frames.length));
  const order: BufferedFrame[] = [];
  for (let rank = 2; rank <= most; rank++) for (const { frames } of cars) if (rank <= frames.length) order.push(frames.at(-rank)!);
  return order;
}
