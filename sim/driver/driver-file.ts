import { driverEntry, FIELD_SIZE, type DriverEntry } from '../../common/driver-entry.ts';
import { LapwingError } from '../../common/errors.ts';
import { check } from '../../common/plain-parse.ts';

/**
 * Reads the document of a drivers file: a list of entries such as `{"number": 7, "name": "Ada Keane", "team": "Halyard",
 * "skill": 0.8, "consistency": 0.6}`; all but number and name may be left out.
 * @throws LapwingError E_DRIVERS, one line that names the entry and what is wrong with it.
 */
export function readDrivers(document: unknown): DriverEntry[] {
  if (!Array.isArray(document)) throw refusal('the drivers are not a list', 'Write [{"number": 7, "name": "Ada Keane"}, …].');
  if (document.length > FIELD_SIZE) throw refusal(`there are ${document.length} entries, and ${FIELD_SIZE} are the most`, 'Shorten the list.');
  return document.map((item, i) => {
    const { data, fault } = check(driverEntry, item);
    if (!fault) return data;
    throw refusal(`entry ${i + 1}: ${fault.text}`, 'Correct the entry.');
  });
}

/**
 * Whether `cars` have room for the drivers, each with a number of its own.
 * @throws LapwingError E_DRIVERS, one line that names the entry and what is wrong with it.
 */
export function checkDrivers(drivers: readonly DriverEntry[], cars: number): void {
  if (drivers.length > cars) throw refusal(`there are ${drivers.length} drivers for ${cars} cars`, 'Shorten the list, or race more cars.');
  for (const [i, { number, name }] of drivers.entries()) {
    const first = drivers.findIndex((other) => other.number === number);
    if (first < i) throw refusal(`entry ${i + 1} (${name}): number ${number} is that of entry ${first + 1} (${drivers[first]!.name})`, 'Give each a number of its own.');
  }
}

function refusal(what: string, next: string): LapwingError {
  return new LapwingError('E_DRIVERS', `${what}. ${next}`);
}
