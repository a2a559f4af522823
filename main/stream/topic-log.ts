import type { Statement } from 'better-sqlite3';
import { crc32 } from 'node:zlib';
import { openDurable, type Sqlite } from '../sqlite.ts';
import { packBatch, packedSize, unpackBatch } from './record-batch.ts';
import type { OutRecord, StreamRecord, TopicSpec } from './stream.ts';

const LAYOUT = 1;
/** Records of one partition that are committed together share rows of about this size. */
const ROW_BYTES = 256 * 1024;
/** What one commit removes at least, when there is that much to remove: more would stall the thread. */
const TRIM_BYTES = 2 * 1024 * 1024;

/** One partition of a topic: records `first` to `next - 1`, and how far each group has come. */
export interface Partition {
  readonly id: number;
  readonly topic: string;
  readonly number: number;
  first: number;
  next: number;
  /** Packed size of what is kept. */
  bytes: number;
  /** The next offset of each group, as it is on disk. */
  readonly committed: Map<string, number>;
}

export interface GroupOffset {
  group: string;
  partition: Partition;
  offset: number;
}

/** Records that the disk gave back changed: `from` to `to - 1`. */
export class DamagedRecords extends Error {
  readonly to: number;

  constructor(partition: Partition, from: number, to: number) {
    super(`records ${from} to ${to - 1} of ${partition.topic}, partition ${partition.number}, are damaged on disk and are left out`);
    this.to = to;
  }
}

interface Row {
  base: number;
  count: number;
  crc: number;
  data: Buffer;
}

interface Statements {
  append: Statement<[number, number, number, Buffer]>;
  read: Statement<[number], Row>;
  after: Statement<[number], { base: number | null }>;
  oldest: Statement<[], { base: number; count: number; bytes: number }>;
  remove: Statement<[number]>;
}

interface Change {
  partition: Partition;
  first: number;
  next: number;
  bytes: number;
}

/** Topics in one SQLite file. Every method is synchronous; SQLite's errors pass through, and then nothing has changed. */
export class TopicLog {
  readonly topics = new Map<string, Partition[]>();
  private readonly path: string;
  private readonly keepBytes: number;
  private readonly maxFileBytes: number | undefined;
  private db!: Sqlite;
  private statements = new Map<Partition, Statements>();
  private saveCounters!: Statement<[number, number, number, number]>;
  private saveOffset!: Statement<[string, number, number]>;

  /** `keepBytes`: what a topic keeps of records that every group has read. Throws LapwingError as `openDurable` does. */
  constructor(path: string, keepBytes: number, maxFileBytes?: number) {
    this.path = path;
    this.keepBytes = keepBytes;
    this.maxFileBytes = maxFileBytes;
    this.open();
  }

  private open(): void {
    this.db = openDurable(this.path, { exclusive: true, version: LAYOUT, create: createTables });
    this.db.pragma('journal_size_limit = 67108864');
    if (this.maxFileBytes !== undefined) {
      const page = this.db.pragma('page_size', { simple: true }) as number;
      this.db.pragma(`max_page_count = ${Math.floor(this.maxFileBytes / page)}`);
    }
    this.saveCounters = this.db.prepare('UPDATE partition SET first = ?, next = ?, bytes = ? WHERE id = ?');
    this.saveOffset = this.db.prepare('INSERT INTO committed VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET offset = excluded.offset');
    this.load();
  }

  /** Partition objects that are known stay the same ones. */
  private load(): void {
    this.statements.clear();
    type Stored = Omit<Partition, 'committed'>;
    const byId = new Map<number, Partition>();
    for (const stored of this.db.prepare<[], Stored>('SELECT id, topic, number, first, next, bytes FROM partition ORDER BY topic, number').all()) {
      const partitions = this.topics.get(stored.topic) ?? [];
      this.topics.set(stored.topic, partitions);
      const partition = Object.assign((partitions[stored.number] ??= { ...stored, committed: new Map() }), stored);
      partition.committed.clear();
      byId.set(partition.id, partition);
    }
    for (const { reader, partition, offset } of this.db.prepare<[], { reader: string; partition: number; offset: number }>('SELECT * FROM committed').all()) {
      byId.get(partition)?.committed.set(reader, offset);
    }
  }

  /** Creates what is missing. Throws SQLite's errors. */
  ensureTopics(specs: readonly TopicSpec[]): void {
    const missing = specs.filter(({ name }) => !this.topics.has(name));
    if (missing.length === 0) return;
    const insert = this.db.prepare('INSERT OR IGNORE INTO partition (topic, number, first, next, bytes) VALUES (?, ?, 0, 0, 0)');
    const created = this.db.transaction(() => {
      const made: Partition[][] = [];
      for (const { name, partitions } of missing) {
        const topic: Partition[] = [];
        for (let number = 0; number < partitions; number++) {
          const id = Number(insert.run(name, number).lastInsertRowid);
          this.db.exec(`CREATE TABLE records_${id} (base INTEGER PRIMARY KEY, count INTEGER NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL)`);
          topic.push({ id, topic: name, number, first: 0, next: 0, bytes: 0, committed: new Map() });
        }
        made.push(topic);
      }
      return made;
    }).immediate();
    missing.forEach(({ name }, i) => this.topics.set(name, created[i] ?? []));
  }

