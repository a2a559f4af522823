import type { LapStore } from '../trackside/laps/lap-store.ts';
import { readEvents } from '../trackside/replay/replayed-timing.ts';
import { DrivenLaps } from './driven-laps.ts';

/** The laps of a stored race and what race control said; what cannot be read is left out, and told in a line. */
export function storedLaps(store: LapStore, race: string, onDamage: (text: string) => void): DrivenLaps {
  const laps = new DrivenLaps();
  for (const head of store.heads(race)) laps.ended(head);
  for (const event of readEvents(store.db, race, onDamage)) laps.hear(event);
  return laps;
}
