import type { Sqlite } from '../sqlite.ts';
import { deadRecord, type DeadLetter } from '../stream/frame-reader.ts';
import { RenewingProducer } from '../stream/renewing-producer.ts';
import type { Consumer, Stream, StreamError, StreamRecord } from '../stream/stream.ts';
import type { Topics } from '../stream/topics.ts';
import type { LapAnswer } from './lap-answer.ts';
import { readLapPart, type LapPart } from './lap-record.ts';
import { LapShelf } from './lap-shelf.ts';

export interface LapSinkOptions {
  /** The factory's database. */
  db: Sqlite;
  /** This factory's name in its answers. */
  site: string;
  stream: Stream;
  topics: Topics;
  onTrouble(trouble: StreamError | null): void;
}

/** Stores exported lap documents at the factory, each once by its key, and answers for each. */
export class LapSink {
  private readonly options: LapSinkOptions;
  private readonly producer: RenewingProducer;
  private readonly shelf: LapShelf;
  private consumer: Consumer | undefined;

  private constructor(options: LapSinkOptions) {
    this.options = options;
    this.producer = new RenewingProducer(options.stream);
    this.shelf = new LapShelf(options.db);
  }

  static async start(options: LapSinkOptions): Promise<LapSink> {
    const sink = new LapSink(options);
    const { stream, topics, site, onTrouble } = options;
    sink.consumer = await stream.consumer({
      group: `lapwing.factory-laps.${site}`,
      topics: [topics.factoryLaps],
      onTrouble,
      async handle(records) {
        const { answers, dead } = await sink.shelve(records);
        const values = answers.map((answer) => ({ key: answer.car, value: Buffer.from(JSON.stringify(answer)) }));
        if (values.length > 0) await sink.producer.send(topics.factoryWatermarks, values);
        for (const letter of dead) await sink.producer.send(letter.topic, [letter.record]);
      },
    });
    return sink;
  }

  private async shelve(records: readonly StreamRecord[]): Promise<{ answers: LapAnswer[]; dead: DeadLetter[] }> {
    const { site } = this.options;
    const { read, dead } = readParts(records);
    this.shelf.keep(read.map(({ part }) => part));
    const answers: LapAnswer[] = [];
    for (const { record, part } of read) {
      const shelved = await this.shelf.finish(part);
      if (!shelved) continue;
      const { race, car, lap, revision, sha256 } = part;
      answers.push({ site, race, car, lap, revision, sha256, ...shelved });
      if (shelved.refused !== null) dead.push(deadRecord(record, shelved.refused));
    }
    return { answers, dead };
  }

  async close(): Promise<void> {
    await this.consumer?.close();
    await this.producer.close();
  }
}

function readParts(records: readonly StreamRecord[]): { read: { record: StreamRecord; part: LapPart }[]; dead: DeadLetter[] } {
  const read: { record: StreamRecord; part: LapPart }[] = [];
  const dead: DeadLetter[] = [];
  for (const record of records) {
    try {
      read.push({ record, part: readLapPart(record.value) });
    } catch (error) {
      dead.push(deadRecord(record, (error as Error).message));
    }
  }
  return { read, dead };
}
