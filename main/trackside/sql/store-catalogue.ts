import type { DatabaseSync } from 'node:sqlite';
import type { SqlCatalogue } from '../../../common/sql-answer.ts';
import { LAP_FUNCTIONS, SQL_TABLES } from '../../../common/sql-catalogue.ts';
import { lapFunctions } from '../laps/lap-functions.ts';
import { mayCall } from './sql-authorizer.ts';
import { ADDED, openStore, type SqlFiles } from './sql-connection.ts';

const OURS = new Set<string>([...lapFunctions().map(({ name }) => name), ...LAP_FUNCTIONS.map(({ name }) => name)]);

/** What the store and the added tables have now. Throws LapwingError E_NO_STORE, or what SQLite says. */
export function readCatalogue(files: SqlFiles): SqlCatalogue {
  const { db, schemas } = openStore(files);
  try {
    const { channels, rows } = channelCounts(db);
    const stored = SQL_TABLES.map(({ name, says }) => ({
      name,
      says,
      added: false,
      rows: rows.has(name) ? rows.get(name)! : count(db, 'main', name),
      columns: columnsOf(db, 'main', name),
    }));
    const added = schemas.includes(ADDED) ? addedTables(db) : [];
    return { tables: [...stored, ...added], channels, functions: [...LAP_FUNCTIONS.map((each) => ({ ...each })), ...sqliteFunctions(db)] };
  } finally {
    db.close();
  }
}

/** Laps by channel, and how many rows the views over channels have: null where a lap is from before its statistics were kept. */
function channelCounts(db: DatabaseSync): { channels: SqlCatalogue['channels']; rows: Map<string, number | null> } {
  const counted = db
    .prepare(
      `SELECT name, unit, laps, samples FROM main.channel JOIN
         (SELECT channel, COUNT(*) AS laps, SUM(count) AS samples FROM main.lap_channel GROUP BY channel) ON channel = channel.id ORDER BY name`,
    )
    .all() as { name: string; unit: string; laps: number; samples: number }[];
  const whole = db.prepare('SELECT (SELECT COUNT(*) FROM main.lap) = (SELECT COUNT(*) FROM main.lap_number) AS whole').get()!['whole'] === 1;
  const sum = (of: 'laps' | 'samples'): number | null => (whole ? counted.reduce((total, each) => total + each[of], 0) : null);
  return {
    channels: counted.map(({ name, unit, laps }) => ({ name, unit, laps })),
    rows: new Map([['lap_channels', sum('laps')], ['samples', sum('samples')]]),
  };
}

function addedTables(db: DatabaseSync): SqlCatalogue['tables'] {
  const names = db.prepare(`SELECT name FROM ${ADDED}.sqlite_schema WHERE type = 'table' ORDER BY name`).all() as { name: string }[];
  return names.map(({ name }) => ({ name, says: 'Added from a CSV file', added: true, rows: count(db, ADDED, name), columns: columnsOf(db, ADDED, name) }));
}

function count(db: DatabaseSync, schema: string, table: string): number {
  return db.prepare(`SELECT COUNT(*) AS n FROM ${schema}."${table.replaceAll('"', '""')}"`).get()!['n'] as number;
}

function columnsOf(db: DatabaseSync, schema: string, table: string): { name: string; type: string }[] {
  return db.prepare('SELECT name, type FROM pragma_table_info(?, ?)').all(table, schema).map((column) => {
    const { name, type } = column as { name: string; type: string };
    return { name, type };
  });
}

/** What is of no use over a store that is only read, or belongs to extensions that no table here uses. */
const USELESS = /^(?:fts|geopoly|rtree|sqlite_)|^(?:bm25|changes|highlight|last_insert_rowid|match|matchinfo|offsets|optimize|snippet|subtype|total_changes)$/;

function sqliteFunctions(db: DatabaseSync): SqlCatalogue['functions'] {
  const found = db.prepare("SELECT name, MAX(narg) AS most FROM pragma_function_list WHERE name GLOB '[a-z]*' GROUP BY name ORDER BY name").all();
  return (found as { name: string; most: number }[])
    .filter(({ name }) => !OURS.has(name) && !USELESS.test(name) && mayCall(name))
    .map(({ name, most }) => ({ name, takes: most === 0 ? '' : '…', says: 'SQLite’s own' }));
}
