import { mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { userInfo } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventName, EventPayload, ParsedParams } from '../common/contract.ts';
import { LapwingError, toErrorShape } from '../common/errors.ts';
import type { NoteAnswer } from '../common/lap-note.ts';
import type { BackedUp, Compacted, Packed, StoreJob, StoreView, Unpacked } from '../common/store-view.ts';
import { carry } from './carry/carry.ts';
import { PackIntake } from './carry/pack-intake.ts';
import { FactoryRemoval } from './factory/race-removal.ts';
import type { Pipeline } from './pipeline.ts';
import { Compaction } from './trackside/laps/compaction.ts';
import { KeepRulesTable } from './trackside/laps/keep-rules.ts';
import { LapNotes } from './trackside/laps/lap-notes.ts';
import { LateStatistics } from './trackside/laps/late-statistics.ts';
import { RaceRemoval } from './trackside/laps/race-removal.ts';

/** For how long the engine works at the store before it looks at everything else again, and how long it leaves it to that, ms. */
const WORK = 10;
const REST = 5;

export interface StoreDeskOptions {
  pipeline: Pipeline;
  /** The race that is on. */
  on(): string | undefined;
  /** Whether a screen replays a race. */
  shown(race_id: string): boolean;
  /** Whether laps of a race are on their way to the factory. */
  exported(race_id: string): boolean;
  listener: { event<K extends EventName>(name: K, payload: EventPayload<K>): void };
}

/** What is done with stored races and laps once they are there. */
export class StoreDesk {
  readonly notes: LapNotes;
  private readonly options: StoreDeskOptions;
  private readonly removal: RaceRemoval;
  private readonly factory: FactoryRemoval;
  private readonly rules: KeepRulesTable;
  private readonly intake: PackIntake;
  private job: StoreJob | null = null;
  private working: Promise<unknown> = Promise.resolve();
  private readonly late: Promise<void>;
  private closed = false;

  constructor(options: StoreDeskOptions) {
    this.options = options;
    const { laps, factory } = options.pipeline;
    this.notes = new LapNotes(laps.db);
    this.removal = new RaceRemoval(laps.db);
    this.factory = new FactoryRemoval(factory.db);
    this.rules = new KeepRulesTable(laps.db);
    this.intake = new PackIntake(join(options.pipeline.dataDir, 'packs'));
    // A removal, or an unpacking, that was cut short.
    if (this.removal.pending || this.factory.pending) void this.during({ kind: 'delete', what: 'the rest of an earlier race' }, () => this.remove()).catch(() => undefined);
    const statistics = new LateStatistics(laps);
    // While the store is rewritten nobody else may write to it. What fails, on a full disk, is for the next start.
    this.late = statistics.pending ? this.inSteps(() => this.job?.kind === 'compact' || statistics.step(WORK)).catch(() => undefined) : Promise.resolve();
  }

  putNote(change: ParsedParams<'note.put'>): NoteAnswer {
    return this.told(this.notes.put(signed(change)));
  }

  deleteNote(change: ParsedParams<'note.delete'>): NoteAnswer {
    return this.told(this.notes.delete(signed(change)));
  }

  private told(answer: NoteAnswer): NoteAnswer {
    if (answer.saved) this.options.listener.event('note', answer.note);
    return answer;
  }

  private get path(): string {
    return this.options.pipeline.laps.db.name;
  }

