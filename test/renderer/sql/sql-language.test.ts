import { expect, test } from 'vitest';
import type { SqlCatalogue } from '../../../common/sql-answer.ts';
import { channelCompletions, columnCompletions, functionCompletions, written } from '../../../renderer/sql/sql-language.ts';

const column = (name: string, type = 'TEXT'): { name: string; type: string } => ({ name, type });
const catalogue: SqlCatalogue = {
  tables: [
    { name: 'laps', says: 'A row for a car and lap', rows: 12, added: false, columns: [column('id'), column('lap_time', 'REAL')] },
    { name: 'parts', says: 'Added from a CSV file', rows: 2, added: true, columns: [column('ID'), column('mass, kg', 'REAL')] },
  ],
  channels: [{ name: 'Speed', unit: 'm/s', laps: 1 }, { name: 'Throttle', unit: '%', laps: 1200 }],
  functions: [{ name: 'channel_mean', takes: 'id, channel', says: 'Mean' }],
};

test('columns are those of the tables that the text names, of all while it names none, each once', () => {
  expect(columnCompletions(catalogue, 'SELECT lap_t').map(({ label }) => label)).toEqual(['ID', 'lap_time', 'mass, kg']);
  expect(columnCompletions(catalogue, 'SELECT lap_t FROM Laps').map(({ label, detail }) => [label, detail])).toEqual([['id', 'text'], ['lap_time', 'real']]);
  expect(columnCompletions(catalogue, 'FROM parts').find(({ label }) => label === 'mass, kg')!.apply).toBe('"mass, kg"');
  expect(columnCompletions(null, 'SELECT')).toEqual([]);
});

test('channels say their units and in how many laps they are, functions what they take', () => {
  expect(channelCompletions(catalogue, new Map([['Speed', 'Over the ground']])).map(({ detail, info }) => [detail, info])).toEqual([
    ['m/s', 'Over the ground. In 1 lap.'], ['%', 'In 1,200 laps.'],
  ]);
  expect(functionCompletions(catalogue)).toEqual([expect.objectContaining({ detail: '(id, channel)', apply: 'channel_mean(' })]);
});

test('a name is in quotes where it must', () => {
  expect(['lap_time', 'mass, kg', '2nd', 'a"b'].map(written)).toEqual(['lap_time', '"mass, kg"', '"2nd"', '"a""b"']);
});
