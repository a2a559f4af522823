import { expect, test } from 'vitest';
import { jsonError } from '../../../main/hosts/cli/json-error.ts';

test.each([
  ['{"a": NaN}', 6],
  ['{"a" 1}', 5],
  ['{"a": 1,}', 8],
  ['[1,]', 3],
  ['[1 2]', 3],
  ['[1}', 2],
  ['{]', 1],
  ['{"a": 01}', 7],
  ['{"a": "x\ny"}', 6],
  ['["\\q"]', 1],
  ["{'a': 1}", 1],
  ['{"a": [1, {"b": true}', 21],
  ['1 2', 2],
  ['', 0],
])('%j breaks at %i', (text, offset) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonError(text).offset).toBe(offset);
});

test('a whole document breaks nowhere before its end', () => {
  for (const value of [{}, [], { a: [1, -2.5e-3, 'x"\\\u2028', { b: null }], c: { d: true } }, 'x', 0]) {
    const text = JSON.stringify(value, null, 1);
    expect(jsonError(text).offset).toBe(text.length);
  }
});

test.each([
  ['{"a": NaN}', ['a']],
  ['{"a": {"b": [1, {}, [2, Infinity]]}}', ['a', 'b', 2, 1]],
  ['{"a": [[], {"x": [3]}], "b\\n": {"c": 1, "d": -Infinity}}', ['b\n', 'd']],
  ['[NaN]', [0]],
  ['NaN', []],
])('%j breaks in a field that has a name', (text, path) => {
  expect(jsonError(text).path).toEqual(path);
});