  get view(): StoreView {
    const { db } = this.options.pipeline.laps;
    const { bavail, bsize } = statfsSync(dirname(this.path));
    const free = (db.pragma('freelist_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
    return { path: this.path, bytes: statSync(this.path).size, free, disk_free: bavail * bsize, keep: this.rules.rules, leaving: this.rules.leaving, job: this.job };
  }

  private tell(): void {
    if (!this.closed) this.options.listener.event('store', this.view);
  }

  /** One thing at a time. Throws LapwingError E_STORE_BUSY. */
  private async during<T>(job: Pick<StoreJob, 'kind' | 'what'>, work: (progress: (done: number, total: number) => void) => Promise<T>): Promise<T> {
    this.needIdle();
    this.job = { ...job, done: 0, total: 0 };
    this.tell();
    const working = work((done, total) => {
      this.job = { ...job, done, total };
      this.tell();
    });
    this.working = working.catch(() => undefined);
    try {
      return await working;
    } finally {
      this.job = null;
      this.tell();
    }
  }

  private needIdle(): void {
    const { job } = this;
    if (job) throw new LapwingError('E_STORE_BUSY', `The store is busy: ${JOB_WORDS[job.kind]} ${job.what}. Try again when that is done.`);
  }

  /** Throws LapwingError E_STORE_BUSY while nothing may be written to the store. */
  needWritable(): void {
    if (this.job?.kind === 'compact') this.needIdle();
  }

  /** Throws LapwingError as `packRace` does, and E_STORE_BUSY. */
  pack({ race_id, path }: ParsedParams<'race.pack'>): Promise<Packed> {
    const file = this.placeOf(path ?? `${race_id}.lapwing`, 'packs', '.lapwing');
    return this.during({ kind: 'pack', what: race_id }, (progress) => carry<Packed>({ kind: 'pack', store: this.path, race_id, file }, progress));
  }

  /** Throws LapwingError as `unpackRace` does, and E_STORE_BUSY. */
  async unpack({ path }: ParsedParams<'race.unpack'>, called = path): Promise<Unpacked> {
    const file = isAbsolute(path) ? path : join(this.options.pipeline.dataDir, 'packs', basename(path));
    const unpacked = await this.during({ kind: 'unpack', what: called }, (progress) => carry<Unpacked>({ kind: 'unpack', store: this.path, file }, progress));
    this.options.pipeline.ingest.ledger.reload();
    return unpacked;
  }

  /** The same with a file of the screen's. Throws LapwingError as `PackIntake.take` and `unpackRace` do, and E_STORE_BUSY. */
  async unpackPart(client: string, { upload, bytes, ...part }: ParsedParams<'race.unpack.part'>): Promise<Unpacked | null> {
    if (part.part === 0) this.needIdle();
    const path = this.intake.take(`${client} ${upload}`, { ...part, bytes: Buffer.from(bytes, 'base64') });
    if (path === null) return null;
    try {
      return await this.unpack({ path }, part.file);
    } catch (error) {
      const { code, message } = toErrorShape(error);
      throw new LapwingError(code, message.replaceAll(path, part.file), { cause: error });
    } finally {
      rmSync(path, { force: true });
    }
  }

  /** A client has gone. */
  leave(client: string): void {
    this.intake.leave(client);
  }

  /** Throws LapwingError as `backUp` does, and E_STORE_BUSY. */
  backUp({ path }: ParsedParams<'store.backup'>): Promise<BackedUp> {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const file = this.placeOf(path ?? `laps-${stamp}.db`, 'backups', '.db');
    return this.during({ kind: 'backup', what: file }, () => carry<BackedUp>({ kind: 'backup', store: this.path, file }, () => undefined));
  }

  /** A file name alone stands for one in a folder of the data folder, which is made. */
  private placeOf(path: string, folder: string, ending: string): string {
    if (!path.endsWith(ending)) throw new LapwingError('E_FILE_NAME', `${path} does not end in ${ending}. Give it that ending, so that nothing else is taken for it.`);
    if (!isAbsolute(path) && (basename(path) !== path || path === ending)) throw new LapwingError('E_FILE_NAME', `${path} is neither a whole path nor a file's name alone. Write one of them.`);
    const within = join(this.options.pipeline.dataDir, folder);
    const file = resolve(within, path);
    if (dirname(file) === resolve(within)) mkdirSync(within, { recursive: true });
    return file;
  }

  pin({ race_id, pinned }: ParsedParams<'race.pin'>): null {
    const { db } = this.options.pipeline.laps;
    this.needRace(race_id);
    db.prepare(pinned ? 'INSERT OR IGNORE INTO pinned VALUES (?)' : 'DELETE FROM pinned WHERE race_id = ?').run(race_id);
    this.review(false);
    this.tell();
    return null;
  }

  private needRace(race_id: string): string {
    const state = this.options.pipeline.laps.db.prepare<[string], string>('SELECT state FROM race WHERE id = ?').pluck().get(race_id);
    if (state === undefined) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race_id)} in this data folder. The list of races says what there is.`);
    return state;
  }

  /** Throws LapwingError E_NO_RACE, E_RACE_RUNNING, E_RACE_SHOWN, E_RACE_EXPORTED, E_NOT_CONFIRMED or E_STORE_BUSY; nothing is deleted then. */
  async delete({ race_id, factory }: ParsedParams<'race.delete'>): Promise<null> {
    const { edge, timing } = this.options.pipeline;
    const state = this.needRace(race_id);
    if (state === 'running' || this.options.on() === race_id) {
      throw new LapwingError('E_RACE_RUNNING', `${race_id} is not over, or not all of it has arrived. Delete it when it has ended.`);
    }
    if (this.options.shown(race_id)) throw new LapwingError('E_RACE_SHOWN', `${race_id} is being replayed on a screen. End the replay, and delete it then.`);
    if (this.options.exported(race_id)) throw new LapwingError('E_RACE_EXPORTED', `Laps of ${race_id} are on their way to the factory. Wait for the end of that, or stop it on the Laps screen, and delete it then.`);
    const waiting = [...edge.carCounts(race_id), ...timing.carCounts(race_id)].reduce((sum, { buffered, confirmed }) => sum + buffered - confirmed, 0);
    if (waiting > 0) {
      throw new LapwingError('E_NOT_CONFIRMED', `${waiting} frames of ${race_id} are on the cars' disk alone: the factory has not confirmed them. Restore the link, and delete it when they are.`);
    }
    await this.during({ kind: 'delete', what: race_id }, () => {
      this.removal.begin(race_id);
      if (factory) this.factory.begin(race_id);
      return this.remove();
    });
    return null;
  }

  private remove(): Promise<void> {
    return this.inSteps(() => this.removal.step(WORK) || this.factory.step(WORK));
  }

  /** Until a step says that nothing is left, or the workstation is closed: then the next start goes on. */
  private async inSteps(step: () => boolean): Promise<void> {
    while (!this.closed && step()) await pause(REST);
  }

  /** Throws LapwingError E_STORE_BUSY, E_RACE_RUNNING or E_DISK_FULL. */
  async compact(): Promise<Compacted> {
    const { laps, factory } = this.options.pipeline;
    const bytes = (): number => [laps.db, factory.db].reduce((sum, { name }) => sum + statSync(name).size, 0);
    const before = bytes();
    await this.during({ kind: 'compact', what: this.path }, async () => {
      if (new Compaction(laps.db).shrinks) {
        for (const compaction of [new Compaction(laps.db), new Compaction(factory.db)]) if (compaction.shrinks) await this.inSteps(() => compaction.step(WORK));
      } else {
        await this.rewrite();
      }
    });
    return { before, after: bytes() };
  }

  /** A store of an older Lapwing: from now on it can shrink by itself. */
  private async rewrite(): Promise<void> {
    const { laps } = this.options.pipeline;
    if (laps.runningRaces().length > 0) throw new LapwingError('E_RACE_RUNNING', 'This store was made by an older Lapwing and has to be rewritten once, which takes a while. Compact it when no race is on.');
    const { bytes, disk_free } = this.view;
    if (disk_free < 2.2 * bytes) {
      throw new LapwingError('E_DISK_FULL', `Rewriting the store takes ${Math.ceil((2.2 * bytes) / 1e9)} GB of free disk, and there are ${Math.floor(disk_free / 1e9)} GB. Make room, or pack races and unpack them in another folder.`);
    }
    await carry({ kind: 'compact', store: this.path }, () => undefined);
    laps.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  keep(rules: ParsedParams<'store.keep'>): StoreView {
    this.rules.set(rules);
    this.review(true);
    this.tell();
    return this.view;
  }

  /**
   * Holds the rules against the store: says what is going to leave, and takes out what was told a day ago. Nothing leaves before
   * somebody could hear of it.
   */
  review(take: boolean, now = Date.now() / 1000): void {
    const { pipeline, listener, on } = this.options;
    const { fresh, due } = this.rules.review(pipeline.laps.races(), now);
    if (fresh.length > 0) {
      const names = fresh.slice(0, 3).map(({ race_id }) => race_id).join(', ');
      const text = `${fresh.length === 1 ? 'A race leaves' : `${fresh.length} races leave`} the store in 24 hours: ${names}${fresh.length > 3 ? ' …' : ''} (${fresh[0]!.reason}). Pin what is to stay, or change the rule on the Laps screen.`;
      listener.event('notice', { level: 'warning', text });
      this.tell();
    }
    const next = due.find(({ race_id }) => race_id !== on());
    if (!take || !next || this.job) return;
    this.delete({ race_id: next.race_id, factory: false }).then(
      () => listener.event('notice', { level: 'info', text: `${next.race_id} has left the store: ${next.reason}.` }),
      () => undefined,
    );
  }

  /** Waits for what is being done; what is done in steps goes on at the next start. */
  async close(): Promise<void> {
    this.closed = true;
    this.intake.close();
    await this.working;
    await this.late;
  }
}

const JOB_WORDS = { pack: 'packing', unpack: 'unpacking', backup: 'backing up to', compact: 'compacting', delete: 'deleting' } as const;

/** Who does not say who they are counts as the user that Lapwing runs as. */
function signed<T extends { author?: string | undefined }>(change: T): T & { author: string } {
  return { ...change, author: change.author ?? thisUser() };
}

function thisUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
