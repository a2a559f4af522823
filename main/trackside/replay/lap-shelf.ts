import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import type { Sqlite } from '../../sqlite.ts';
import { headsOneByOne, type HeadRow } from '../laps/lap-heads.ts';
import { decodeSamples, type LapSamples } from '../laps/lap-samples.ts';
import { LapRecords } from './lap-records.ts';

/** Laps that are kept open: what a field of forty is in, and the past of the cars that are looked at. */
const MOST_OPEN = 128;

/** A stored lap of the race, before its samples are read. */
export type ShelvedLap = HeadRow;

/** Reads the laps of one race out of the store, each when it is asked for; what is damaged is left out, and told. */
export class LapShelf {
  /** By car and in the order of the race. */
  readonly laps: readonly ShelvedLap[];
  private readonly samples;
  private readonly channelSet;
  private readonly channels = new Map<number, DeclaredChannel[]>();
  /** The one that was used last comes last. */
  private readonly open = new Map<number, LapRecords | undefined>();
  private readonly onDamage: (text: string) => void;

  /** Throws SQLite's error where not even the list of laps can be read. */
  constructor(db: Sqlite, race: string, onDamage: (text: string) => void) {
    this.onDamage = onDamage;
    this.samples = db.prepare<[number], { channel_set: number; samples: Buffer }>('SELECT channel_set, samples FROM lap WHERE rowid = ?');
    this.channelSet = db.prepare<[number], string>('SELECT json FROM channel_set WHERE id = ?').pluck();
    this.laps = headsOneByOne(db, race, ({ car, lap }, error) => onDamage(damageWords(`Lap ${lap} of ${car}`, error)));
  }

  /** Undefined where the lap is damaged. */
  take(lap: ShelvedLap): LapRecords | undefined {
    const { row } = lap;
    if (this.open.has(row)) {
      const known = this.open.get(row);
      this.open.delete(row);
      this.open.set(row, known);
      return known;
    }
    const read = this.read(lap);
    this.open.set(row, read);
    for (const oldest of this.open.keys()) {
      if (this.open.size <= MOST_OPEN) break;
      this.open.delete(oldest);
    }
    return read;
  }

  private read({ row, head }: ShelvedLap): LapRecords | undefined {
    try {
      const stored = this.samples.get(row);
      if (!stored) throw new Error('it has been deleted');
      const records = new LapRecords(this.channelsOf(stored.channel_set), stored.samples, (channel, error) =>
        this.onDamage(damageWords(`Channel ${channel} of lap ${head.lap} of ${head.car}`, error)),
      );
      if (records.length !== head.samples) throw new Error(`${records.length} records, where its head says ${head.samples}`);
      return records;
    } catch (error) {
      this.onDamage(damageWords(`Lap ${head.lap} of ${head.car}`, error));
      return undefined;
    }
  }

  /** Every sample of a lap, which is not kept open; undefined where any of it is damaged. */
  whole({ row, head }: ShelvedLap): { channels: readonly DeclaredChannel[]; samples: LapSamples } | undefined {
    try {
      const stored = this.samples.get(row);
      if (!stored) throw new Error('it has been deleted');
      return { channels: this.channelsOf(stored.channel_set), samples: decodeSamples(stored.samples) };
    } catch (error) {
      this.onDamage(damageWords(`Lap ${head.lap} of ${head.car}`, error));
      return undefined;
    }
  }

  private channelsOf(set: number): DeclaredChannel[] {
    const known = this.channels.get(set);
    if (known) return known;
    const read = JSON.parse(this.channelSet.get(set)!) as DeclaredChannel[];
    this.channels.set(set, read);
    return read;
  }
}

const damageWords = (what: string, error: unknown): string => `${what} cannot be read (${(error as Error).message}); the rest of the race replays.`;
