import { resolve } from 'node:path';
import type { ChartParams, ExportFormat, ExportPart, SqlCatalogue, SqlChart, SqlRows, SqlState } from '../../../common/sql-answer.ts';
import { fromErrorShape, LapwingError } from '../../../common/errors.ts';
import { SandboxProcess } from './sandbox-process.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import type { FromSqlProcess, SqlAsk, SqlRequest, SqlResult, ToSqlProcess } from './sql-messages.ts';
import type { SqlFiles } from './sql-connection.ts';

/** Rows that are fetched at once for an answer in one piece. */
const CHUNK = 1000;

type State = Omit<SqlState, 'result'>;

/** What became of a query: it ended, or was ended. */
export type Ended = LapwingError | null;

export interface Opened {
  /** As far as the answer has come with its first rows. */
  state: State;
  /** Resolves when no more rows come, or with why they do not. */
  ended: Promise<Ended>;
}

interface Running {
  id: number;
  end(outcome: Ended): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: LapwingError): void;
}

/** Runs people's SQL in a separate process that is killed when it takes too long or too much. It holds the last answer. */
export class SqlSandbox {
  private readonly files: SqlFiles;
  private process: SandboxProcess | undefined;
  private running: Running | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private queue: Promise<unknown> = Promise.resolve();
  private next = 1;
  private closed = false;

  constructor(files: SqlFiles) {
    const { path, tables } = files;
    this.files = { path: resolve(path), ...(tables !== undefined && { tables: resolve(tables) }) };
  }

  /**
   * Runs a query to its end and gives its rows in one piece. One query at a time; others wait their turn, and the deadline
   * runs from when theirs comes. Rejects with LapwingError E_SQL_SYNTAX, E_SQL_MULTI, E_SQL_DENIED, E_SQL_LIMIT,
   * E_SQL_TIMEOUT, E_SQL_CANCELLED, E_SQL_BUSY, E_SQL_PROCESS, E_NO_STORE or E_DB_CORRUPT.
   */
  run(request: SqlRequest, signal?: AbortSignal): Promise<SqlResult> {
    return this.inTurn(async () => {
      const { ended } = await this.begin(request, signal);
      const failure = await ended;
      if (failure) throw failure;
      return this.inOnePiece(request.max_cell);
    });
  }

  /** Begins a query when its turn comes; the turn lasts until it has ended. Rejects as `run` does when there is no first row. */
  open(request: Omit<SqlRequest, 'max_cell'>): Promise<Opened> {
    const opened = Promise.withResolvers<Opened>();
    this.inTurn(async () => {
      const begun = await this.begin(request);
      opened.resolve(begun);
      await begun.ended;
    }).catch((error: unknown) => opened.reject(error));
    return opened.promise;
  }

  /** Of the answer that is held. Rejects with LapwingError E_SQL_RESULT when there is none. */
  rows(from: number, count: number, max_cell?: number): Promise<State & Pick<SqlRows, 'rows'>> {
    return this.ask({ type: 'rows', from, count, ...(max_cell !== undefined && { max_cell }) }) as Promise<State & Pick<SqlRows, 'rows'>>;
  }

  /** Of the answer that is held. Rejects with LapwingError E_SQL_CHART or E_SQL_RESULT. */
  chart(chart: ChartParams): Promise<SqlChart> {
    return this.ask({ type: 'chart', chart }) as Promise<SqlChart>;
  }

  /** The next part of the answer that is held, as a file; part 0 begins. Rejects with LapwingError E_SQL_EXPORT or E_SQL_RESULT. */
  export(format: ExportFormat, part: number): Promise<ExportPart> {
    return this.ask({ type: 'export', format, part }) as Promise<ExportPart>;
  }

  /** Rejects with LapwingError E_NO_STORE. */
  catalogue(): Promise<SqlCatalogue> {
    return this.ask({ type: 'catalogue' }) as Promise<SqlCatalogue>;
  }

  /** Ends the query that is running, if one is. */
  cancel(): void {
    this.end(cancelled());
  }