  private of(partition: Partition): Statements {
    let statements = this.statements.get(partition);
    if (!statements) {
      const table = `records_${partition.id}`;
      statements = {
        append: this.db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?)`),
        read: this.db.prepare(`SELECT * FROM ${table} WHERE base <= ? ORDER BY base DESC LIMIT 1`),
        after: this.db.prepare(`SELECT min(base) AS base FROM ${table} WHERE base > ?`),
        oldest: this.db.prepare(`SELECT base, count, length(data) AS bytes FROM ${table} ORDER BY base LIMIT 1`),
        remove: this.db.prepare(`DELETE FROM ${table} WHERE base = ?`),
      };
      this.statements.set(partition, statements);
    }
    return statements;
  }

  /** Appends and moves groups on in one transaction, then removes a slice of what nobody needs any more. */
  commit(appends: ReadonlyMap<Partition, readonly OutRecord[]>, offsets: readonly GroupOffset[]): void {
    const changes = this.db.transaction(() => {
      const changed = new Map<Partition, Change>();
      let appended = 0;
      for (const [partition, records] of appends) {
        const change = this.append(partition, records);
        appended += change.bytes - partition.bytes;
        changed.set(partition, change);
      }
      for (const { group, partition, offset } of offsets) this.saveOffset.run(group, partition.id, offset);
      this.trim(changed, offsets, Math.max(TRIM_BYTES, 2 * appended));
      for (const { partition, first, next, bytes } of changed.values()) this.saveCounters.run(first, next, bytes, partition.id);
      return changed;
    }).immediate();
    for (const { partition, first, next, bytes } of changes.values()) Object.assign(partition, { first, next, bytes });
    for (const { group, partition, offset } of offsets) partition.committed.set(group, offset);
  }

  private append(partition: Partition, records: readonly OutRecord[]): Change {
    const { append } = this.of(partition);
    let { next, bytes } = partition;
    for (let start = 0; start < records.length; ) {
      let end = start;
      let size = 0;
      while (end < records.length && size < ROW_BYTES) size += packedSize(records[end++] as OutRecord);
      const data = packBatch(records.slice(start, end), size);
      append.run(next, end - start, crc32(data), data);
      next += end - start;
      bytes += size;
      start = end;
    }
    return { partition, first: partition.first, next, bytes };
  }

  private trim(changed: Map<Partition, Change>, offsets: readonly GroupOffset[], budget: number): void {
    const moved = new Map<Partition, Map<string, number>>();
    for (const { group, partition, offset } of offsets) {
      const groups = moved.get(partition) ?? new Map(partition.committed);
      moved.set(partition, groups.set(group, offset));
    }
    for (const partition of new Set([...changed.keys(), ...moved.keys()])) {
      const groups = moved.get(partition) ?? partition.committed;
      const keep = this.keepBytes / (this.topics.get(partition.topic)?.length ?? 1);
      const change = changed.get(partition) ?? { partition, first: partition.first, next: partition.next, bytes: partition.bytes };
      if (groups.size === 0 || change.bytes <= keep) continue;
      const readByAll = Math.min(...groups.values());
      const { oldest, remove } = this.of(partition);
      while (change.bytes > keep && budget > 0) {
        const row = oldest.get();
        if (!row || row.base + row.count > readByAll) break;
        remove.run(row.base);
        change.first = row.base + row.count;
        change.bytes -= row.bytes;
        budget -= row.bytes;
        changed.set(partition, change);
      }
    }
  }

  /**
   * Records from `from` on, about `maxBytes` or `maxRecords` of them, whichever comes first; empty at the end.
   * Throws DamagedRecords when the first of them cannot be trusted.
   */
  read(partition: Partition, from: number, maxRecords: number, maxBytes: number): StreamRecord[] {
    const records: StreamRecord[] = [];
    const { read, after } = this.of(partition);
    let at = from;
    for (let bytes = 0; at < partition.next && bytes < maxBytes && records.length < maxRecords; ) {
      const row = read.get(at);
      const end = row ? row.base + row.count : at;
      if (!row || end <= at || crc32(row.data) !== row.crc) {
        if (records.length > 0) break;
        throw new DamagedRecords(partition, at, end > at ? end : (after.get(at)?.base ?? partition.next));
      }
      unpackBatch(records, row.data, partition.topic, partition.number, row.base, at);
      bytes += row.data.length;
      at = end;
    }
    return records;
  }

  /** After an I/O error: a fresh connection, and what the disk really holds. */
  reopen(): void {
    this.db.close();
    this.open();
  }

  close(): void {
    this.db.close();
  }
}

function createTables(db: Sqlite): void {
  db.exec(`
    CREATE TABLE partition (
      id INTEGER PRIMARY KEY,
      topic TEXT NOT NULL,
      number INTEGER NOT NULL,
      first INTEGER NOT NULL,
      next INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      UNIQUE (topic, number)
    );
    CREATE TABLE committed (
      reader TEXT NOT NULL,
      partition INTEGER NOT NULL REFERENCES partition (id),
      offset INTEGER NOT NULL,
      PRIMARY KEY (reader, partition)
    ) WITHOUT ROWID;
  `);
}
