import { LapwingError, type TextPlace } from '../../../common/errors.ts';
import { DAMAGED_LAP } from '../laps/lap-functions.ts';
import { errorPlace, placeOf, statementStart, wordPlace } from './sql-place.ts';
import type { Denied } from './sql-authorizer.ts';

/** What SQLite refuses of its own accord, before it asks whether anybody may. */
const WRITES = /^cannot modify .* because it is a view$|^table \w+ may not be modified$/;
const UNSAFE = /^unsafe use of (.+)$/;
const PAST = /too (?:big|large|many|deep|long|complex)|parser stack overflow|^at most \d+ tables/i;
/** What only views need; where a person calls it, what it is given is theirs, and not the store's. */
const CALLED = /\blap_(?:document|statistics)\b/i;
const READS = /^(?:SELECT|WITH|VALUES|EXPLAIN)$/i;
const SQLITE_NOMEM = 7;
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_TOOBIG = 18;
const SQLITE_NOTADB = 26;

export interface Failed {
  /** The store's file. */
  path: string;
  sql: string;
  /** What the authorizer refused, if it was that. */
  denied: Denied | null;
  /** Whether the beginning of a statement is wrong already, rather than merely not at its end. */
  isWrong(upTo: string): boolean;
}

/** What went wrong with a query, in one line, and where. */
export function explainSqlError(error: unknown, { path, sql, denied, isWrong }: Failed): LapwingError {
  if (error instanceof LapwingError) return error;
  const { message, errcode = 0 } = error as Error & { errcode?: number };
  const cause = { cause: error };
  const [, unsafe] = UNSAFE.exec(message) ?? [];
  const refused = denied ?? (WRITES.test(message) ? { what: 'Writing' } : unsafe === undefined ? null : { what: unsafe });
  if (refused !== null) return refusal(refused, sql, cause);
  const primary = errcode & 0xff;
  if (primary === SQLITE_TOOBIG || PAST.test(message)) {
    return new LapwingError('E_SQL_LIMIT', `The query goes past a limit: ${message}. Ask for less at a time.`, cause);
  }
  if (primary === SQLITE_NOMEM || primary === SQLITE_FULL) {
    return new LapwingError('E_SQL_LIMIT', 'The query needs more memory than it may use. Sort or join less at a time.', cause);
  }
  if (primary === SQLITE_BUSY) return new LapwingError('E_SQL_BUSY', `${path} is busy. Run the query again.`, cause);
  const [called] = message.startsWith(DAMAGED_LAP) ? (CALLED.exec(sql) ?? []) : [];
  if (called !== undefined) {
    const spot = wordPlace(sql, called);
    const why = message.slice(DAMAGED_LAP.length + 2).replace(/\.$/, '');
    return new LapwingError('E_SQL_SYNTAX', `${called.toLowerCase()} was given what is not a lap: ${why}${inWords(spot)}. It is what the views are made with: ask for laps.doc or lap_channels.`, { ...cause, place: spot });
  }
  if (primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB || message.startsWith(DAMAGED_LAP)) {
    return new LapwingError('E_DB_CORRUPT', `${path} is damaged (${message}). Restore it from a backup, or move it aside to start a new one.`, cause);
  }
  const place = errorPlace(sql, message, isWrong);
  return new LapwingError('E_SQL_SYNTAX', `${message}${inWords(place)}.`, { ...cause, place });
}

/** ` (line 1, column 8)`; empty for no place. */
function inWords(place: TextPlace | undefined): string {
  return place ? ` (line ${place.line}, column ${place.column})` : '';
}

function refusal({ what, name }: Denied, sql: string, cause: { cause: unknown }): LapwingError {
  const start = statementStart(sql, 0);
  const word = /^\w*/.exec(sql.slice(start))![0];
  const reads = READS.test(word);
  const place = (name === undefined ? undefined : wordPlace(sql, name)) ?? (reads ? undefined : placeOf(sql, start, word.length));
  const refused = reads ? what : word.toUpperCase();
  return new LapwingError('E_SQL_DENIED', `${refused} is not allowed: the store is read-only here, and nothing outside it can be reached.`, { ...cause, place });
}