  /** Ends the query that is running, refuses those that wait, and waits until the process is gone. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancel();
    await this.queue;
    const { process } = this;
    process?.kill();
    await process?.gone;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => {});
    return turn;
  }

  private async begin({ sql, timeout, max_rows, math = [] }: SqlRequest, signal?: AbortSignal): Promise<Opened> {
    if (this.closed || signal?.aborted) throw cancelled();
    const id = this.next++;
    const ended = Promise.withResolvers<Ended>();
    let timer: NodeJS.Timeout | undefined;
    const abort = (): void => {
      if (this.running?.id === id) this.cancel();
    };
    const running: Running = {
      id,
      end: (outcome) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        if (this.running?.id === id) this.running = undefined;
        ended.resolve(outcome);
      },
    };
    this.running = running;
    signal?.addEventListener('abort', abort);
    const answer = this.answerTo(id);
    answer.catch(() => {});
    try {
      await Promise.race([this.start().ready, ended.promise]);
      if (this.running === running) {
        timer = setTimeout(() => this.end(timedOut(timeout)), timeout * 1000);
        this.tell({ type: 'run', id, sql, timeout, max_rows, math });
      }
      return { state: (await answer) as State, ended: ended.promise };
    } catch (error) {
      running.end(error as LapwingError);
      throw error;
    }
  }

  private async inOnePiece(max_cell: number | undefined): Promise<SqlResult> {
    const rows: SqlResult['rows'] = [];
    let characters = 0;
    for (;;) {
      const { columns, truncated, count, ms, rows: more } = await this.rows(rows.length, CHUNK, max_cell);
      for (const row of more) {
        for (const value of row) if (typeof value === 'string') characters += value.length;
        if (characters > SQL_LIMITS.result && rows.length > 0) return { columns: columns.map(({ name }) => name), rows, truncated: true, ms };
        rows.push(row);
      }
      if (rows.length >= count) return { columns: columns.map(({ name }) => name), rows, truncated, ms };
    }
  }

  private async ask(asked: SqlAsk): Promise<unknown> {
    if (this.closed) throw cancelled();
    const process = this.start();
    await process.ready;
    const id = this.next++;
    const answer = this.answerTo(id);
    this.tell({ ...asked, id });
    // While a query runs, its own deadline holds.
    const timer = setInterval(() => this.running || process.kill(), SQL_LIMITS.ask);
    try {
      return await answer;
    } finally {
      clearInterval(timer);
    }
  }

  private answerTo(id: number): Promise<unknown> {
    return new Promise((settled, failed) => this.waiting.set(id, { resolve: settled, reject: failed }));
  }

  private tell(message: ToSqlProcess): void {
    this.process?.tell(message);
  }

  /** Kills the process under the running query and starts the next one, so that the next query need not wait for it. */
  private end(reason: LapwingError): void {
    if (!this.running) return;
    this.process?.kill();
    this.process = undefined;
    this.lose(reason);
    if (!this.closed) this.start().ready.catch(() => {});
  }

  /** Nothing that was asked of the process will be answered. */
  private lose(reason: LapwingError): void {
    this.running?.end(reason);
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  private start(): SandboxProcess {
    if (this.process) return this.process;
    const process: SandboxProcess = new SandboxProcess('queries', this.files, {
      message: (message: FromSqlProcess) => {
        if (this.process === process) this.hear(message);
      },
      ended: (reason) => {
        if (this.process !== process) return;
        this.process = undefined;
        this.lose(reason);
      },
    });
    return (this.process = process);
  }

  private hear(message: FromSqlProcess): void {
    if (message.type === 'ready') return;
    if (message.type === 'ended') {
      if (this.running?.id === message.id) this.running.end(message.error && fromErrorShape(message.error));
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(fromErrorShape(message.error));
  }
}

function cancelled(): LapwingError {
  return new LapwingError('E_SQL_CANCELLED', 'The query was cancelled.');
}

function timedOut(timeout: number): LapwingError {
  return new LapwingError('E_SQL_TIMEOUT', `The query took longer than ${timeout} s and was ended. Ask for less, or give it more time.`);
}
