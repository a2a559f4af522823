import { expect, test } from 'vitest';
import { tableCsv } from '../../../renderer/pictures/value-table.ts';

test('a table says what it is, names its columns with units, and leaves missing values out', () => {
  const csv = tableCsv({
    facts: [['track', 'Little\nMarsh']],
    columns: [
      { name: 'Distance', unit: 'm', digits: 2, values: Float64Array.of(0, 0.125, 10) },
      { name: '7 "Ace", L2 Speed', unit: 'km/h', digits: 3, values: [100, NaN, -0.00001] },
      { name: '=danger()', unit: '', digits: 0, values: ['soft', 'a,b'] },
    ],
  });
  expect(csv).toBe('# track: Little Marsh\r\nDistance [m],"7 ""Ace"", L2 Speed [km/h]",\'=danger()\r\n0,100,soft\r\n0.13,,"a,b"\r\n10,0,\r\n');
});

test('a table without rows has its head', () => {
  expect(tableCsv({ facts: [], columns: [{ name: 'Time', unit: 's', digits: 1, values: [] }] })).toBe('Time [s]\r\n');
});
