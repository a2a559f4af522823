import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConsumerGroup, Cursor, Member } from './consumer-group.ts';
import type { GroupCommit } from './group-commit.ts';
import { toStorageError } from './storage-error.ts';
import { StreamError, type Consumer, type ConsumerOptions } from './stream.ts';
import { DamagedRecords, type TopicLog } from './topic-log.ts';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5000;

export interface FetchLimits {
  records: number;
  bytes: number;
}

/** One member of a group: takes its partitions in turn, one call of the handler at a time. */
export class EmbeddedConsumer implements Consumer, Member {
  readonly topics: ReadonlySet<string>;
  cursors: readonly Cursor[] = [];
  private readonly log: TopicLog;
  private readonly group: ConsumerGroup;
  private readonly commits: GroupCommit;
  private readonly options: ConsumerOptions;
  private readonly limits: FetchLimits;
  private readonly path: string;
  private readonly troubled = new Set<Cursor>();
  private turn = 0;
  private wakeUp: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;
  private ended: Promise<void> | undefined;
  private readonly onClosed: () => void;

  constructor(on: { log: TopicLog; group: ConsumerGroup; commits: GroupCommit; path: string; limits: FetchLimits; onClosed: () => void }, options: ConsumerOptions) {
    this.log = on.log;
    this.group = on.group;
    this.commits = on.commits;
    this.path = on.path;
    this.limits = on.limits;
    this.onClosed = on.onClosed;
    this.options = options;
    this.topics = new Set(options.topics);
  }

  /** Joins its group and begins to read. */
  start(): void {
    const partitions = [...this.topics].flatMap((topic) => this.log.topics.get(topic) ?? []);
    // Written down at once: from now on nothing is removed that this group has not read.
    for (const partition of this.group.join(this, partitions)) this.commits.moveOffset(this.group.name, partition, partition.first);
    this.ended = this.run();
  }

  wake(): void {
    this.wakeUp?.();
  }

  private async run(): Promise<void> {
    // A handler that answers at once must not be called before whoever made this consumer has it in hand.
    await nextTurn();
    while (!this.closing) {
      const cursor = this.nextCursor();
      if (cursor) {
        await this.deliver(cursor);
        await nextTurn();
      } else {
        await this.idle();
      }
    }
    clearTimeout(this.timer);
  }

  private nextCursor(): Cursor | undefined {
    const now = performance.now();
    for (let i = 0; i < this.cursors.length; i++) {
      const cursor = this.cursors[(this.turn + i) % this.cursors.length] as Cursor;
      if (cursor.busy || cursor.position >= cursor.partition.next || cursor.notBefore > now) continue;
      this.turn = (this.turn + i + 1) % this.cursors.length;
      return cursor;
    }
    return undefined;
  }

  /** Until a commit, a change of members, or the end of a pause. */
  private async idle(): Promise<void> {
    const now = performance.now();
    // One that has come to an end since it was looked at counts too: nobody else would wake this member for it.
    const pausing = this.cursors.filter(({ busy, position, partition, notBefore }) => !busy && position < partition.next && notBefore > 0);
    clearTimeout(this.timer);
    if (pausing.length > 0) this.timer = setTimeout(() => this.wake(), Math.ceil(Math.min(...pausing.map(({ notBefore }) => notBefore - now))));
    await new Promise<void>((resolve) => (this.wakeUp = resolve));
    this.wakeUp = undefined;
  }

  private async deliver(cursor: Cursor): Promise<void> {
    cursor.busy = true;
    try {
      const records = this.log.read(cursor.partition, cursor.position, this.limits.records, this.limits.bytes);
      await this.options.handle(records);
      this.advance(cursor, cursor.position + records.length);
    } catch (error) {
      if (error instanceof DamagedRecords) {
        this.options.onTrouble?.(new StreamError('storage', `${this.path}: ${error.message}`, { cause: error }));
        this.troubled.add(cursor);
        this.advance(cursor, error.to);
      } else {
        this.fail(cursor, error);
      }
    } finally {
      cursor.busy = false;
      if (cursor.owner !== this) cursor.owner?.wake();
    }
  }

  private advance(cursor: Cursor, position: number): void {
    cursor.position = position;
    cursor.failures = 0;
    cursor.notBefore = 0;
    this.commits.moveOffset(this.group.name, cursor.partition, position);
    if (this.troubled.delete(cursor) && this.troubled.size === 0) this.options.onTrouble?.(null);
  }

  private fail(cursor: Cursor, error: unknown): void {
    cursor.failures++;
    cursor.notBefore = performance.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (cursor.failures - 1));
    this.troubled.add(cursor);
    this.options.onTrouble?.(this.describe(cursor, error));
  }

  private describe({ partition, position }: Cursor, error: unknown): StreamError {
    if (error instanceof StreamError) return error;
    if ((error as { code?: string } | null)?.code?.startsWith('SQLITE_')) return toStorageError(this.path, error).error;
    const reason = error instanceof Error ? error.message : String(error);
    return new StreamError('handler', `group ${this.group.name} could not take ${partition.topic}, partition ${partition.number}, from record ${position} on: ${reason}; trying again`, { cause: error });
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    this.wake();
    return this.closing;
  }

  private async end(): Promise<void> {
    await this.ended;
    this.group.leave(this);
    this.onClosed();
    this.commits.flushNow();
  }
}
