import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Connection } from '../../common/contract.ts';
import type { LapRow, RaceRow } from '../../common/race-view.ts';
import type { LapNote } from '../../common/lap-note.ts';

/** The laps of one race, by id. */
type LapsOfRace = ReadonlyMap<string, LapRow>;

/** Every stored race, the laps of those that were asked for, and what is noted about laps, kept up to date while it is open. */
export class LapLibrary {
  readonly #connection: Connection;
  readonly #races = signal<readonly RaceRow[] | null>(null);
  readonly #laps = signal<ReadonlyMap<string, LapsOfRace>>(new Map());
  readonly #notes = signal<ReadonlyMap<string, LapNote>>(new Map());
  readonly #asked = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.on('note', (note) => this.keepNotes([note]));
  }

  /** By lap. */
  get notes(): ReadonlySignal<ReadonlyMap<string, LapNote>> {
    return this.#notes;
  }

  async fetchNotes(): Promise<void> {
    this.keepNotes(await this.#connection.request('notes.list', {}));
  }

  /** Those that are newer than what is known. */
  keepNotes(notes: readonly LapNote[]): void {
    const next = new Map(this.#notes.peek());
    for (const note of notes) if ((next.get(note.id)?.revision ?? 0) < note.revision) next.set(note.id, note);
    this.#notes.value = next;
  }

  /** Newest first; null until they are known. */
  get races(): ReadonlySignal<readonly RaceRow[] | null> {
    return this.#races;
  }

  /** By race. */
  get laps(): ReadonlySignal<ReadonlyMap<string, LapsOfRace>> {
    return this.#laps;
  }

  /** Hears of laps as cars cross the line, until the function that is returned is called. */
  open(): () => void {
    return this.#connection.on('lap', (lap) => {
      if (this.#laps.value.has(lap.race_id)) this.#add(lap.race_id, [lap]);
      else if (!this.#races.value?.some(({ race_id }) => race_id === lap.race_id)) void this.fetchRaces().catch(() => undefined);
    });
  }

  async fetchRaces(): Promise<void> {
    const list = await this.#connection.request('races.list', {});
    this.#races.value = list.toSorted((a, b) => b.started - a.started);
  }

  /** Fetches the laps of these races, those that it has not. */
  async fetchLaps(races: readonly string[]): Promise<void> {
    const missing = races.filter((race) => !this.#asked.has(race));
    for (const race of missing) this.#asked.add(race);
    await Promise.all(
      missing.map(async (race_id) => {
        try {
          this.#add(race_id, await this.#connection.request('laps.list', { race_id }));
        } catch (error) {
          this.#asked.delete(race_id);
          throw error;
        }
      }),
    );
  }

  #add(race: string, laps: readonly LapRow[]): void {
    const known = new Map(this.#laps.value.get(race));
    for (const lap of laps) known.set(lap.id, lap);
    this.#laps.value = new Map(this.#laps.value).set(race, known);
  }
}
