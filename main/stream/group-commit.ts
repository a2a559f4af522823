import { toStorageError } from './storage-error.ts';
import { StreamError, partitionOf, type OutRecord } from './stream.ts';
import type { GroupOffset, Partition, TopicLog } from './topic-log.ts';

/** A moved offset waits this long, in ms, for a send to ride along with. */
const OFFSET_WAIT = 200;

interface Send {
  partitions: readonly Partition[];
  batch: readonly OutRecord[];
  resolve(): void;
  reject(error: StreamError): void;
}

/**
 * One transaction, one fsync, for all that is sent in one turn of the event loop and the offsets that moved meanwhile.
 */
export class GroupCommit {
  private readonly log: TopicLog;
  private readonly path: string;
  private readonly onAppend: (partitions: Iterable<Partition>) => void;
  private sends: Send[] = [];
  private offsets = new Map<string, GroupOffset>();
  private scheduled = false;
  private offsetTimer: NodeJS.Timeout | undefined;
  /** The connection met an I/O error: what SQLite says on it afterwards is not to be believed. */
  private broken = false;
  private closed = false;

  /** `path` is for what a person reads; `onAppend` is told which partitions have new records on disk. */
  constructor(log: TopicLog, path: string, onAppend: (partitions: Iterable<Partition>) => void) {
    this.log = log;
    this.path = path;
    this.onAppend = onAppend;
  }

  /** Resolves when the records are on disk. Rejects with a StreamError; then none of them is. */
  append(partitions: readonly Partition[], batch: readonly OutRecord[]): Promise<void> {
    if (this.closed) return Promise.reject(new StreamError('closed', `the stream in ${this.path} is closed`));
    return new Promise((resolve, reject) => {
      this.sends.push({ partitions, batch, resolve, reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => {
        this.scheduled = false;
        this.flush();
      });
    });
  }

  /** Rides on the next commit, or makes one soon. */
  moveOffset(group: string, partition: Partition, offset: number): void {
    this.offsets.set(`${partition.id} ${group}`, { group, partition, offset });
    this.offsetTimer ??= setTimeout(() => this.flush(), OFFSET_WAIT);
  }

  /** Commits what waits. Offsets that could not be committed wait on; throws the StreamError then. */
  private commit(): void {
    clearTimeout(this.offsetTimer);
    this.offsetTimer = undefined;
    const sends = this.sends;
    this.sends = [];
    if (sends.length === 0 && this.offsets.size === 0) return;
    const appends = byPartition(sends);
    try {
      if (this.broken) this.log.reopen();
      this.broken = false;
      this.log.commit(appends, [...this.offsets.values()]);
    } catch (error) {
      const trouble = toStorageError(this.path, error);
      this.broken ||= trouble.connectionLost;
      if (this.offsets.size > 0 && !this.closed) this.offsetTimer = setTimeout(() => this.flush(), 1000);
      for (const send of sends) send.reject(trouble.error);
      throw trouble.error;
    }
    this.offsets.clear();
    for (const send of sends) send.resolve();
    this.onAppend(appends.keys());
  }

  private flush(): void {
    if (this.closed) return;
    try {
      this.commit();
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
    }
  }

  /** What waits is on disk when this returns. Throws StreamError 'storage' when it is not. */
  flushNow(): void {
    this.commit();
  }

  /** Commits what waits; nothing is accepted afterwards. Throws as `flushNow` does. */
  close(): void {
    this.closed = true;
    try {
      this.commit();
    } finally {
      clearTimeout(this.offsetTimer);
    }
  }
}

function byPartition(sends: readonly Send[]): Map<Partition, OutRecord[]> {
  const appends = new Map<Partition, OutRecord[]>();
  for (const { partitions, batch } of sends) {
    for (const record of batch) {
      const partition = partitions[partitionOf(record.key, partitions.length)] as Partition;
      const records = appends.get(partition);
      if (records) records.push(record);
      else appends.set(partition, [record]);
    }
  }
  return appends;
}
