import { LapwingError } from '../../common/errors.ts';
import type { ExportParams } from '../../common/lap-export.ts';
import type { StoredLapName } from '../trackside/laps/lap-source.ts';

/**
 * The stored laps that are asked for, in their order. A car is named as it is stored or by its number.
 * @throws LapwingError E_NO_CAR or E_NO_LAP, naming what there is, for one that none of the laps is of
 */
export function chooseLaps(stored: readonly StoredLapName[], { race_id, cars, laps }: ExportParams): StoredLapName[] {
  const names = new Map(stored.flatMap(({ car, number }) => [[car, car], [String(number), car]]));
  const wantedCars = cars?.map((asked) => {
    const car = names.get(asked);
    if (car === undefined) throw new LapwingError('E_NO_CAR', `${race_id} has no laps of a car ${JSON.stringify(asked)}. It has ${listed([...new Set(stored.map(({ car: known }) => known))])}.`);
    return car;
  });
  const ofCars = stored.filter(({ car }) => wantedCars?.includes(car) ?? true);
  for (const lap of laps ?? []) {
    if (ofCars.some((known) => known.lap === lap)) continue;
    const last = Math.max(...ofCars.map((known) => known.lap));
    throw new LapwingError('E_NO_LAP', `${race_id} has no lap ${lap}${cars ? ` of ${cars.join(', ')}` : ''}. Its laps go from 0 to ${last}.`);
  }
  return ofCars.filter(({ lap }) => laps?.includes(lap) ?? true);
}

function listed(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ') || 'none';
}
