import type { SealedFrame } from '../../common/frame.ts';
import { openDurable, type Sqlite } from '../sqlite.ts';
import { FrameLedger, LEDGER_LAYOUT, type LedgerCar } from '../stream/frame-ledger.ts';
import { readFrames } from '../stream/frame-reader.ts';
import { RenewingProducer } from '../stream/renewing-producer.ts';
import type { Consumer, OutRecord, Stream, StreamError } from '../stream/stream.ts';
import type { Topics } from '../stream/topics.ts';
import { LapSink } from './lap-sink.ts';
import type { Watermark } from './watermark.ts';

const LAYOUT = `${LEDGER_LAYOUT}
  CREATE TABLE frame (
    race TEXT NOT NULL, car TEXT NOT NULL, incarnation TEXT NOT NULL, seq INTEGER NOT NULL,
    closed REAL NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (race, car, incarnation, seq)
  ) WITHOUT ROWID;`;

export interface FactorySinkOptions {
  path: string;
  /** This factory's name in its watermarks. */
  site: string;
  stream: Stream;
  topics: Topics;
  onTrouble(trouble: StreamError | null): void;
  /** A line for a person. */
  onNews?: (line: string) => void;
}

/** Stores every frame at the factory, each once, and says what it holds; with it, the laps that are exported. */
export class FactorySink {
  private readonly options: FactorySinkOptions;
  readonly db: Sqlite;
  private readonly ledger: FrameLedger;
  private readonly store: (frames: readonly SealedFrame[]) => LedgerCar[];
  private consumer: Consumer | undefined;
  private laps: LapSink | undefined;
  private readonly producer: RenewingProducer;

  private constructor(options: FactorySinkOptions) {
    this.options = options;
    this.producer = new RenewingProducer(options.stream);
    const db = openDurable(options.path, { exclusive: true, version: 1, shrinks: true, create: (fresh) => fresh.exec(LAYOUT) });
    this.db = db;
    this.ledger = new FrameLedger(db);
    const insert = db.prepare('INSERT INTO frame VALUES (?, ?, ?, ?, ?, ?)');
    const accept = (frame: SealedFrame): void => {
      insert.run(frame.race, frame.car, frame.incarnation, frame.seq, frame.closed, frame.body);
    };
    const transaction = db.transaction((frames: readonly SealedFrame[]) => {
      for (const frame of frames) this.ledger.admit(frame, accept);
      return this.ledger.write();
    });
    this.store = (frames) => {
      try {
        return transaction.immediate(frames);
      } catch (error) {
        this.ledger.reload();
        throw error;
      }
    };
  }

  static async start(options: FactorySinkOptions): Promise<FactorySink> {
    const sink = new FactorySink(options);
    const { stream, topics, site, onTrouble, onNews } = options;
    sink.consumer = await stream.consumer({
      group: `lapwing.factory.${site}`,
      topics: [topics.factoryTelemetry, topics.fiaTiming],
      onTrouble,
      onNews,
      async handle(records) {
        const { frames, dead } = readFrames(records);
        const changed = sink.store(frames);
        await sink.publish(changed);
        for (const letter of dead) await sink.producer.send(letter.topic, [letter.record]);
      },
    });
    sink.laps = await LapSink.start({ ...options, db: sink.db });
    return sink;
  }

  /** What this factory holds of a race, by lane. */
  ofRace(race: string): LedgerCar[] {
    return this.ledger.ofRace(race);
  }

  private async publish(cars: readonly LedgerCar[]): Promise<void> {
    if (cars.length === 0) return;
    const { site, topics } = this.options;
    const records = cars.map(({ incarnation, race, car, next }): OutRecord => {
      const mark: Watermark = { site, incarnation, race, car, next };
      return { key: car, value: Buffer.from(JSON.stringify(mark)) };
    });
    await this.producer.send(topics.factoryWatermarks, records);
  }

  async close(): Promise<void> {
    await this.laps?.close();
    await this.consumer?.close();
    await this.producer.close();
    this.db.close();
  }
}
