import { expect, test } from 'vitest';
import type { Advice } from '../../../common/strategy-advice.ts';
import type { RaceTrace } from '../../../common/strategy-trace.ts';
import { outcomeOf } from '../../../renderer/strategy/outcome-words.ts';

const stop = { green: 22, vsc: 14, 'safety-car': 11, within: 1, from: 'race' } as const;
const trace: RaceTrace = {
  race_id: 'r',
  laps: 4,
  stop,
  cars: [
    { car: 'car1', lines: [90, 180, 270, 360], stops: [{ lap: 2, onto: 'hard' }], out: false },
    { car: 'car2', lines: [89, 181, 271, 361], stops: [], out: false },
    { car: 'car3', lines: [95, 190], stops: [], out: true },
  ],
};

test('what the car did then, and where it ended', () => {
  expect(outcomeOf(trace, { car: 'car1', lap: 2 }, null)).toBe('What came of it: it came in on lap 2, this one, for hard; P2 then, P1 after lap 4.');
  expect(outcomeOf(trace, { car: 'car1', lap: 3 }, null)).toBe('What came of it: it made no further stop; P1 then, P1 after lap 4.');
  expect(outcomeOf(trace, { car: 'car3', lap: 2 }, null)).toBe('What came of it: it made no further stop; P3 then, out after lap 2.');
  expect(outcomeOf(trace, { car: 'car3', lap: 3 }, null)).toBe('What came of it: it ended no lap after this.');
});

test('and what is known of the decision now', () => {
  const hindsight = { call: 'BOX NOW', gain: 1.24, within: 0.4 } as Advice;
  expect(outcomeOf(trace, { car: 'car2', lap: 2 }, hindsight)).toMatch(/ By all laps of the race the word is BOX NOW \(\+1\.2 ± 0\.4 s\)\.$/);
});
