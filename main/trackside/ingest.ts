import type { CarDeclaration } from '../../common/car-declaration.ts';
import { decodeBody, type FrameBody } from '../../common/frame-body.ts';
import type { SealedFrame } from '../../common/frame.ts';
import type { Sqlite } from '../sqlite.ts';
import { FrameLedger } from '../stream/frame-ledger.ts';
import { deadFrame, readFrames, type DeadLetter } from '../stream/frame-reader.ts';
import type { StreamRecord } from '../stream/stream.ts';
import { LapBuilder } from './lap-builder.ts';
import type { LapStore, StoredLap } from './laps/lap-store.ts';

/** Ingest's own tables in the lap store's file: what came of laps that are not finished, and of declarations. */
export const INGEST_LAYOUT = `
  CREATE TABLE IF NOT EXISTS declaration (
    race TEXT NOT NULL, car TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (race, car)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS open_lap (place INTEGER PRIMARY KEY, race TEXT NOT NULL, car TEXT NOT NULL, body BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS open_lap_of ON open_lap (race, car);`;

/** Files of before kept a car's frames by number, of which each incarnation of its disk has its own. */
const FROM_OPEN_FRAME = `
  INSERT INTO open_lap (race, car, body) SELECT race, car, body FROM open_frame ORDER BY race, car, seq;
  DROP TABLE open_frame;`;

/** What a batch brought, told after it is on disk. */
export interface Ingested {
  /** In order per car. */
  frames: { race: string; car: string; body: FrameBody; declaration: CarDeclaration }[];
  laps: StoredLap[];
  /** Numbered and counted, but not to be understood. */
  unreadable: { frame: SealedFrame; reason: string }[];
}

/** Turns the frames of the trackside topic into lap documents: each frame once, each car in order, one transaction a batch. */
export class Ingest {
  readonly ledger: FrameLedger;
  private readonly db: Sqlite;
  private readonly laps: LapStore;
  private readonly builders = new Map<string, { builder: LapBuilder; declaration: CarDeclaration }>();
  private readonly declare;
  private readonly declared;
  private readonly keepOpen;
  private readonly clearOpen;
  private readonly commit: (frames: readonly SealedFrame[]) => Ingested;
  /** The builders hold what is not on disk, or lack what is. */
  private stale = false;

  constructor(laps: LapStore) {
    this.laps = laps;
    const db = laps.db;
    this.db = db;
    db.exec(INGEST_LAYOUT);
    if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'open_frame'`).get()) db.transaction(() => db.exec(FROM_OPEN_FRAME)).immediate();
    this.ledger = new FrameLedger(db);
    this.declare = db.prepare('INSERT OR REPLACE INTO declaration VALUES (?, ?, ?)');
    this.declared = db.prepare<[string, string], string>('SELECT json FROM declaration WHERE race = ? AND car = ?').pluck();
    this.keepOpen = db.prepare('INSERT INTO open_lap (race, car, body) VALUES (?, ?, ?)');
    this.clearOpen = db.prepare('DELETE FROM open_lap WHERE race = ? AND car = ?');
    this.commit = db.transaction((frames: readonly SealedFrame[]) => {
      const news: Ingested = { frames: [], laps: [], unreadable: [] };
      for (const frame of frames) this.ledger.admit(frame, (next) => this.accept(next, news));
      this.ledger.write();
      return news;
    }).immediate;
    this.load();
  }

  /** Rebuilds the open laps from what is on disk. */
  private load(): void {
    this.stale = true;
    this.builders.clear();
    const declarations = this.db.prepare<[], { race: string; car: string; json: string }>(
      'SELECT race, car, json FROM declaration WHERE (race, car) IN (SELECT DISTINCT race, car FROM open_lap)',
    );
    const open = this.db.prepare<[string, string], { body: Buffer }>('SELECT body FROM open_lap WHERE race = ? AND car = ? ORDER BY place');
    for (const { race, car, json } of declarations.all()) {
      const { builder } = this.begin(race, car, JSON.parse(json) as CarDeclaration);
      for (const { body } of open.iterate(race, car)) builder.add(decodeBody(body));
    }
    this.stale = false;
  }

  /** Stores a batch of one partition. What cannot be read is returned for the dead-letter topic. */
  take(records: readonly StreamRecord[]): { news: Ingested; dead: DeadLetter[] } {
    const { frames, dead, sourceOf } = readFrames(records);
    if (this.stale) this.load();
    try {
      const news = this.commit(frames);
      dead.push(...news.unreadable.map(({ frame, reason }) => deadFrame(sourceOf(frame), frame, reason)));
      return { news, dead };
    } catch (error) {
      this.stale = true;
      this.ledger.reload();
      throw error;
    }
  }

  private begin(race: string, car: string, declaration: CarDeclaration) {
    const entry = { builder: new LapBuilder(race, declaration), declaration };
    this.builders.set(`${race}\0${car}`, entry);
    return entry;
  }

  private find(race: string, car: string) {
    const known = this.builders.get(`${race}\0${car}`);
    if (known) return known;
    const json = this.declared.get(race, car);
    return json === undefined ? undefined : this.begin(race, car, JSON.parse(json) as CarDeclaration);
  }

  /** What a car has declared, where this body can belong to it and is newer than what has come in order; else undefined. */
  declarationFor(race: string, car: string, body: FrameBody): CarDeclaration | undefined {
    if (this.stale) this.load();
    const found = this.find(race, car);
    return found?.builder.faultOf(body) === undefined ? found?.declaration : undefined;
  }

  private accept(frame: SealedFrame, news: Ingested): void {
    const { race, car } = frame;
    let body: FrameBody;
    try {
      body = decodeBody(frame.body);
    } catch (error) {
      news.unreadable.push({ frame, reason: (error as Error).message });
      return;
    }
    if (body.declaration) {
      this.declare.run(race, car, JSON.stringify(body.declaration));
      this.laps.raceSeen(race, body.declaration);
      this.begin(race, car, body.declaration);
    }
    const found = this.find(race, car);
    if (!found) {
      news.unreadable.push({ frame, reason: 'samples before the declaration of their channels' });
      return;
    }
    const reason = found.builder.faultOf(body);
    if (reason !== undefined) {
      news.unreadable.push({ frame, reason });
      return;
    }
    const { builder, declaration } = found;
    const lap = builder.add(body);
    if (lap) {
      this.laps.insertLap(lap);
      this.clearOpen.run(race, car);
      news.laps.push(lap);
    } else {
      this.keepOpen.run(race, car, frame.body);
    }
    news.frames.push({ race, car, body, declaration });
  }

  /** The race sends nothing more: what there is of open laps is stored as incomplete. */
  endRace(race: string): StoredLap[] {
    const ended: StoredLap[] = [];
    if (this.stale) this.load();
    try {
      this.db.transaction(() => {
        for (const [key, { builder }] of this.builders) {
          if (!key.startsWith(`${race}\0`)) continue;
          const lap = builder.abandon();
          if (!lap) continue;
          this.laps.insertLap(lap);
          this.clearOpen.run(race, lap.head.car);
          ended.push(lap);
        }
      }).immediate();
    } catch (error) {
      this.stale = true;
      throw error;
    }
    for (const key of [...this.builders.keys()]) if (key.startsWith(`${race}\0`)) this.builders.delete(key);
    return ended;
  }
}
