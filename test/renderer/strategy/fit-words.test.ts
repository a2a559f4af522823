import { expect, test } from 'vitest';
import { fitRows, lapsSentence, pointSentence } from '../../../renderer/strategy/fit-words.ts';
import { watchedRace } from '../../sim/strategy/advice/known-race.ts';

const { fit } = watchedRace(50, 20, { own: { on: 'soft' } });

test('each number with its half interval and its laps', () => {
  const rows = fitRows(fit);
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['soft, wear', 'fuel', 'a stop in all']));
  expect(rows.find(({ name }) => name === 'soft, wear')).toMatchObject({ value: expect.stringMatching(/^0\.1\d\d ± \d\.\d{3} s\/lap$/), told: true });
  expect(fitRows({ ...fit, fuel: { value: 0, within: 0, told: false, laps: 0 } }).find(({ name }) => name === 'fuel')).toEqual({ name: 'fuel', value: '–', laps: '0', told: false });
});

test('how many laps stand behind it, and why others do not', () => {
  const left_out = { start: 20, flags: 0, traffic: 700, incomplete: 0, few: 3, outlier: 1 };
  expect(lapsSentence({ ...fit, laps: 1014, used: 290, left_out })).toBe('290 of 1,014 laps fitted; left out: 700 in traffic, 20 at the start, 3 of cars with few laps, 1 far from all others.');
});

test('a point tells its lap', () => {
  const point = { car: 'car7', lap: 12, compound: 'soft', age: 9, loss: 0.823, outlier: false };
  expect(pointSentence(point, () => '7 Keane')).toBe('7 Keane, lap 12: soft, 9 laps old, +0.82 s');
  expect(pointSentence({ ...point, outlier: true }, () => '7 Keane')).toMatch(/left out/);
});
