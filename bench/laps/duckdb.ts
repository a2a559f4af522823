import { statSync } from 'node:fs';
import type * as duckDb from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBInstance, DuckDBType } from '@duckdb/node-api';
import { fromSteps } from '../../common/channels.ts';
import type { StoredLap } from '../../main/trackside/laps/lap-store.ts';

type DuckDb = typeof duckDb;
/** Rows of a table that are taken at once, as DuckDB's own vectors are. */
const VECTOR = 2048;

/** Undefined on a platform for which DuckDB ships no binary. */
export async function loadDuckDb(): Promise<DuckDb | undefined> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    return undefined;
  }
}

/** The same laps in DuckDB: as a table of samples and as a table of JSON documents, each in a file of its own. */
export class DuckLaps {
  private readonly path: string;
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.path = path;
    this.instance = instance;
    this.connection = connection;
  }

  static async open(duckdb: DuckDb, path: string): Promise<DuckLaps> {
    const instance = await duckdb.DuckDBInstance.create(path);
    return new DuckLaps(path, instance, await instance.connect());
  }

  /** All channels of `laps` at the same instants. */
  async addSamples(duckdb: DuckDb, laps: Iterable<StoredLap>): Promise<void> {
    const { VARCHAR, INTEGER, DOUBLE, DuckDBDataChunk } = duckdb;
    let appender: Awaited<ReturnType<DuckDBConnection['createAppender']>> | undefined;
    for (const lap of laps) {
      const { head, channels, columns } = lap;
      if (!appender) {
        const names = channels.map(({ name }) => `${name} DOUBLE`).join(', ');
        await this.connection.run(`CREATE TABLE samples (race_id VARCHAR, car VARCHAR, lap INTEGER, racetime DOUBLE, ${names})`);
        appender = await this.connection.createAppender('samples');
      }
      const types: DuckDBType[] = [VARCHAR, VARCHAR, INTEGER, DOUBLE, ...channels.map(() => DOUBLE)];
      const length = columns[0]!.length;
      for (let from = 0; from < length; from += VECTOR) {
        const count = Math.min(VECTOR, length - from);
        const fill = <T>(value: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => value(from + i));
        const chunk = DuckDBDataChunk.create(types, count);
        chunk.setColumns([
          fill(() => head.race_id), fill(() => head.car), fill(() => head.lap), fill((i) => lap.racetime0 + i * lap.interval),
          ...channels.map(({ resolution }, c) => fill((i) => fromSteps(columns[c]![i]!, resolution))),
        ]);
        appender.appendDataChunk(chunk);
      }
    }
    appender?.closeSync();
    await this.connection.run('CHECKPOINT');
  }

  async addDocuments(documents: Iterable<{ race_id: string; car: string; lap: number; doc: string }>): Promise<void> {
    await this.connection.run('CREATE TABLE laps (race_id VARCHAR, car VARCHAR, lap INTEGER, doc JSON)');
    const appender = await this.connection.createAppender('laps');
    for (const { race_id, car, lap, doc } of documents) {
      appender.appendVarchar(race_id);
      appender.appendVarchar(car);
      appender.appendInteger(lap);
      appender.appendVarchar(doc);
      appender.endRow();
    }
    appender.closeSync();
    await this.connection.run('CHECKPOINT');
  }

  async ask(sql: string): Promise<unknown[][]> {
    return (await this.connection.runAndReadAll(sql)).getRowsJS();
  }

  /** On how many threads it answers. */
  async threads(count: number): Promise<void> {
    await this.connection.run(`SET threads = ${count}`);
  }

  /** Bytes of the file. */
  get size(): number {
    return statSync(this.path).size;
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}
