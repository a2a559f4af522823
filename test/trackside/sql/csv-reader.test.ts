import { describe, expect, test } from 'vitest';
import { CsvReader, delimiterOf } from '../../../main/trackside/sql/csv-reader.ts';
import { csvRow } from '../../../main/trackside/sql/csv-row.ts';
import { seededRandom } from '../../support/random.ts';

function read(text: string, pieces = [text], delimiter = delimiterOf(text)): [cells: string[], line: number][] {
  const rows: [string[], number][] = [];
  const reader = new CsvReader(delimiter, (cells, line) => rows.push([cells, line]));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return rows;
}

describe('CSV is read', () => {
  test.each([
    ['a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['a;b\n1;2', [['a', 'b'], ['1', '2']]],
    ['a\tb\r1\t2\r', [['a', 'b'], ['1', '2']]],
    ['"a,b";"c""d"\n"two\nlines";x\n', [['a,b', 'c"d'], ['two\nlines', 'x']]],
    ['a,b\n\n,\n"",x\n', [['a', 'b'], ['', ''], ['', 'x']]],
    ['a"b,c\n', [['a"b', 'c']]],
    ['one\ntwo', [['one'], ['two']]],
  ])('%j', (text, rows) => {
    expect(read(text).map(([cells]) => cells)).toEqual(rows);
    // However it comes: a character at a time.
    expect(read(text, text.split('')).map(([cells]) => cells)).toEqual(rows);
  });

  test('with the number of the line each row begins at', () => {
    expect(read('a\n"two\nlines"\r\n\r\nc').map(([, line]) => line)).toEqual([1, 2, 5]);
  });

  test('or told what is wrong with it, and in which line', () => {
    expect(() => read('a,b\n1,"2')).toThrow('line 2: a quote is opened and never closed');
    expect(() => read(`${'a,'.repeat(300)}\n`)).toThrow('line 1 has more than 200 cells');
    expect(() => read(`a\n${'x'.repeat(100_001)}`)).toThrow('line 2: a cell has more than 100000 characters');
  });

  test('as it was written, whatever the cells, wherever it is cut', () => {
    const random = seededRandom(5);
    const below = (n: number): number => Math.floor(random() * n);
    const bits = ['"', ',', '\n', '\r\n', 'é', 'x', ' ', '', '😀', "'"];
    for (let n = 0; n < 300; n++) {
      const rows = Array.from({ length: 1 + below(4) }, () => Array.from({ length: 3 }, () => Array.from({ length: below(5) }, () => bits[below(bits.length)]!).join('')));
      const text = rows.map((row) => csvRow(row, () => false)).join('');
      const at = below(text.length + 1);
      expect(read(text, [text.slice(0, at), text.slice(at)], ',').map(([cells]) => cells)).toEqual(rows);
    }
  });
});

test('a formula is guarded where that is asked for, a number never', () => {
  expect(csvRow(['=1+1', '-x', -5, '@a', null, 'plain', '\tb'], () => true)).toBe("'=1+1,'-x,-5,'@a,,plain,'\tb\r\n");
  expect(csvRow(['=1+1', '"q"'], () => false)).toBe('=1+1,"""q"""\r\n');
});
