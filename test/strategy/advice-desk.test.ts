import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { LapHead } from '../../common/lap.ts';
import { advice, type Advice } from '../../common/strategy-advice.ts';
import { raceTrace } from '../../common/strategy-trace.ts';
import { raceFit } from '../../common/strategy-fit.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { AdviceDesk } from '../../main/strategy/advice-desk.ts';
import { driveRace } from '../support/driven-race.ts';
import { RACE } from '../support/frames.ts';

const LAPS = 8;
const PATIENCE = { timeout: 20_000 };
const data = mkdtempSync(join(tmpdir(), 'lapwing-advice-'));
const file = join(data, 'laps.db');
const heads: LapHead[] = [];
const said: TimingEvent[] = [];

beforeAll(() => {
  driveRace(data, { cars: 3, laps: LAPS, rate: 10, onIngested: ({ laps }) => void heads.push(...laps.map(({ head }) => head)), onTimed: (event) => void said.push(event) }).close();
}, 120_000);
afterAll(() => rmSync(data, { recursive: true }));

function desk(tell: (advice: Advice, clients: ReadonlySet<string>) => void = () => {}, store = file): AdviceDesk {
  const made = new AdviceDesk(store, tell);
  onTestFinished(() => made.close());
  return made;
}

test('a stored race: what was to be said at any time of it, and of its laps', async () => {
  const asked = desk();
  const car = heads[0]!.car;
  const end = heads.find((head) => head.car === car && head.lap === 4)!.racetime;
  const at = (await asked.advise(RACE, car, end))!;
  expect(advice.parse(at)).toEqual(at);
  expect(at).toMatchObject({ race_id: RACE, car, laps: LAPS });
  expect(at.lap).toBeLessThanOrEqual(5);
  expect(at.racetime).toBeLessThanOrEqual(end);
  expect(await asked.advise(RACE, car)).toBeNull();
  expect(await asked.advise(RACE, 'nobody', end)).toBeNull();
  const [part, whole] = [await asked.fit(RACE, end), await asked.fit(RACE)];
  expect(raceFit.parse(whole)).toEqual(whole);
  expect(part.laps).toBeLessThan(whole.laps);
  expect(whole.laps).toBe(3 * LAPS);
});

test('the lines that were crossed, and a decision by what is known of the race now', async () => {
  const asked = desk();
  const car = heads[0]!.car;
  const end = heads.find((head) => head.car === car && head.lap === 4)!.racetime;
  const [part, whole] = [await asked.trace(RACE, end), await asked.trace(RACE)];
  expect(raceTrace.parse(whole)).toEqual(whole);
  expect(whole.cars.map(({ lines }) => lines.length)).toEqual([LAPS, LAPS, LAPS]);
  expect(part.cars.find((each) => each.car === car)!.lines.length).toBeLessThanOrEqual(4);
  const [then, now] = [(await asked.advise(RACE, car, end))!, (await asked.advise(RACE, car, end, true))!];
  expect(now).toMatchObject({ lap: then.lap, racetime: then.racetime, fit_laps: (await asked.fit(RACE)).used });
});

test('what is not there gets a line, and the next question an answer', async () => {
  const asked = desk();
  await expect(asked.advise('nowhere', 'car7')).rejects.toMatchObject({ code: 'E_NO_RACE', message: expect.stringContaining('"nowhere"') });
  expect((await asked.fit(RACE)).laps).toBe(3 * LAPS);
  await expect(desk(undefined, join(data, 'missing.db')).fit(RACE)).rejects.toThrow(/./);
});

test('of a race that the store does not know yet, and of one that is over, nothing is said', async () => {
  const heard: { advice: Advice; clients: string[] }[] = [];
  const live = desk((told, clients) => void heard.push({ advice: told, clients: [...clients] }));
  const [one, other] = [...new Set(heads.map(({ car }) => car))] as [string, string];
  expect(await live.watch('ada', one)).toBeNull();
  live.begin('a race that the store does not know');
  live.ended({ ...heads[0]!, race_id: 'a race that the store does not know' });
  live.begin(RACE);
  await live.watch('ada', one);
  await live.watch('bo', other);
  live.hear(RACE, { type: 'flag', racetime: 1, flag: 'safety-car' });
  // The store has the whole race, and a car that has driven all of it gets no advice.
  live.hear('another race', { type: 'flag', racetime: 1, flag: 'green' });
  expect(await live.advise(RACE, one)).toBeNull();
  expect(heard).toEqual([]);
});

test('who watches a car of a race that runs hears of it after each lap and flag, and then no more', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'lapwing-advice-live-'));
  onTestFinished(() => rmSync(fresh, { recursive: true }));
  const heard: { advice: Advice; clients: string[] }[] = [];
  const store = driveRace(fresh, { cars: 1, laps: 1, rate: 10 });
  store.db.prepare('DELETE FROM lap').run();
  store.close();
  const live = desk((told, clients) => void heard.push({ advice: told, clients: [...clients] }), join(fresh, 'laps.db'));
  const car = heads[0]!.car;
  live.begin(RACE);
  await live.watch('ada', car);
  live.hear(RACE, said.find(({ type }) => type === 'started')!);
  const firsts = heads.filter((head) => head.lap <= 3);
  for (const head of firsts) live.ended(head);
  await expect.poll(() => heard.at(-1)?.advice, PATIENCE).toMatchObject({ race_id: RACE, car, lap: 4, laps: LAPS, flag: 'green' });
  expect(heard.at(-1)!.clients).toEqual(['ada']);
  live.hear(RACE, { type: 'flag', racetime: firsts.at(-1)!.racetime + 200, flag: 'safety-car' });
  await expect.poll(() => heard.at(-1)!.advice.flag, PATIENCE).toBe('safety-car');
  const before = heard.length;
  live.leave('ada');
  for (const head of heads.filter(({ lap }) => lap === 4)) live.ended(head);
  // Nobody watches: what is asked is answered from the store, which has no lap.
  expect(await live.advise(RACE, car)).toBeNull();
  expect(heard).toHaveLength(before);
});
