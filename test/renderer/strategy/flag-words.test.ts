import { expect, test } from 'vitest';
import type { FlagRow } from '../../../common/strategy-flags.ts';
import { rangesOf, rowSentence } from '../../../renderer/strategy/flag-words.ts';

const row = (lap: number, call: FlagRow['call'], gain: number | null, onto = 'medium'): FlagRow => ({ lap, compound: 'soft', age: lap - 1, call, gain, on_lap: lap + 1, onto });

test('laps in a row on which the same is to be done are one line', () => {
  expect(rangesOf([row(1, 'NO DIFFERENCE', 0.1), row(2, 'NO DIFFERENCE', 0.2), row(3, 'BOX NOW', 4), row(4, 'BOX NOW', 7.24), row(5, 'BOX NOW', 2, 'hard'), row(6, 'STAY OUT', -3), row(7, 'BOX NOW', null)])).toEqual([
    { from: 1, to: 2, call: 'NO DIFFERENCE', what: 'within 0.3 s' },
    { from: 3, to: 4, call: 'BOX NOW', what: 'onto medium, gains up to 7.2 s' },
    { from: 5, to: 5, call: 'BOX NOW', what: 'onto hard, gains up to 2.0 s' },
    { from: 6, to: 6, call: 'STAY OUT', what: 'a stop loses up to 3.0 s' },
    { from: 7, to: 7, call: 'BOX NOW', what: 'onto medium, the rules want it' },
  ]);
});

test('one lap in a sentence', () => {
  expect(rowSentence(row(21, 'BOX NOW', 7.24))).toBe('box, in on lap 22 onto medium: +7.2 s');
  expect(rowSentence(row(52, 'BOX NOW', null))).toBe('box, in on lap 53 onto medium: the rules want it');
  expect(rowSentence(row(40, 'STAY OUT', -3))).toBe('stay out; a stop: −3.0 s');
});
