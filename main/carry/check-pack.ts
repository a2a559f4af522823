import { inflateRawSync } from 'node:zlib';
import type { z } from 'zod';
import type { DeclaredChannel } from '../../common/car-declaration.ts';
import { LapwingError } from '../../common/errors.ts';
import { lapId, type CarEntry, type LapHead } from '../../common/lap.ts';
import type { LapNote } from '../../common/lap-note.ts';
import { check } from '../../common/plain-parse.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { stepsOf, type ChannelSteps } from '../trackside/laps/channel-statistics.ts';
import { decodeChannel } from '../trackside/laps/lap-samples.ts';
import { readIndex } from '../trackside/laps/sample-index.ts';
import { LONGEST_CHAIN } from '../trackside/standings-store.ts';
import { KIND, readPack, type Kind, type PackRecord } from './pack-file.ts';
import { packedBooks, packedCars, packedChannels, packedEvent, packedEvents, packedHead, packedNotes, packedRace, packedResults, packedStandings, packedTrack, type PackedBooks, type PackedRace } from './pack-shapes.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** Samples that a byte may stand for over a whole lap, and how many any lap may have: what unfolds further is no lap. */
const SAMPLES_A_BYTE = 64;
const ANY_LAP = 1_000_000;
/** Of one channel: two hours at 1000 Hz. */
const LONGEST_CHANNEL = 7_200_000;
/** Of the JSON of a head, or of a tower, bytes. */
const LONGEST_HEAD = 65_536;

/** A lap as it stands in a pack: checked, and as it was written. */
export interface PackedLapRow {
  head: LapHead;
  /** The head's JSON, byte for byte. */
  text: string;
  /** The JSON of its channels, byte for byte. */
  set: string;
  channels: DeclaredChannel[];
  /** Valid until the next lap. */
  samples: Uint8Array;
  statistics: (ChannelSteps | undefined)[];
}

/** The towers as the store has them. */
export interface PackedTower {
  racetime: number;
  chained: 0 | 1;
  doc: Buffer;
}

export interface PackedEventRow {
  seq: number;
  event: TimingEvent;
  doc: string;
}

/** What takes the parts of a pack, in their order. */
export interface PackSink {
  race(race: PackedRace): void;
  /** The JSON of its circuit. */
  track(json: string): void;
  cars(cars: CarEntry[]): void;
  standings(towers: PackedTower[]): void;
  events(events: PackedEventRow[]): void;
  lap(lap: PackedLapRow): void;
  notes(notes: LapNote[]): void;
  books(books: PackedBooks): void;
}

const NOBODY: PackSink = { race() {}, track() {}, cars() {}, events() {}, standings() {}, lap() {}, notes() {}, books() {} };

/** A pack that is whole and says nothing that it should not. */
export interface CheckedPack {
  race: PackedRace;
  laps: number;
  sha256: string;
  bytes: number;
}

/**
 * Reads a pack to its end and looks at everything in it; a sink is given each part, before it is known that the rest is well.
 * @throws LapwingError as `readPack` does, and E_PACK_CONTENT for what is whole but no race
 */
export function checkPack(path: string, sink: Partial<PackSink> = {}): CheckedPack {
  const contents = new Contents(path, { ...NOBODY, ...sink });
  const records = readPack(path);
  for (;;) {
    const next = records.next();
    if (next.done) return { ...contents.end(), ...next.value };
    contents.take(next.value);
  }
}

class Contents {
  private readonly path: string;
  private readonly sink: PackSink;
  private race: PackedRace | undefined;
  private last: Kind | undefined;
  private readonly sets: { json: string; channels: DeclaredChannel[] }[] = [];
  private readonly ids = new Set<string>();
  private tower: { text: Buffer; chain: number } | undefined;

  constructor(path: string, sink: PackSink) {
    this.path = path;
    this.sink = sink;
  }

  private refuse(at: number, why: string): LapwingError {
    return new LapwingError('E_PACK_CONTENT', `${this.path} is no race at byte ${at}: ${why}. Nothing was unpacked; pack the race again where it came from.`);
  }

  take({ kind, body, at }: PackRecord): void {
    const once = kind === KIND.race || kind === KIND.track || kind === KIND.cars || kind === KIND.books;
    if ((this.last ?? 0) > kind || (once && this.last === kind) || (this.last === undefined) !== (kind === KIND.race)) throw this.refuse(at, 'its parts are not in order');
    this.last = kind;
    const { sink } = this;
    const parse = <S extends z.ZodType>(schema: S): z.output<S> => this.parsed(schema, this.text(body, at), at);
    switch (kind) {
      case KIND.race:
        this.race = parse(packedRace);
        if (this.race.results !== null) this.parsed(packedResults, this.race.results, at);
        return sink.race(this.race);
      case KIND.track:
        parse(packedTrack);
        return sink.track(this.text(body, at));
      case KIND.standings:
        return sink.standings(parse(packedStandings).map(([racetime, chained, doc]) => this.towerOf(racetime, chained, Buffer.from(doc, 'base64'), at)));
      case KIND.cars:
        return sink.cars(parse(packedCars));
      case KIND.events:
        return sink.events(parse(packedEvents).map(({ seq, doc }) => ({ seq, doc, event: this.parsed(packedEvent, doc, at) })));
      case KIND.channels:
        this.sets.push({ json: this.text(body, at), channels: parse(packedChannels) });
        return;
      case KIND.lap:
        return this.lap(body, at);
      case KIND.notes:
        return this.notes(parse(packedNotes), at);
      case KIND.books:
        return sink.books(parse(packedBooks));
      default:
        throw this.refuse(at, 'a part of an unknown kind');
    }
  }

