import { signal } from '@preact/signals';
import type { Connection } from '../../common/contract.ts';
import type { SqlRows, SqlState, SqlValue } from '../../common/sql-answer.ts';

const PAGE = 200;
/** Pages that are kept, of which those that were looked at last stay. */
const MOST_PAGES = 60;

/** The rows of an answer that is held elsewhere: those that are looked at are fetched, and a few thousand are kept. */
export class AnswerRows {
  readonly result: number;
  /** Goes up when rows have come. */
  readonly version = signal(0);
  readonly #connection: Connection;
  readonly #told: (state: SqlState) => void;
  readonly #failed: (error: unknown) => void;
  readonly #pages = new Map<number, SqlValue[][]>();
  #wanted: [from: number, to: number] = [0, 0];
  #count: number;
  #fetching = false;

  /**
   * @param told how far the answer has come, with each fetch
   * @param failed the answer cannot be read any more
   */
  constructor(connection: Connection, first: SqlRows, told: (state: SqlState) => void, failed: (error: unknown) => void) {
    this.#connection = connection;
    this.#told = told;
    this.#failed = failed;
    this.result = first.result;
    this.#count = first.count;
    if (first.rows.length === PAGE || first.complete) this.#pages.set(0, first.rows);
  }

  /** Undefined while it is not here. */
  row(n: number): SqlValue[] | undefined {
    return this.#pages.get(Math.floor(n / PAGE))?.[n % PAGE];
  }

  /** Rows that are there, of those first ones that were looked at. */
  first(most: number): SqlValue[][] {
    return this.#pages.get(0)?.slice(0, most) ?? [];
  }

  /** Rows that are looked at: what is missing of them is fetched. */
  want(from: number, to: number): void {
    this.#wanted = [from, to];
    void this.#fetch();
  }

  /** Asks how far the answer has come. */
  async follow(): Promise<void> {
    this.#heard(await this.#connection.request('sql.rows', { result: this.result, from: 0, count: 0 }));
  }

  /** Rows past the ones that are kept, for a copy. Rejects with the error of the request. */
  async read(from: number, to: number): Promise<SqlValue[][]> {
    const rows: SqlValue[][] = [];
    while (from + rows.length < to) {
      const at = from + rows.length;
      const answer = await this.#connection.request('sql.rows', { result: this.result, from: at, count: Math.min(1000, to - at) });
      if (answer.rows.length === 0) break;
      rows.push(...answer.rows);
    }
    return rows;
  }

  #heard(state: SqlState): void {
    this.#count = state.count;
    this.#told(state);
  }

  #missing(): number | undefined {
    const [from, to] = this.#wanted;
    for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, this.#count); page++) {
      const there = this.#pages.get(page);
      if (!there || (there.length < PAGE && page * PAGE + there.length < this.#count)) return page;
      // Looked at: the last to go.
      this.#pages.delete(page);
      this.#pages.set(page, there);
    }
    return undefined;
  }

  async #fetch(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      for (let page = this.#missing(); page !== undefined; page = this.#missing()) {
        const answer = await this.#connection.request('sql.rows', { result: this.result, from: page * PAGE, count: PAGE });
        this.#pages.set(page, answer.rows);
        while (this.#pages.size > MOST_PAGES) this.#pages.delete(this.#pages.keys().next().value!);
        this.#heard(answer);
        this.version.value++;
        if (answer.rows.length === 0) break;
      }
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#fetching = false;
    }
  }
}
