import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Advice } from '../../../common/strategy-advice.ts';
import { AdviceWatch } from '../../../renderer/strategy/advice-watch.ts';
import { advise, watchedRace } from '../../sim/strategy/advice/known-race.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A pit wall on which two cars race, and what was asked of the workstation. */
function pitWall() {
  const heard = new Map<string, (payload: unknown) => void>();
  const asked: [string, unknown][] = [];
  const place = {
    asked,
    fails: false,
    tell: (advice: Advice) => heard.get('advice')?.(advice),
    replayed: signal<object | null>(null),
    standings: signal<object | null>({ rows: [{ car: 'car7' }, { car: 'car27' }] }),
    focus: signal<string | null>('car27'),
    race: signal<object | null>({ state: 'running' }),
    raceId: signal<string | null>('r'),
    host: signal('connected'),
    at: 100,
  };
  const said = (car: string, lap: number): Advice => ({ ...advise(watchedRace(50, lap - 1, { own: { on: 'soft' } }))!, car });
  const connection = {
    async request(name: string, params: { car: string | null }) {
      asked.push([name, params]);
      if (place.fails) throw new Error('the strategist stopped');
      return params.car === null ? null : said(params.car, 5);
    },
    on: (name: string, listener: (payload: unknown) => void) => {
      heard.set(name, listener);
      return () => heard.delete(name);
    },
  };
  const { standings, race, raceId, host } = place;
  const wall = { connection, host, race, raceId, standings, picks: { focus: place.focus }, replay: { view: place.replayed, now: () => place.at } };
  return { ...place, place, said, wall: wall as never };
}

test('the car that is looked at is watched, then the one that is chosen, and nobody when it is closed', async () => {
  const { wall, asked, tell, said } = pitWall();
  const watch = new AdviceWatch(wall);
  await settle();
  expect(watch.advice.value).toMatchObject({ car: 'car27', lap: 5 });
  tell(said('car27', 6));
  expect(watch.advice.value!.lap).toBe(6);
  tell(said('car7', 9));
  expect(watch.advice.value!.car).toBe('car27');
  watch.chosen.value = 'car7';
  expect(watch.advice.value).toBeUndefined();
  await settle();
  expect(watch.advice.value!.car).toBe('car7');
  watch.close();
  expect(asked).toEqual([['strategy.watch', { car: 'car27' }], ['strategy.watch', { car: 'car7' }], ['strategy.watch', { car: null }]]);
  tell(said('car7', 9));
  expect(watch.advice.value!.lap).toBe(5);
});

test('a car that is not in the race is not asked about', () => {
  const { wall, focus, standings } = pitWall();
  const watch = new AdviceWatch(wall);
  focus.value = 'car99';
  expect(watch.car.value).toBe('car7');
  standings.value = null;
  expect(watch.car.value).toBe('car7');
  watch.close();
});

test('of a replay it is asked as things stood, and what is told of the live race is not shown', async () => {
  const { wall, asked, tell, said, replayed, standings, place } = pitWall();
  replayed.value = {};
  const watch = new AdviceWatch(wall);
  await settle();
  expect(asked).toEqual([['strategy.watch', { car: null }], ['strategy.advice', { race_id: 'r', car: 'car27', racetime: 100 }]]);
  expect(watch.on.value).toBe(true);
  tell(said('car27', 30));
  expect(watch.advice.value!.lap).toBe(5);
  place.at = 200;
  standings.value = { rows: [{ car: 'car27' }] };
  await settle();
  expect(asked.at(-1)).toEqual(['strategy.advice', { race_id: 'r', car: 'car27', racetime: 200 }]);
  watch.close();
});

test('a race that is over is not advised, and a failure is told until there is an answer', async () => {
  const { wall, race, place, tell, said } = pitWall();
  place.fails = true;
  const watch = new AdviceWatch({ ...(wall as object) } as never);
  await settle();
  expect(watch.trouble.value).toBe('the strategist stopped');
  tell(said('car27', 6));
  expect(watch.trouble.value).toBeNull();
  race.value = { state: 'finished' };
  expect(watch.on.value).toBe(false);
  expect(watch.advice.value).toBeUndefined();
  watch.close();
});
