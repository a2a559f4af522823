import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { LapwingError, toErrorShape } from '../../../common/errors.ts';
import { openDurable, type Sqlite } from '../../sqlite.ts';
import { TableFromCsv, type AddedTable } from './added-table.ts';
import { FileText } from './file-text.ts';
import type { Watched } from './query-watch.ts';
import type { SqlFiles } from './sql-connection.ts';
import type { FromTableProcess, ToTableProcess } from './table-messages.ts';
import { quoted } from './table-names.ts';

const VERSION = 1;
const MOST_TABLES = 50;
const MOST_BYTES = 1 << 30;

/** The process that turns one file into a table, or removes a table. What it has not finished when it ends was never there. */
export function serveTable(files: Required<SqlFiles>, entry: string): void {
  const watched: Watched = { deadline: new Float64Array(new SharedArrayBuffer(8)) };
  const watcher = new Worker(new URL(entry), { workerData: watched });
  const say = (message: FromTableProcess): void => void process.send!(message);
  const server = new TableServer(files);
  process.on('disconnect', () => process.exit());
  process.on('message', (message: ToTableProcess) => {
    try {
      say({ type: 'answer', value: server.hear(message) });
    } catch (error) {
      say({ type: 'failed', error: toErrorShape(error) });
    }
  });
  watcher.once('online', () => say({ type: 'ready' }));
}

class TableServer {
  private readonly files: Required<SqlFiles>;
  private db: Sqlite | undefined;
  private text: FileText | undefined;
  private table: TableFromCsv | undefined;

  constructor(files: Required<SqlFiles>) {
    this.files = files;
  }

  hear(message: ToTableProcess): AddedTable | null {
    this.db ??= openDurable(this.files.tables, { exclusive: false, version: VERSION, shrinks: true, create: () => {} });
    if (message.type === 'remove') return this.remove(this.db, message.name);
    const { file, bytes, last } = message;
    try {
      this.text ??= new FileText(bytes);
      this.table ??= this.begin(this.db, file);
      this.table.push(this.text.read(bytes, last));
      return last ? this.table.finish((name) => this.isTaken(name)) : null;
    } catch (error) {
      if (!(error instanceof LapwingError)) throw error;
      const advice = error.code === 'E_TABLE_SYNTAX' ? ' Mend that line and drop the file again.' : '';
      throw new LapwingError(error.code, `${file} was not added: ${error.message}.${advice}`, { cause: error });
    }
  }

  private begin(db: Sqlite, file: string): TableFromCsv {
    const tables = db.prepare<[], number>("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'").pluck().get()!;
    if (tables >= MOST_TABLES) throw new LapwingError('E_TABLE_LIMIT', `there are ${MOST_TABLES} added tables already; remove one`);
    const bytes = (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
    if (bytes > MOST_BYTES) throw new LapwingError('E_TABLE_LIMIT', 'the added tables have more than a gigabyte; remove one');
    return new TableFromCsv(db, file);
  }

  private remove(db: Sqlite, name: string): null {
    const found = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name);
    if (!found) throw new LapwingError('E_TABLE_UNKNOWN', `There is no added table ${name}. It may have been removed in another window.`);
    db.exec(`DROP TABLE ${quoted(name)}`);
    db.pragma('incremental_vacuum');
    return null;
  }

  /** Names of the lap store, and words of SQL that would have to be quoted. */
  private isTaken(name: string): boolean {
    try {
      this.db!.prepare(`SELECT 1 FROM sqlite_schema AS ${name}`);
    } catch {
      return true;
    }
    if (!existsSync(this.files.path)) return false;
    const laps = new Database(this.files.path, { readonly: true });
    try {
      return laps.prepare('SELECT 1 FROM sqlite_schema WHERE lower(name) = ?').get(name) !== undefined;
    } finally {
      laps.close();
    }
  }
}
