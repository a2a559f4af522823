import { z } from 'zod';

/** Rows of an answer that can be asked for at once. */
export const MOST_ROWS_AT_ONCE = 1000;
/** Lines of one chart. */
export const MOST_LINES = 12;
/** Bytes of a file that is to be a table. */
export const MOST_TABLE_BYTES = 64 * 2 ** 20;
/** Columns along y that can be drawn at once. */
export const MOST_YS = 6;

/** How a text ends of which only the beginning is shown, and what that end says. */
export const CUT = /… \(\d+ characters\)$/;
export function cutText(text: string, length: number, whole: number): string {
  return `${text.slice(0, length)}… (${whole} characters)`;
}

const index = z.number().int().min(0);

/** What all values of a column have been so far: `none` while there was nothing but NULL; `text` where they differ, too. */
export const columnType = z.enum(['none', 'integer', 'number', 'text']);
export type ColumnType = z.infer<typeof columnType>;

export const sqlColumn = z.object({ name: z.string(), type: columnType });
export type SqlColumn = z.infer<typeof sqlColumn>;

const sqlValue = z.union([z.string(), z.number(), z.null()]);
/** Whole numbers past 2^53 and infinities are texts; a BLOB shows as its length in words. */
export type SqlValue = z.infer<typeof sqlValue>;

/** An answer as far as it has come: it is held where the query runs, and read in pieces. */
export const sqlState = z.object({
  /** The answer's number, for `sql.rows`, `sql.chart` and `sql.export`. Held until the same screen runs its next query. */
  result: index,
  columns: z.array(sqlColumn),
  /** Rows that have come so far. */
  count: index,
  /** No more will come. */
  complete: z.boolean(),
  /** There were more rows than can be held. */
  truncated: z.boolean(),
  /** Time in the database so far, ms. */
  ms: z.number(),
});
export type SqlState = z.infer<typeof sqlState>;

export const sqlRows = sqlState.extend({
  /** From the one that was asked for; long texts are cut, and say how long they are. */
  rows: z.array(z.array(sqlValue)),
});
export type SqlRows = z.infer<typeof sqlRows>;

export const chartParams = z.object({
  result: index,
  /** Columns by their place; `x` null: the number of the row. */
  x: index.nullable(),
  ys: z.array(index).min(1).max(MOST_YS),
  /** A line for each value of this column. */
  split: index.nullable().default(null),
  /** The part of the x-axis that is in view; all of it when left out. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** Least and greatest value are given for this many parts of the axis: as many as there are pixels. */
  parts: z.number().int().min(10).max(4000).default(1000),
});
export type ChartParams = z.infer<typeof chartParams>;

export const sqlChart = z.object({
  /** Values of a text along x, in the order of their first row; null for numbers. */
  labels: z.array(z.string()).nullable(),
  /** Of all rows that have come, not of the view. */
  from: z.number(),
  to: z.number(),
  /** `xs` never falls. */
  lines: z.array(z.object({ name: z.string(), xs: z.array(z.number()), ys: z.array(z.number()) })),
  /** Lines beyond the most that are drawn. */
  left_out: z.number(),
  /** False where what is drawn are least and greatest values of a part of the axis. */
  exact: z.boolean(),
});
export type SqlChart = z.infer<typeof sqlChart>;

/** `csv` puts an apostrophe before text that a spreadsheet would run as a formula; `csv-raw` does not. */
export const EXPORT_FORMATS = ['csv', 'csv-raw', 'json', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportPart = z.object({
  /** The next bytes of the file, base64. */
  bytes: z.string(),
  last: z.boolean(),
});
export type ExportPart = z.infer<typeof exportPart>;

/** What can be asked for, as it is in the store now. */
export const sqlCatalogue = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      says: z.string(),
      /** True for a table that a person has added. */
      added: z.boolean(),
      /** Null where counting would take long. */
      rows: z.number().nullable(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
  /** Of any stored lap. */
  channels: z.array(z.object({ name: z.string(), unit: z.string(), laps: z.number() })),
  functions: z.array(z.object({ name: z.string(), takes: z.string(), says: z.string() })),
});
export type SqlCatalogue = z.infer<typeof sqlCatalogue>;
