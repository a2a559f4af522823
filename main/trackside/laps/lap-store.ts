import type { LapRow, RaceRow } from '../../../common/race-view.ts';
import type { CarDeclaration, DeclaredChannel } from '../../../common/car-declaration.ts';
import type { CarEntry, LapHead } from '../../../common/lap.ts';
import { MESSAGE_TYPES, type RaceMessage, type RaceResult, type TimingEvent } from '../../../common/timing.ts';
import { openDurable, type Sqlite } from '../../sqlite.ts';
import { stepsOf, type ChannelSteps } from './channel-statistics.ts';
import { encodeSamples, type LapSamples } from './lap-samples.ts';
import { headsOneByOne } from './lap-heads.ts';
import { lapFunctions } from './lap-functions.ts';
import { layOut, STORE_VERSION } from './layout.ts';

/** Whether SQLite has found the content of its file to be wrong. */
const isDamage = (error: unknown): boolean => ((error as { code?: string } | null)?.code ?? '').startsWith('SQLITE_CORRUPT');

/** A lap as it is stored: what the document says at its head, and every sample. */
export interface StoredLap extends LapSamples {
  head: LapHead;
  /** One for each column. */
  channels: DeclaredChannel[];
}

/** A race that is over, without its cars, events and laps. */
export interface EndedRace {
  id: string;
  track: string;
  /** Unix time, s. */
  started: number;
  laps: number | null;
  seed: number | null;
  rate: number | null;
  state: 'finished' | 'interrupted';
  /** The classification, as JSON. */
  results: string | null;
}

/** What the store itself knows of a race. */
export type RaceRecord = Pick<RaceRow, 'race_id' | 'track' | 'started' | 'laps' | 'cars' | 'seed' | 'state' | 'laps_stored' | 'bytes' | 'pinned'>;

type LapColumns = Pick<LapHead, '_id' | 'race_id' | 'track' | 'car' | 'driver' | 'team' | 'lap' | 'lap_type' | 'lap_time'> &
  Pick<LapHead, 'compound' | 'tyre_age' | 'position' | 'timestamp' | 'racetime'>;

/**
 * Races, cars, events and laps in one SQLite file. No method opens a transaction: what belongs together is wrapped by
 * the caller in `db.transaction`, in which other tables of the same file can take part.
 */
export class LapStore {
  /** Committed means on disk: WAL, `synchronous=FULL`. */
  readonly db: Sqlite;
  private readonly saveLap;
  private readonly deleteLap;
  private readonly saveNumber;
  private readonly saveStatistics;
  private readonly saveRace;
  private readonly saveEntry;
  private readonly saveEvent;
  private readonly channelSet;
  private readonly saveChannelSet;
  private readonly saveChannel;

