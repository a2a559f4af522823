import type { z } from 'zod';
import { LapwingError } from '../../../common/errors.ts';
import type { deleteNote, findNotes, LapNote, NoteAnswer, putNote } from '../../../common/lap-note.ts';
import type { Sqlite } from '../../sqlite.ts';

type Row = Omit<LapNote, 'tags'> & { tags: string };
type Change = z.output<typeof putNote> & { author: string };

const COLUMNS = 'id, revision, text, tags, author, changed';
/** Of a note that says something. */
const WRITTEN = "(text <> '' OR tags <> '[]')";

/** The head of a lap, with what is noted about it: what documents are written from. Read from the table `lap`. */
export const NOTED_HEAD = `COALESCE((SELECT substr(lap.head, 1, length(lap.head) - 1) || ',"notes":' || json_quote(text) || ',"tags":' || tags || '}'
        FROM note WHERE note.race_id = lap.race_id AND note.id = lap.id AND ${WRITTEN}), lap.head)`;

/** Kept apart from laps, so that a lap that comes again keeps its note. A note that was taken away keeps its revision. */
export const NOTES_LAYOUT = `
  CREATE TABLE note (
    race_id TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL,
    author TEXT NOT NULL, changed REAL NOT NULL, PRIMARY KEY (race_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE VIEW lap_notes AS
    SELECT lap.id, lap.race_id, lap.car, lap.driver, lap.lap, note.text AS note, note.tags, note.author AS changed_by, note.changed, note.revision
    FROM note CROSS JOIN lap ON lap.id = note.id WHERE ${WRITTEN};
  CREATE VIEW lap_tags AS
    SELECT lap.id, lap.race_id, lap.car, lap.driver, lap.lap, tag.value AS tag
    FROM note CROSS JOIN json_each(note.tags) tag CROSS JOIN lap ON lap.id = note.id;`;

/** Notes and tags of laps, each with a revision that counts its changes. */
export class LapNotes {
  private readonly db: Sqlite;
  private readonly find;
  private readonly raceOf;
  private readonly save;
  /** Writes when the revision is the expected one. Throws LapwingError E_NO_LAP. */
  readonly put: (change: Change) => NoteAnswer;

  constructor(db: Sqlite) {
    this.db = db;
    this.find = db.prepare<[string, string], Row>(`SELECT ${COLUMNS} FROM note WHERE race_id = ? AND id = ?`);
    this.raceOf = db.prepare<[string], string>('SELECT race_id FROM lap WHERE id = ?').pluck();
    this.save = db.prepare('INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.put = db.transaction(({ id, expect, text, tags, author }: Change): NoteAnswer => {
      const race = this.race(id);
      const now = this.read(race, id);
      if (now.revision !== expect) return { saved: false, note: now };
      const note: LapNote = { id, revision: expect + 1, text, tags, author, changed: Date.now() / 1000 };
      this.save.run(race, id, note.revision, text, JSON.stringify(tags), author, note.changed);
      return { saved: true, note };
    }).immediate;
  }

  /** Throws LapwingError E_NO_LAP. */
  get(id: string): LapNote {
    return this.read(this.race(id), id);
  }

  /** Takes note and tags away; of a lap without them nothing changes. Throws LapwingError E_NO_LAP. */
  delete(change: z.output<typeof deleteNote> & { author: string }): NoteAnswer {
    if (change.expect === 0) {
      const note = this.get(change.id);
      return { saved: note.revision === 0, note };
    }
    return this.put({ ...change, text: '', tags: [] });
  }

  /** Of all races, or of one, in the order of the laps' ids; those that say nothing are left out. */
  list({ race_id, tag }: z.output<typeof findNotes>): LapNote[] {
    const rows = this.db.prepare<[{ race: string | null; tag: string | null }], Row>(
      `SELECT ${COLUMNS} FROM note WHERE ${WRITTEN} AND ($race IS NULL OR race_id = $race)
         AND ($tag IS NULL OR EXISTS (SELECT 1 FROM json_each(note.tags) tag WHERE tag.value = $tag)) ORDER BY race_id, id`,
    );
    return rows.all({ race: race_id ?? null, tag: tag ?? null }).map(noteOf);
  }

  /** Takes a note from another store where there is none. What is written here stays. */
  adopt(race: string, note: LapNote): 'added' | 'same' | 'kept' {
    const here = this.read(race, note.id);
    if (here.text === note.text && here.tags.join() === note.tags.join()) return 'same';
    if (here.revision > 0) return 'kept';
    const { id, revision, text, tags, author, changed } = note;
    this.save.run(race, id, revision, text, JSON.stringify(tags), author, changed);
    return 'added';
  }

  private race(id: string): string {
    const race = this.raceOf.get(id);
    if (race === undefined) throw new LapwingError('E_NO_LAP', `There is no lap ${JSON.stringify(id)} in this data folder. "lapwing laps RACE_ID --json" lists the ids of a race.`);
    return race;
  }

  private read(race: string, id: string): LapNote {
    const row = this.find.get(race, id);
    return row ? noteOf(row) : { id, revision: 0, text: '', tags: [], author: '', changed: 0 };
  }
}

function noteOf(row: Row): LapNote {
  return { ...row, tags: JSON.parse(row.tags) as string[] };
}