  private text(bytes: Uint8Array, at: number): string {
    try {
      return UTF8.decode(bytes);
    } catch {
      throw this.refuse(at, 'its text is not UTF-8');
    }
  }

  /** JSON in the one form in which Lapwing writes it, so that what is checked is what is kept. */
  private parsed<S extends z.ZodType>(schema: S, text: string, at: number): z.output<S> {
    let value: unknown;
    try {
      value = JSON.parse(text);
      if (text.includes('"__proto__":') || JSON.stringify(value) !== text) throw new SyntaxError('not as Lapwing writes it');
    } catch (error) {
      throw this.refuse(at, (error as Error).message.slice(0, 200));
    }
    const { data, fault } = check(schema, value);
    if (!fault) return data;
    throw this.refuse(at, `${fault.where || 'it'}: ${fault.words.slice(0, 200)}`);
  }

  private towerOf(racetime: number, chained: 0 | 1, doc: Buffer, at: number): PackedTower {
    const before = chained === 1 ? this.tower : undefined;
    if ((chained === 1 && !before) || (before?.chain ?? 0) >= LONGEST_CHAIN) throw this.refuse(at, 'a tower without the one before it');
    let text: Buffer;
    try {
      text = inflateRawSync(doc, { maxOutputLength: LONGEST_HEAD, ...(before && { dictionary: before.text }) });
    } catch (error) {
      throw this.refuse(at, `a tower: ${(error as Error).message}`);
    }
    this.tower = { text, chain: (before?.chain ?? 0) + 1 };
    const event = this.parsed(packedEvent, this.text(text, at), at);
    if (event.type !== 'standings' || event.racetime !== racetime) throw this.refuse(at, 'a tower that is none');
    return { racetime, chained, doc };
  }

  private lap(body: Buffer, at: number): void {
    if (body.length < 8) throw this.refuse(at, 'a lap of no length');
    const [place, length] = [body.readUInt32LE(0), body.readUInt32LE(4)];
    const set = this.sets[place];
    if (!set || length > Math.min(LONGEST_HEAD, body.length - 8)) throw this.refuse(at, 'a lap without its channels or its head');
    const text = this.text(body.subarray(8, 8 + length), at);
    const head = this.parsed(packedHead, text, at) as unknown as LapHead;
    if (head.race_id !== this.race!.id || head._id !== lapId(head.race_id, head.car, head.lap)) throw this.refuse(at, 'a lap of another race');
    if (this.ids.has(head._id)) throw this.refuse(at, `the lap ${head._id} twice`);
    this.ids.add(head._id);
    const samples = body.subarray(8 + length);
    this.sink.lap({ head, text, set: set.json, channels: set.channels, samples, statistics: this.statistics(set.channels, samples, at) });
  }

  /** Reads every sample, a channel at a time. */
  private statistics(channels: readonly DeclaredChannel[], samples: Uint8Array, at: number): (ChannelSteps | undefined)[] {
    try {
      const index = readIndex(samples);
      if (index.chunks.length !== channels.length) throw new RangeError(`${index.chunks.length} columns of ${channels.length} channels`);
      if (!Number.isFinite(index.racetime0) || !(index.interval > 0 && index.interval < Infinity)) throw new RangeError('its times are no numbers');
      const total = index.chunks.reduce((sum, { count }) => sum + count, 0);
      if (total > samples.length * SAMPLES_A_BYTE + ANY_LAP || index.chunks.some(({ count }) => count > LONGEST_CHANNEL)) {
        throw new RangeError(`${samples.length} bytes that unfold to ${total} samples`);
      }
      return channels.map((_, c) => stepsOf(decodeChannel(samples, index, c)));
    } catch (error) {
      throw this.refuse(at, `the samples of a lap: ${(error as Error).message}`);
    }
  }

  private notes(notes: LapNote[], at: number): void {
    const stray = notes.find(({ id }) => !this.ids.has(id));
    if (stray) throw this.refuse(at, 'a note on a lap that is not in it');
    this.sink.notes(notes);
  }

  end(): Pick<CheckedPack, 'race' | 'laps'> {
    const { race, ids, last } = this;
    if (!race || last !== KIND.books || ids.size !== race.documents) throw this.refuse(0, 'parts of it are missing');
    return { race, laps: ids.size };
  }
}
