import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EdgeBuffer, type BufferedFrame } from '../../../main/onboard/edge/edge-buffer.ts';
import { readHighWater } from '../../../main/onboard/edge/high-water.ts';
import type { SegmentLog } from '../../../main/onboard/edge/segments/segment-log.ts';
import { seededRandom } from '../../support/random.ts';

const SEQUENCES = 2000;
/** A slow machine tries fewer of them, ms. */
const ENOUGH = 15_000;
const FIRST_SEED = 20261122;
const CARS = ['car7', 'car16', 'car44'];
const OPTIONS = { ballast: 0, tendEvery: 0, segment: 4000 };

/** What a car's frames under one incarnation must be: undefined where a gap record may stand. */
interface Lane {
  content: (Buffer | undefined)[];
  confirmed: number;
}

/** A buffer and the model of it, through one sequence of actions that follows from its seed. */
class Sequence {
  readonly done: string[] = [];
  private readonly random: () => number;
  private readonly root: string;
  private readonly lanes = new Map<string, Lane>();
  private buffer: EdgeBuffer;
  private folder = 0;
  private written = 0;

  constructor(root: string, seed: number) {
    this.root = root;
    this.random = seededRandom(seed);
    mkdirSync(join(root, '0'), { recursive: true });
    this.buffer = new EdgeBuffer(this.path, OPTIONS);
  }

  private get path(): string {
    return join(this.root, String(this.folder), 'edge.db');
  }

  private below(n: number): number {
    return Math.floor(this.random() * n);
  }

  run(): void {
    const actions = [this.append, this.append, this.append, this.confirm, this.tend, this.reopen, this.crash, this.crash, this.damage, this.failCommit];
    for (let n = 4 + this.below(8); n > 0; n--) {
      const action = actions[this.below(actions.length)]!;
      this.done.push(action.name);
      action.call(this);
      this.check();
    }
  }

  append(): void {
    const frames = Array.from({ length: 1 + this.below(5) }, () => {
      const body = Buffer.alloc(this.random() < 0.1 ? 9000 : 10 + this.below(800), `${this.written++} `);
      return { race: 'r1', car: CARS[this.below(CARS.length)]!, closed: 1000, body };
    });
    this.buffer.append(frames);
    for (const { car, body } of frames) {
      const key = `${this.buffer.incarnation} ${car}`;
      const lane = this.lanes.get(key) ?? { content: [], confirmed: 0 };
      this.lanes.set(key, lane);
      lane.content.push(body);
    }
  }

  confirm(): void {
    const marks = this.buffer.carCounts().map((count) => ({ ...count, next: this.below(count.buffered + 3) }));
    this.buffer.confirmAll(marks);
    for (const { incarnation, car, next } of marks) {
      const lane = this.lanes.get(`${incarnation} ${car}`)!;
      if (next > lane.confirmed && next <= lane.content.length) lane.confirmed = next;
    }
  }

  tend(): void {
    this.buffer.tend();
  }

  reopen(): void {
    this.buffer.close();
    this.buffer = new EdgeBuffer(this.path, OPTIONS);
    expect(this.buffer.takeNews()).toEqual([]);
  }

  /** The power goes: what is on the disk is all there is. */
  private pullPlug(): void {
    const from = this.path;
    this.folder++;
    mkdirSync(join(this.root, String(this.folder)));
    for (const end of ['', '-wal', '.mark', '.mark.latest', '.frames']) if (existsSync(`${from}${end}`)) cpSync(`${from}${end}`, `${this.path}${end}`, { recursive: true });
    this.buffer.close();
  }

  crash(): void {
    const known = new Map((readHighWater(`${this.path}.mark`)?.marks ?? []).map((mark) => [`${mark.incarnation} ${mark.car}`, mark.confirmed]));
    this.pullPlug();
    this.buffer = new EdgeBuffer(this.path, OPTIONS);
    expect(this.buffer.takeNews()).toEqual([]);
    for (const { incarnation, car, confirmed } of this.buffer.carCounts()) {
      const lane = this.lanes.get(`${incarnation} ${car}`)!;
      // What was confirmed since the mark was written may be there again.
      expect(confirmed).toBeGreaterThanOrEqual(known.get(`${incarnation} ${car}`) ?? 0);
      expect(confirmed).toBeLessThanOrEqual(lane.confirmed);
      lane.confirmed = confirmed;
    }
  }

  /** The disk refuses a commit, or only says so. */
  failCommit(): void {
    const { log } = (this.buffer as unknown as { store: { log: SegmentLog } }).store;
    const disk = log as unknown as { commit(active: { file: number; segment: { bytes: number } }): void; writer: { written(): Uint8Array } };
    const committed = this.random() < 0.5;
    this.done.push(committed ? '(written)' : '(not written)');
    const commit = disk.commit.bind(disk);
    disk.commit = ({ file, segment }) => {
      disk.commit = commit;
      const bytes = disk.writer.written();
      if (committed) writeSync(file, bytes, 0, bytes.length, segment.bytes);
      throw Object.assign(new Error('disk I/O error'), { code: 'EIO', syscall: 'fdatasync' });
    };
    this.append();
  }

