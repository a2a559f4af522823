import type { WorkstationView } from '../common/contract.ts';
import type { CarRow, TrackRow } from '../common/race-view.ts';
import { COMPOUNDS } from '../common/lap.ts';
import { COMPOUND_FIGURES } from '../sim/car/compounds.ts';
import { carNames, findCar } from '../sim/car/cars.ts';
import { findTrackShape, trackNames } from '../sim/track/tracks.ts';

/** The circuits that a race can be started on. */
export class TrackRows {
  private rows: Promise<TrackRow[]> | undefined;

  /** The default first. A circuit's length is known once it is built, which takes a while: one at a time, once. */
  list(): Promise<TrackRow[]> {
    return (this.rows ??= measure());
  }
}

async function measure(): Promise<TrackRow[]> {
  const rows: TrackRow[] = [];
  for (const track of trackNames()) {
    const { name, title, centre } = findTrackShape(track);
    rows.push({ name, title, length: centre.length });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return rows;
}

/** The cars that a race can be started with, the default first. */
export function carRows(): CarRow[] {
  return carNames().map((car) => {
    const { name, title, category } = findCar(car);
    return { name, title, category };
  });
}

/** Tread temperatures at which each compound loses nothing, °C. */
export function tyreWindows(): WorkstationView['tyre_windows'] {
  const windows = COMPOUNDS.map((compound) => {
    const { best, flat } = COMPOUND_FIGURES[compound];
    return [compound, { from: best - flat, to: best + flat }];
  });
  return Object.fromEntries(windows) as WorkstationView['tyre_windows'];
}