  /** Creates the file where there is none. Throws LapwingError E_DATA_DIR, E_DB_CORRUPT or E_DB_VERSION. */
  constructor(path: string) {
    const db = openDurable(path, {
      exclusive: false,
      shrinks: true,
      version: STORE_VERSION,
      create: layOut,
    });
    this.db = db;
    for (const { name, call } of lapFunctions()) db.function(name, { deterministic: true, varargs: true }, call);
    this.saveLap = db.prepare<[LapColumns & { head: string; set: number; samples: Uint8Array }]>(
      `INSERT INTO lap VALUES ($_id, $race_id, $track, $car, $driver, $team, $lap, $lap_type, $lap_time,
         $compound, $tyre_age, $position, $timestamp, $racetime, $head, $set, $samples)`,
    );
    this.deleteLap = db.prepare('DELETE FROM lap WHERE id = ?');
    this.saveNumber = db.prepare('INSERT INTO lap_number (id) VALUES (?)');
    this.saveStatistics = db.prepare<[ChannelSteps & Pick<DeclaredChannel, 'name' | 'unit' | 'resolution'> & { lap: number }]>(
      `INSERT INTO lap_channel SELECT $lap, id, $count, $min, $max, $sum, $deviation, $start, $end FROM channel
       WHERE name = $name AND unit = $unit AND resolution = $resolution`,
    );
    this.saveRace = db.prepare(
      `INSERT INTO race (id, track, started, laps, seed, rate, state) VALUES ($race, $track, $started, $laps, $seed, $rate, 'running')
       ON CONFLICT (id) DO UPDATE SET laps = COALESCE($laps, laps), seed = COALESCE($seed, seed), rate = COALESCE($rate, rate)`,
    );
    this.saveEntry = db.prepare('INSERT OR REPLACE INTO entry VALUES ($race, $car, $number, $driver, $team, $model)');
    this.saveEvent = db.prepare('INSERT INTO race_event (race_id, seq, racetime, type, car, lap, doc) VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.channelSet = db.prepare<[string], number>('SELECT id FROM channel_set WHERE json = ?').pluck();
    this.saveChannelSet = db.prepare('INSERT INTO channel_set (json) VALUES (?)');
    this.saveChannel = db.prepare('INSERT OR IGNORE INTO channel (name, unit, resolution) VALUES (?, ?, ?)');
  }

  /** Replaces what is stored under the same id. */
  insertLap(lap: StoredLap): void {
    const { head, channels, columns } = lap;
    this.put(head, JSON.stringify(head), channels, encodeSamples(lap), columns.map(stepsOf));
  }

  /** As another store has it: `text` is the JSON of its head, byte for byte. Replaces what is stored under the same id. */
  insertPacked(head: LapHead, text: string, channels: readonly DeclaredChannel[], samples: Uint8Array, statistics: readonly (ChannelSteps | undefined)[]): void {
    this.put(head, text, channels, samples, statistics);
  }

  private put(head: LapHead, text: string, channels: readonly DeclaredChannel[], samples: Uint8Array, statistics: readonly (ChannelSteps | undefined)[]): void {
    this.deleteLap.run(head._id);
    this.saveLap.run({ ...head, head: text, set: this.channelSetOf(channels), samples });
    this.insertStatistics(head._id, channels, statistics);
  }

  /** Of a stored lap that has none yet: undefined for a channel without a sample. */
  insertStatistics(id: string, channels: readonly DeclaredChannel[], statistics: readonly (ChannelSteps | undefined)[]): void {
    const number = Number(this.saveNumber.run(id).lastInsertRowid);
    statistics.forEach((steps, c) => {
      const { name, unit, resolution } = channels[c]!;
      if (steps) this.saveStatistics.run({ ...steps, name, unit, resolution, lap: number });
    });
  }

  private channelSetOf(channels: readonly DeclaredChannel[]): number {
    const json = JSON.stringify(channels.map(({ name, unit, resolution }) => ({ name, unit, resolution })));
    const known = this.channelSet.get(json);
    if (known !== undefined) return known;
    for (const { name, unit, resolution } of channels) this.saveChannel.run(name, unit, resolution);
    return Number(this.saveChannelSet.run(json).lastInsertRowid);
  }

  /** A car has said what it sends. The race is in the list from now on, its length and seed still unknown. */
  raceSeen(race: string, declaration: CarDeclaration): void {
    const { track, started, rate, entry } = declaration;
    this.saveRace.run({ race, track, started, laps: null, seed: null, rate });
    this.enter(race, entry);
  }

  /** Race control has said what the race is. */
  raceStarted(race: string, event: Extract<TimingEvent, { type: 'started' }>): void {
    const { track, started, laps, seed } = event;
    this.saveRace.run({ race, track, started, laps, seed, rate: null });
    for (const entry of event.cars) this.enter(race, entry);
  }

  private enter(race: string, { car, number, driver, team, model }: CarEntry): void {
    this.saveEntry.run({ race, car, number, driver, team, model });
  }

  /** The classification, as race control gives it. The race counts as running until `raceEnded`. */
  raceFinished(race: string, results: readonly RaceResult[]): void {
    this.db.prepare('UPDATE race SET results = ? WHERE id = ?').run(JSON.stringify(results), race);
  }

  /** Nothing more will come: `finished` when race control has given the classification, else `interrupted`. */
  raceEnded(race: string): void {
    this.db.prepare("UPDATE race SET state = IIF(results IS NULL, 'interrupted', 'finished') WHERE id = ?").run(race);
  }

  /** A race as another store has it, which is over; there must be none of its id. */
  insertPackedRace({ id, track, started, laps, seed, rate, state, results }: EndedRace, cars: readonly CarEntry[]): void {
    this.db.prepare('INSERT INTO race VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(id, track, started, laps, seed, rate, state, results);
    for (const entry of cars) this.enter(id, entry);
  }

  /** An event as another store has it: `doc` is its JSON, byte for byte. */
  insertPackedEvent(race: string, seq: number, event: TimingEvent, doc: string): void {
    const { car = null, lap = null } = event as { car?: string; lap?: number };
    this.saveEvent.run(race, seq, event.racetime, event.type, car, lap, doc);
  }

  /** `seq` is the event's number at its source: events of a race are in its order. */
  insertEvent(race: string, seq: number, event: TimingEvent): void {
    this.insertPackedEvent(race, seq, event, JSON.stringify(event));
  }

  /** The newest `most` that a person reads, oldest first. Empty for a race that is not known. */
  messages(race: string, most: number): RaceMessage[] {
    const types = MESSAGE_TYPES.map(() => '?').join(', ');
    const docs = this.db.prepare<unknown[], string>(
      `SELECT doc FROM race_event WHERE race_id = ? AND type IN (${types}) ORDER BY seq DESC LIMIT ?`,
    );
    return docs.pluck().all(race, ...MESSAGE_TYPES, most).map((doc) => JSON.parse(doc) as RaceMessage).reverse();
  }

  /**
   * Newest first. `laps` and `seed` are 0 while only the cars have been heard, not race control. Where the list of sizes is damaged, that of laps is
   * counted, and `bytes` are 0.
   */
  races(): RaceRecord[] {
    try {
      return this.racesBy('lap_size', 'SUM(length(samples) + length(head))');
    } catch (error) {
      if (!isDamage(error)) throw error;
      return this.racesBy('lap_of_car', '0');
    }
  }

  private racesBy(index: 'lap_size' | 'lap_of_car', bytes: string): RaceRecord[] {
    return this.db
      .prepare<[], Omit<RaceRecord, 'pinned'> & { pinned: 0 | 1 }>(
        `SELECT races.race_id, track, started, COALESCE(laps, 0) AS laps, cars, COALESCE(seed, 0) AS seed, state,
           COALESCE(size.laps_stored, 0) AS laps_stored, COALESCE(size.bytes, 0) AS bytes,
           EXISTS (SELECT 1 FROM pinned WHERE pinned.race_id = races.race_id) AS pinned
         FROM races LEFT JOIN (
           SELECT race_id, COUNT(*) AS laps_stored, ${bytes} AS bytes FROM lap INDEXED BY ${index} GROUP BY race_id
         ) size USING (race_id)
         ORDER BY started DESC, races.race_id DESC`,
      )
      .all()
      .map((race) => ({ ...race, pinned: race.pinned === 1 }));
  }

  /** Ids of the races that have not been ended, oldest first. */
  runningRaces(): string[] {
    return this.db.prepare<[], string>("SELECT id FROM race WHERE state = 'running' ORDER BY started, id").pluck().all();
  }

  lapCount(race: string): number {
    return this.db.prepare<[string], number>('SELECT COUNT(*) FROM lap WHERE race_id = ?').pluck().get(race)!;
  }

  /**
   * By lap, and within a lap in the order in which the cars began it. Empty for a race that is not known. Of a damaged store those that can be read; the
   * others are told, a line each.
   */
  heads(race: string, onDamage: (line: string) => void = () => undefined): LapHead[] {
    try {
      const heads = this.db.prepare<[string], string>('SELECT head FROM lap WHERE race_id = ? ORDER BY lap, racetime, car').pluck();
      return heads.all(race).map((json) => JSON.parse(json) as LapHead);
    } catch (error) {
      if (!isDamage(error) && !(error instanceof SyntaxError)) throw error;
      const rows = headsOneByOne(this.db, race, ({ car, lap }, { message }) =>
        onDamage(`Lap ${lap} of ${car} in ${race} cannot be read: ${this.db.name} is damaged there (${message}). The others can; pack them ("lapwing pack"), or restore a backup.`),
      );
      return rows.map(({ head }) => head).sort((a, b) => a.lap - b.lap || a.racetime - b.racetime || (a.car < b.car ? -1 : 1));
    }
  }

  /** As `heads`, in short; with `until`, only those that were over at that race time, s. */
  laps(race: string, until = Infinity, onDamage?: (line: string) => void): LapRow[] {
    const heads = this.heads(race, onDamage).filter(({ racetime, lap_time }) => until === Infinity || (lap_time !== null && racetime + lap_time <= until));
    return heads.map(({ _id: id, race_id, car, driver, lap, lap_type, lap_time, sectors, ...head }) => {
      const { compound, tyre_age, position, samples } = head;
      return { id, race_id, car, driver, lap, lap_type, lap_time, sectors, compound, tyre_age, position, samples };
    });
  }

  close(): void {
    this.db.close();
  }
}
