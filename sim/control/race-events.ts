import { LapwingError } from '../../common/errors.ts';
import { check } from '../../common/plain-parse.ts';
import { MOST_RACE_EVENTS, raceEvent, type RaceEvent } from '../../common/race-event.ts';

/**
 * Reads the document of an events file: a list of entries such as `{"at": 120, "type": "vsc", "duration_s": 45}` or
 * `{"lap": 3, "type": "retire", "car": "car7", "reason": "engine"}`.
 * @throws LapwingError E_EVENTS, one line that names the entry and what is wrong with it.
 */
export function readRaceEvents(document: unknown): RaceEvent[] {
  if (!Array.isArray(document)) throw refusal('the events are not a list', 'Write [{"at": 120, "type": "vsc"}, …].');
  if (document.length > MOST_RACE_EVENTS) throw refusal(`there are ${document.length} entries, and ${MOST_RACE_EVENTS} are the most`, 'Shorten the list.');
  return document.map((item, i) => {
    const { data, fault } = check(raceEvent, item);
    if (!fault) return data;
    throw refusal(`${nameOf(item, i)}: ${fault.text}`, 'Correct the entry.');
  });
}

/** What a race offers to its events. */
export interface RaceScope {
  readonly cars: readonly string[];
  readonly laps: number;
  /** Of the track. */
  readonly sectors: number;
}

/**
 * Whether a race has what its events name.
 * @throws LapwingError E_EVENTS, one line that names the entry and what is wrong with it.
 */
export function checkRaceEvents(events: readonly RaceEvent[], { cars, laps, sectors }: RaceScope): void {
  for (const [i, event] of events.entries()) {
    if (event.lap !== undefined && event.lap > laps) throw refusal(`${nameOf(event, i)}: lap ${event.lap} is past the end of ${laps}`, 'Correct the entry.');
    if ('car' in event && !cars.includes(event.car)) throw refusal(`${nameOf(event, i)}: ${event.car} is not in this race`, `Choose one of: ${cars.join(', ')}.`);
    if (event.type === 'yellow' && event.sector > sectors) {
      throw refusal(`${nameOf(event, i)}: there is no sector ${event.sector} on this track`, `Choose one of 1 to ${sectors}.`);
    }
  }
}

/** `entry 3 (retire)`, counted from 1. */
function nameOf(item: unknown, i: number): string {
  const type = typeof item === 'object' && item !== null && 'type' in item && typeof item.type === 'string' ? ` (${item.type.slice(0, 20)})` : '';
  return `entry ${i + 1}${type}`;
}

function refusal(what: string, next: string): LapwingError {
  return new LapwingError('E_EVENTS', `${what}. ${next}`);
}
