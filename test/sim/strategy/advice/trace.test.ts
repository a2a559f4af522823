import { expect, test } from 'vitest';
import { raceTrace } from '../../../../common/strategy-trace.ts';
import { numbersOf } from '../../../../sim/strategy/advice/numbers.ts';
import { traceOf } from '../../../../sim/strategy/advice/trace.ts';
import { watchedRace } from './known-race.ts';

test('lines and stops of each car, the one in front first, and what a stop costs under each flag', () => {
  const { race, fit } = watchedRace(50, 12, { own: { on: 'soft', at: 3, stop: [8, 'hard'] }, other: { on: 'medium' }, gone: { on: 'soft', less: 4 } });
  const trace = traceOf('r', race, new Set(['gone']), numbersOf(fit, null));
  expect(raceTrace.parse(trace)).toEqual(trace);
  expect(trace.cars.map(({ car }) => car)).toEqual(['other', 'own', 'gone']);
  expect(trace.cars.map(({ lines }) => lines.length)).toEqual([12, 12, 8]);
  expect(trace.cars[1]).toMatchObject({ stops: [{ lap: 8, onto: 'hard' }], out: false });
  expect(trace.cars[2]!.out).toBe(true);
  const { green, vsc, 'safety-car': safetyCar, from } = trace.stop;
  expect(from).toBe('race');
  expect(green).toBeGreaterThan(vsc);
  expect(vsc).toBeGreaterThan(safetyCar);
});

test('a car that has just come in has not said yet what is put on', () => {
  const { race, fit } = watchedRace(50, 12, { own: { on: 'soft', stop: [12, 'hard'] } });
  expect(traceOf('r', race, new Set(), numbersOf(fit, null)).cars[0]!.stops).toEqual([{ lap: 12, onto: null }]);
});
