import { batch, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Connection } from '../../common/contract.ts';
import { toErrorShape, type ErrorShape } from '../../common/errors.ts';
import type { SqlCatalogue, SqlState } from '../../common/sql-answer.ts';
import type { MathChannel } from '../../common/math/math-book.ts';
import type { QueryBook } from '../../common/query-book.ts';
import { AnswerRows } from './answer-rows.ts';
import { EXAMPLES } from './examples.ts';

const FOLLOW_MS = 150;
/** After laps have come, ms. */
const COUNT_AGAIN_MS = 10_000;

/** What one window asks the laps, kept while its other tabs are looked at. */
export class QuerySession {
  /** What is in the editor. */
  readonly draft = signal<string | null>(null);
  /** s */
  readonly timeout = signal(30);
  /** When the query that runs was asked, as `performance.now()` counts; null when none does. */
  readonly running = signal<number | null>(null);
  readonly answer = signal<SqlState | null>(null);
  readonly rows = signal<AnswerRows | null>(null);
  readonly failure = signal<ErrorShape | null>(null);
  readonly catalogue = signal<SqlCatalogue | null>(null);
  /** Why there is no catalogue. */
  readonly catalogueFailure = signal<string | null>(null);
  readonly book = signal<QueryBook | null>(null);
  readonly #connection: Connection;
  readonly #math: ReadonlySignal<readonly MathChannel[]>;
  /** A query was sent and has not been answered: the answer that is shown has gone from where it was held. */
  #asking = false;

  /** @param math math channels that a query may name */
  constructor(connection: Connection, math: ReadonlySignal<readonly MathChannel[]>) {
    this.#connection = connection;
    this.#math = math;
    connection.on('queries', (book) => (this.book.value = book));
    connection.on('tables', () => void this.readCatalogue());
    let counting: ReturnType<typeof setTimeout> | undefined;
    connection.on('lap', () => {
      counting ??= setTimeout(() => {
        counting = undefined;
        if (this.running.value === null) void this.readCatalogue();
      }, COUNT_AGAIN_MS);
    });
    connection.onState((state) => {
      if (state === 'lost') this.#lost();
      else void this.#begin();
    });
  }

  /** Runs what is in the editor, unless something runs. */
  async run(): Promise<void> {
    const sql = this.draft.value ?? '';
    if (this.running.value !== null || sql.trim() === '') return;
    batch(() => {
      this.running.value = performance.now();
      this.failure.value = null;
    });
    this.#asking = true;
    try {
      const first = await this.#connection.request('sql.run', { sql, timeout: this.timeout.value, math: [...this.#math.value] });
      const rows: AnswerRows = new AnswerRows(this.#connection, first, (state) => this.#told(rows, state), (error) => this.#asking || this.#failed(rows, error));
      this.#asking = false;
      batch(() => {
        this.rows.value = rows;
        this.answer.value = first;
      });
      while (this.rows.value === rows && !this.answer.value?.complete) {
        await new Promise((resolve) => setTimeout(resolve, FOLLOW_MS));
        await rows.follow();
      }
    } catch (error) {
      this.#failed(this.rows.value, error);
    } finally {
      this.#asking = false;
      this.running.value = null;
    }
  }

  async cancel(): Promise<void> {
    await this.#connection.request('sql.cancel', {});
  }

  async readCatalogue(): Promise<void> {
    try {
      const catalogue = await this.#connection.request('sql.catalogue', {});
      batch(() => {
        this.catalogue.value = catalogue;
        this.catalogueFailure.value = null;
      });
    } catch (error) {
      this.catalogueFailure.value = toErrorShape(error).message;
    }
  }

  async #begin(): Promise<void> {
    void this.readCatalogue();
    const book = await this.#connection.request('queries.list', {}).catch(() => null);
    if (!book) return;
    batch(() => {
      this.book.value = book;
      this.draft.value ??= book.history[0]?.sql ?? EXAMPLES[0]![1];
    });
  }

  /** The workstation may come back as another, which holds no answer of ours. */
  #lost(): void {
    batch(() => {
      this.rows.value = null;
      this.answer.value = null;
    });
  }

  #told(rows: AnswerRows, state: SqlState): void {
    if (this.rows.value === rows) this.answer.value = state;
  }

  #failed(rows: AnswerRows | null, error: unknown): void {
    if (this.rows.value !== rows) return;
    batch(() => {
      this.rows.value = null;
      this.answer.value = null;
      this.failure.value = toErrorShape(error);
    });
  }
}

const sessions = new WeakMap<Connection, QuerySession>();

/** The one session of a connection. */
export function querySession(connection: Connection, math: ReadonlySignal<readonly MathChannel[]>): QuerySession {
  let session = sessions.get(connection);
  if (!session) sessions.set(connection, (session = new QuerySession(connection, math)));
  return session;
}
