// Asks the SQL processes that lie beside it in a bundle, and prints what they answer. Arguments: the lap store, the file of added tables.
import { SqlSandbox } from '../../main/trackside/sql/sql-sandbox.ts';
import { TableIntake } from '../../main/trackside/sql/table-intake.ts';

const [path, tables] = process.argv.slice(2) as [string, string];
const intake = new TableIntake({ path, tables });
const table = await intake.add('probe 1', { file: 'parts.csv', part: 0, bytes: Buffer.from('car,mass\ncar7,801\n'), last: true });
const sandbox = new SqlSandbox({ path, tables });
const { ended } = await sandbox.open({ sql: "SELECT car, mass, ROUND(channel_mean(id, 'Speed')) AS mps FROM laps JOIN parts USING (car)", timeout: 30, max_rows: 10 });
await ended;
const { rows } = await sandbox.rows(0, 10);
const [parquet, chart] = [await sandbox.export('parquet', 0), await sandbox.chart({ result: 1, x: null, ys: [2], split: null, parts: 100 })];
const refused = await sandbox.run({ sql: "ATTACH 'x' AS y", timeout: 30, max_rows: 1 }).catch((error: { code: string }) => error.code);
await Promise.all([sandbox.close(), intake.close()]);
const file = Buffer.from(parquet.bytes, 'base64').toString('latin1');
process.stdout.write(JSON.stringify({ table: table?.name, rows, parquet: [file.slice(0, 4), file.slice(-4)], lines: chart.lines.length, refused }));
