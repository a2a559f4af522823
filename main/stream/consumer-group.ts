import type { Partition } from './topic-log.ts';

/** What a group has to know of whoever reads for it. */
export interface Member {
  readonly topics: ReadonlySet<string>;
  /** Its share; the group sets it. */
  cursors: readonly Cursor[];
  /** There may be something to read. */
  wake(): void;
}

/** How far a group has come in one partition, and which member reads on from there. */
export interface Cursor {
  readonly partition: Partition;
  /** The next offset to deliver. */
  position: number;
  owner: Member | undefined;
  /** A handler has records of it; nobody else may, even when the owner changes meanwhile. */
  busy: boolean;
  /** Times in a row that the handler rejected. */
  failures: number;
  /** Not delivered again before this time, in ms of `performance.now()`. */
  notBefore: number;
}

/** The members of one group in this process, and the partitions they share. */
export class ConsumerGroup {
  readonly name: string;
  private readonly cursors = new Map<Partition, Cursor>();
  private readonly members: Member[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** The partitions where the group is new: its first offset in them is `first`. */
  join(member: Member, partitions: readonly Partition[]): Partition[] {
    const fresh: Partition[] = [];
    for (const partition of partitions) {
      if (this.cursors.has(partition)) continue;
      const committed = partition.committed.get(this.name);
      if (committed === undefined) fresh.push(partition);
      const position = Math.max(committed ?? 0, partition.first);
      this.cursors.set(partition, { partition, position, owner: undefined, busy: false, failures: 0, notBefore: 0 });
    }
    this.members.push(member);
    this.share();
    return fresh;
  }

  leave(member: Member): void {
    this.members.splice(this.members.indexOf(member), 1);
    this.share();
  }

  private share(): void {
    for (const cursor of this.cursors.values()) {
      const readers = this.members.filter((member) => member.topics.has(cursor.partition.topic));
      cursor.owner = readers[cursor.partition.number % readers.length];
    }
    for (const member of this.members) {
      member.cursors = [...this.cursors.values()].filter(({ owner }) => owner === member);
      member.wake();
    }
  }

  /** The partition has new records. */
  wake(partition: Partition): void {
    this.cursors.get(partition)?.owner?.wake();
  }
}
