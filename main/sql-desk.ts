import type { EventPayload, ParsedParams, RequestResult } from '../common/contract.ts';
import { LapwingError, toErrorShape } from '../common/errors.ts';
import { dataFiles } from './installation.ts';
import { QueryBook } from './trackside/sql/query-book.ts';
import { SqlSandbox, type Opened } from './trackside/sql/sql-sandbox.ts';
import type { SqlFiles } from './trackside/sql/sql-connection.ts';
import { SQL_LIMITS } from './trackside/sql/sql-limits.ts';
import { TableIntake } from './trackside/sql/table-intake.ts';

/** Characters of one value that a screen gets: a whole lap document is ten megabytes of text. */
const LONGEST_CELL = 2000;
/** Characters of one answer to a screen, about. */
const LONGEST_ANSWER = 4 << 20;
const FIRST_ROWS = 200;
/** Screens that may ask at the same time: each has a process of its own. */
const MOST_ASKERS = 8;

export interface SqlDeskListener {
  queries(book: EventPayload<'queries'>): void;
  tables(): void;
  notice(level: 'warning' | 'error', text: string): void;
}

interface Asker {
  sandbox: SqlSandbox;
  /** The number of the answer that its process holds. */
  result: number;
  /** Why there is none. */
  failure: LapwingError | null;
  /** Columns of it. */
  columns: number;
}

/** SQL for the screens: a process for each that asks, what was asked and kept for all of them, and tables that people add. */
export class SqlDesk {
  private readonly files: Required<SqlFiles>;
  private readonly listener: SqlDeskListener;
  private readonly askers = new Map<string, Asker>();
  private readonly leaving = new Set<Promise<void>>();
  private readonly book: QueryBook;
  private readonly intake: TableIntake;
  private results = 0;

  constructor(dataDir: string, listener: SqlDeskListener) {
    const { laps, tables, queries } = dataFiles(dataDir);
    this.files = { path: laps, tables };
    this.listener = listener;
    this.book = new QueryBook(queries);
    this.intake = new TableIntake(this.files);
    if (this.book.trouble !== null) listener.notice('warning', this.book.trouble);
  }

  get queries(): EventPayload<'queries'> {
    return this.book.contents;
  }

  async run(client: string, { sql, timeout, math }: ParsedParams<'sql.run'>): Promise<RequestResult<'sql.run'>> {
    const asker = this.asker(client);
    const result = (asker.result = ++this.results);
    asker.failure = null;
    const began = Date.now();
    try {
      const opened = await asker.sandbox.open({ sql, timeout, max_rows: SQL_LIMITS.heldRows, math });
      asker.columns = opened.state.columns.length;
      void this.follow(asker, result, opened, sql, began);
      return { ...(await asker.sandbox.rows(0, FIRST_ROWS, longestCell(asker.columns, FIRST_ROWS))), result };
    } catch (error) {
      if (error instanceof LapwingError) this.failed(asker, result, error, sql, began);
      throw error;
    }
  }

  async rows(client: string, { result, from, count }: ParsedParams<'sql.rows'>): Promise<RequestResult<'sql.rows'>> {
    const { sandbox, columns } = this.holder(client, result);
    const rows = await sandbox.rows(from, count, longestCell(columns, count));
    // The query may have failed, or another begun, while the rows were on their way.
    this.holder(client, result);
    return { ...rows, result };
  }

  chart(client: string, params: ParsedParams<'sql.chart'>): Promise<RequestResult<'sql.chart'>> {
    return this.holder(client, params.result).sandbox.chart(params);
  }

  export(client: string, { result, format, part }: ParsedParams<'sql.export'>): Promise<RequestResult<'sql.export'>> {
    return this.holder(client, result).sandbox.export(format, part);
  }

  cancel(client: string): void {
    this.askers.get(client)?.sandbox.cancel();
  }

  catalogue(client: string): Promise<RequestResult<'sql.catalogue'>> {
    return this.asker(client).sandbox.catalogue();
  }

  save(query: ParsedParams<'queries.save'>): void {
    this.change(() => this.book.save(query));
  }

  remove({ name }: ParsedParams<'queries.remove'>): void {
    this.change(() => this.book.remove(name));
  }

  forget(): void {
    this.change(() => this.book.forget());
  }

  async addTable(client: string, { upload, file, part, bytes, last }: ParsedParams<'tables.add'>): Promise<RequestResult<'tables.add'>> {
    const table = await this.intake.add(`${client} ${upload}`, { file, part, bytes: Buffer.from(bytes, 'base64'), last });
    if (table) this.listener.tables();
    return table;
  }

  async removeTable({ name }: ParsedParams<'tables.remove'>): Promise<void> {
    await this.intake.remove(name);
    this.listener.tables();
  }

  leave(client: string): void {
    this.intake.leave(client);
    const asker = this.askers.get(client);
    if (!asker) return;
    this.askers.delete(client);
    const closing = asker.sandbox.close().finally(() => this.leaving.delete(closing));
    this.leaving.add(closing);
  }

  async close(): Promise<void> {
    for (const client of this.askers.keys()) this.leave(client);
    await Promise.all([...this.leaving, this.intake.close()]);
  }

  private asker(client: string): Asker {
    let asker = this.askers.get(client);
    if (!asker) {
      if (this.askers.size >= MOST_ASKERS) throw new LapwingError('E_SQL_BUSY', `${MOST_ASKERS} windows ask the laps already. Close one of them.`);
      this.askers.set(client, (asker = { sandbox: new SqlSandbox(this.files), result: 0, failure: null, columns: 0 }));
    }
    return asker;
  }

  private holder(client: string, result: number): Asker {
    const asker = this.askers.get(client);
    if (!asker || asker.result !== result) throw new LapwingError('E_SQL_RESULT', 'This answer is not held any more. Run the query again.');
    if (asker.failure) throw asker.failure;
    return asker;
  }

  private async follow(asker: Asker, result: number, { ended }: Opened, sql: string, began: number): Promise<void> {
    const failure = await ended;
    if (failure) return this.failed(asker, result, failure, sql, began);
    const { count, ms } = await asker.sandbox.rows(0, 0).catch(() => ({ count: null, ms: null }));
    this.note({ sql, at: began / 1000, ms, rows: count, error: null });
  }

  private failed(asker: Asker, result: number, failure: LapwingError, sql: string, began: number): void {
    if (asker.result === result) asker.failure = failure;
    this.note({ sql, at: began / 1000, ms: null, rows: null, error: failure.code });
  }

  private note(asked: EventPayload<'queries'>['history'][number]): void {
    try {
      this.change(() => this.book.note(asked));
    } catch (error) {
      this.listener.notice('warning', `What was asked is not remembered: ${toErrorShape(error).message}`);
    }
  }

  private change(change: () => void): void {
    change();
    this.listener.queries(this.book.contents);
  }
}

/** The more values, the less room for each. */
function longestCell(columns: number, rows: number): number {
  return Math.max(50, Math.min(LONGEST_CELL, Math.floor(LONGEST_ANSWER / Math.max(1, columns * rows))));
}
