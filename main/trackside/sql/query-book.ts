import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { queryBook, type AskedQuery, type QueryBook as Book, type SavedQuery } from '../../../common/query-book.ts';
import { LapwingError } from '../../../common/errors.ts';
import { syncFolder } from '../../folder.ts';

const MOST_ASKED = 200;
const MOST_SAVED = 200;
/** Characters of all that was asked: the oldest goes first. */
const MOST_CHARACTERS = 500_000;

/** What people have asked the laps, and the queries that they keep: one JSON file, written anew with each change. */
export class QueryBook {
  private readonly path: string;
  private book: Book;
  /** In one line, what was wrong with the file; null for nothing. */
  readonly trouble: string | null;

  /** A file that cannot be read is moved aside; it is a convenience, and no reason not to start. */
  constructor(path: string) {
    this.path = path;
    this.book = { history: [], saved: [] };
    this.trouble = existsSync(path) ? this.read() : null;
  }

  get contents(): Book {
    return this.book;
  }

  /** The same text as before takes the place of that. Throws LapwingError E_DATA_DIR. */
  note(asked: AskedQuery): void {
    const history = [asked, ...this.book.history.filter(({ sql }) => sql !== asked.sql)].slice(0, MOST_ASKED);
    let characters = 0;
    const kept = history.filter(({ sql }, i) => (characters += sql.length) <= MOST_CHARACTERS || i === 0);
    this.write({ ...this.book, history: kept });
  }

  forget(): void {
    this.write({ ...this.book, history: [] });
  }

  /** Under a name that is there already, in its place. Throws LapwingError E_QUERY_LIMIT or E_DATA_DIR. */
  save(query: SavedQuery): void {
    const others = this.book.saved.filter(({ name }) => name !== query.name);
    if (others.length >= MOST_SAVED) throw new LapwingError('E_QUERY_LIMIT', `${MOST_SAVED} queries are saved already: remove one first.`);
    this.write({ ...this.book, saved: [...others, query].sort((a, b) => a.name.localeCompare(b.name)) });
  }

  /** A name that is not there is no error: another window was faster. Throws LapwingError E_DATA_DIR. */
  remove(name: string): void {
    this.write({ ...this.book, saved: this.book.saved.filter((query) => query.name !== name) });
  }

  private read(): string | null {
    try {
      this.book = queryBook.parse(JSON.parse(readFileSync(this.path, 'utf8')));
      return null;
    } catch {
      const aside = `${this.path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
      renameSync(this.path, aside);
      return `The saved queries could not be read and begin anew. What was in the file is still in ${aside}.`;
    }
  }

  private write(book: Book): void {
    try {
      const file = openSync(`${this.path}.new`, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(book));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(`${this.path}.new`, this.path);
      syncFolder(dirname(this.path));
      this.book = book;
    } catch (cause) {
      throw new LapwingError('E_DATA_DIR', `${this.path} cannot be written: ${(cause as Error).message}. Check the disk.`, { cause });
    }
  }
}