  damage(): void {
    if (this.random() < 0.7) this.buffer.tend();
    this.pullPlug();
    const ways = [this.flip, this.flip, this.cut, this.remove, this.blank];
    const way = ways[this.below(ways.length)]!;
    const path = this.random() < 0.3 ? `${this.path}${this.random() < 0.5 ? '' : '-wal'}` : this.anySegment();
    this.done.push(`(${way.name} ${basename(path)})`);
    if (existsSync(path) && statSync(path).size > 0) way.call(this, path);
    const known = new Map((readHighWater(`${this.path}.mark`)?.marks ?? []).map((mark) => [`${mark.incarnation} ${mark.car}`, mark]));
    const names = new Set([...this.lanes.keys()].map((key) => key.split(' ')[0]));
    this.buffer = new EdgeBuffer(this.path, OPTIONS);
    let told = this.buffer.takeNews().length > 0;
    if (told) expect(names).not.toContain(this.buffer.incarnation);
    const present = new Set(this.frames().filter(({ gap }) => !gap).map(({ incarnation, car, seq }) => `${incarnation} ${car} ${seq}`));
    const counts = new Map(this.buffer.carCounts().map((count) => [`${count.incarnation} ${count.car}`, count]));
    told ||= this.buffer.takeNews().length > 0;
    for (const [key, lane] of this.lanes) {
      const next = counts.get(key)?.buffered ?? 0;
      // What mark and latest numbers knew of must be there, as a frame or as a gap: that is everything.
      expect(known.get(key)?.next).toBe(lane.content.length);
      expect(next).toBe(lane.content.length);
      lane.confirmed = Math.min(counts.get(key)?.confirmed ?? 0, next);
      for (let seq = lane.confirmed; seq < next; seq++) {
        if (present.has(`${key} ${seq}`)) continue;
        if (lane.content[seq]) expect(told).toBe(true);
        lane.content[seq] = undefined;
      }
      if (next === 0 && !counts.has(key)) this.lanes.delete(key);
    }
  }

  private anySegment(): string {
    const folder = `${this.path}.frames`;
    const names = readdirSync(folder);
    return join(folder, names[this.below(names.length)] ?? 'none');
  }

  private flip(path: string): void {
    const bytes = readFileSync(path);
    const at = this.below(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << this.below(8));
    writeFileSync(path, bytes);
  }

  private cut(path: string): void {
    truncateSync(path, this.below(statSync(path).size));
  }

  private remove(path: string): void {
    rmSync(path);
  }

  private blank(path: string): void {
    writeFileSync(path, readFileSync(path).fill(0, 0, 100));
  }

  /** Everything in the buffer, page by page; from the beginning where it had to be made anew meanwhile, and no frame may be missed then. */
  private frames(): BufferedFrame[] {
    const { incarnation } = this.buffer;
    const frames: BufferedFrame[] = [];
    for (;;) {
      const page = this.buffer.after(frames.at(-1)?.id ?? 0, 7, 1e6);
      frames.push(...page);
      if (page.length > 0) continue;
      if (this.buffer.incarnation === incarnation) return frames;
      const seen = new Set(frames.map(({ incarnation: of, car, seq }) => `${of} ${car} ${seq}`));
      const again = this.frames();
      for (const { incarnation: of, car, seq } of again) expect(seen).toContain(`${of} ${car} ${seq}`);
      return again;
    }
  }

  private check(): void {
    const seen = new Map<string, BufferedFrame[]>();
    for (const frame of this.frames()) {
      const key = `${frame.incarnation} ${frame.car}`;
      seen.set(key, [...(seen.get(key) ?? []), frame]);
    }
    const counts = new Map(this.buffer.carCounts().map((count) => [`${count.incarnation} ${count.car}`, count]));
    expect([...seen.keys()].filter((key) => !this.lanes.has(key))).toEqual([]);
    for (const [key, lane] of this.lanes) {
      expect(counts.get(key)).toMatchObject({ buffered: lane.content.length, confirmed: lane.confirmed });
      let next = lane.confirmed;
      for (const { seq, gap, body } of (seen.get(key) ?? []).toSorted((a, b) => a.seq - b.seq)) {
        // A gap record may begin among what is confirmed.
        if (gap ? seq > next : seq !== next) throw new Error(`${key}: ${seq} comes where ${next} should`);
        for (; next <= (gap?.last ?? seq); next++) {
          const expected = lane.content[next];
          if (gap ? expected !== undefined : !expected || Buffer.compare(expected, body) !== 0) throw new Error(`${key}: ${next} is ${gap ? 'a gap' : 'another frame'}`);
        }
      }
      if (next !== lane.content.length) throw new Error(`${key}: ${next} to ${lane.content.length - 1} are neither there nor lost`);
    }
  }

  close(): void {
    this.buffer.close();
  }
}

/** What went wrong in the sequence of this seed, and after which actions; null when nothing did. */
function failureOf(root: string, seed: number): string | null {
  const folder = join(root, String(seed));
  const sequence = new Sequence(folder, seed);
  try {
    sequence.run();
    return null;
  } catch (error) {
    return `seed ${seed}, after ${sequence.done.join(', ')}: ${(error as Error).stack}`;
  } finally {
    sequence.close();
    rmSync(folder, { recursive: true });
  }
}

test(`up to ${SEQUENCES} sequences of appends, confirmations, crashes, damage and failing commits: all is there, or is a gap`, { timeout: 120_000 }, () => {
  // What is tested is what is written, not that it reaches a platter: a disk of memory is as good, and fast.
  const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lapwing-model-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const began = performance.now();
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES && performance.now() - began < ENOUGH; seed++) expect(failureOf(root, seed)).toBeNull();
});
