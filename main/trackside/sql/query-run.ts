import { setImmediate as turn } from 'node:timers/promises';
import type { SqlState } from '../../../common/sql-answer.ts';
import { HeldAnswer } from './held-answer.ts';
import type { Query } from './sql-query.ts';

/** Rows that are shown at once. */
const FIRST_ROWS = 200;
/** For which rows are taken before anybody else gets a turn, ms. */
const SLICE = 15;

/** A query and the rows that have come of it. Between two slices, what has come can be read. */
export class QueryRun {
  readonly answer: HeldAnswer;
  private readonly query: Query;
  private readonly most: number;
  private more: boolean | 'full' = true;
  private ms = 0;

  /** @param most rows that are taken */
  constructor(query: Query, most: number) {
    this.query = query;
    this.answer = new HeldAnswer(query.columns);
    this.most = most;
  }

  get complete(): boolean {
    return this.more !== true;
  }

  /** Without the answer's number, which its asker gives. */
  get state(): Omit<SqlState, 'result'> {
    const { columns, count } = this.answer;
    return { columns, count, complete: this.complete, truncated: this.more === 'full', ms: Math.round(this.ms * 10) / 10 };
  }

  /** Takes the first rows, or all where there are no more. Throws LapwingError. */
  async begin(): Promise<void> {
    while (this.more === true && this.answer.count < FIRST_ROWS) await this.slice();
  }

  /** Takes what is left. Throws LapwingError. */
  async finish(): Promise<void> {
    while (this.more === true) await this.slice();
  }

  private async slice(): Promise<void> {
    const began = performance.now();
    this.more = this.query.take(this.answer, this.most, SLICE);
    this.ms += performance.now() - began;
    await turn();
  }
}
