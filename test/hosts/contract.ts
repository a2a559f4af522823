import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../common/bridge.ts';
import { events, requests, type EventName, type RaceView, type RequestName, type RequestParams } from '../../common/contract.ts';
import { decodeLivePacket, type LivePacket } from '../../common/live-packet.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A screen's or script's end of a host. */
export interface Client {
  ask(name: string, params: unknown): Promise<Answer>;
  onEvent(listener: (name: string, payload: unknown) => void): void;
  onLive(listener: (packet: Uint8Array) => void): void;
}

export interface HostUnderTest {
  /** Another client each time. */
  connect(): Promise<Client>;
  close(): Promise<void>;
}

type Params = { [K in Exclude<RequestName, 'race.start' | 'export.start'>]: RequestParams<K> | ((race: RaceView) => RequestParams<K>) };

const SHORT_RACE: RequestParams<'race.start'> = {
  ...{ track: 'little-marsh', car: 'lapwing-gt', cars: 2, laps: 1, rate: 10, speed: 'max', noise: true, weather: 'wet' },
  ...{ events: [{ type: 'dry', at: 20 }], drivers: [{ number: 1, name: 'Ada Keane', skill: 0.7 }] },
};
const LONG_RACE: RequestParams<'race.start'> = { cars: 2, laps: 100, rate: 50, speed: 5 };
const SUBSCRIPTION = { subscription: 9, cars: [], channels: ['Speed', 'RPM'], past: 0 };

/** What each request is asked with, in this order, while a long race runs. */
const ASKED: Params = {
  workstation: {},
  'race.current': {},
  'race.speed': { speed: 6 },
  'race.report': ({ race_id }) => ({ race_id }),
  'standings.current': {},
  'races.list': {},
  'laps.list': ({ race_id }) => ({ race_id }),
  'messages.list': ({ race_id }) => ({ race_id }),
  tracks: {},
  cars: {},
  track: ({ track }) => ({ name: track }),
  link: {},
  'link.set': { radio: 'up' },
  audit: ({ race_id }) => ({ race_id }),
  'export.stop': {},
  'export.current': {},
  'export.receipt': ({ race_id }) => ({ race_id }),
  'sql.run': { sql: 'SELECT COUNT(*) AS laps, NULL AS blank FROM laps' },
  'sql.rows': { result: 1, from: 0, count: 10 },
  'sql.chart': { result: 1, x: null, ys: [0] },
  'sql.export': { result: 1, format: 'parquet', part: 0 },
  'sql.cancel': {},
  'sql.catalogue': {},
  'queries.save': { name: 'How many', sql: 'SELECT COUNT(*) FROM laps' },
  'queries.list': {},
  'queries.remove': { name: 'How many' },
  'queries.forget': {},
  'tables.add': { upload: 1, file: 'tyre sets.csv', part: 0, bytes: btoa('car,set\ncar7,3\n'), last: true },
  'tables.remove': { name: 'tyre_sets' },
  'strategy.defaults': {},
  'strategy.compare': { inputs: undefined as never, plans: [] },
  'live.subscribe': SUBSCRIPTION,
  'live.credit': { subscription: SUBSCRIPTION.subscription },
  'live.unsubscribe': { subscription: SUBSCRIPTION.subscription },
  'race.stop': {},
};

/** Runs the one suite over a host that stands on a real workstation. */
export function describeHost(title: string, open: (workstation: Workstation) => Promise<HostUnderTest>): void {
  describe(title, () => {
    const folder = temporaryFolder();
    const heard: [name: string, payload: unknown][] = [];
    let workstation: Workstation;
    let host: HostUnderTest;
    let client: Client;

    const ask = async (name: RequestName, params: unknown): Promise<unknown> => {
      const answer = await client.ask(name, params);
      if ('error' in answer) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
      return requests[name].result.parse(answer.result);
    };
    const stopped = async ({ race_id }: RaceView): Promise<void> => {
      const last = (): RaceView => named('race').at(-1) as RaceView;
      await expect.poll(() => [last().race_id, last().state], { timeout: 10_000 }).toEqual([race_id, 'stopped']);
    };
    const named = (name: EventName): unknown[] => heard.filter(([other]) => other === name).map(([, payload]) => payload);

    beforeAll(async () => {
      workstation = await openWorkstation({ dataDir: folder.path });
      host = await open(workstation);
      client = await host.connect();
      client.onEvent((name, payload) => void heard.push([name, payload]));
    });

    afterAll(async () => {
      await host?.close();
      await workstation?.close();
      folder.remove();
    });

    test('a race is heard from the start to the results, in the shapes of the contract', async () => {
      const race = (await ask('race.start', SHORT_RACE)) as RaceView;
      await expect.poll(() => named('results'), { timeout: 25_000 }).toHaveLength(1);
      await expect.poll(() => (named('race').at(-1) as RaceView).state, { timeout: 25_000 }).toBe('finished');
      expect(named('results')).toMatchObject([{ race_id: race.race_id }]);
      expect(named('lap').length).toBeGreaterThanOrEqual(2);
      expect(named('standings').length).toBeGreaterThan(0);
      expect(named('link').length).toBeGreaterThan(0);
      for (const [name, payload] of heard) {
        expect([name, events[name as EventName].parse(payload)]).toEqual([name, payload]);
      }
    });

    test('every request is answered in the shape of the contract', async () => {
      const race = (await ask('race.start', LONG_RACE)) as RaceView;
      const inputs = await ask('strategy.defaults', {});
      const plans = [{ compounds: ['medium', 'hard'], inlaps: [20] }];
      for (const name of Object.keys(ASKED) as (keyof Params)[]) {
        const asked = ASKED[name];
        const params = name === 'strategy.compare' ? { inputs, plans } : typeof asked === 'function' ? asked(race) : asked;
        const answer = await client.ask(name, params);
        if ('error' in answer) throw new Error(`${name}: ${answer.error.message}`);
        const { result } = answer;
        expect([name, requests[name].result.parse(result)]).toEqual([name, result]);
      }
      await stopped(race);
    });

    test.each<[RequestName, unknown]>([
      ['race.start', { laps: 0 }],
      ['race.start', { cars: '20' }],
      ['race.start', { step: 250 }],
      ['race.start', { weather: 'snow' }],
      ['race.start', { events: [{ type: 'storm', at: 1 }] }],
      ['race.start', { drivers: [{ number: 7 }] }],
      ['race.speed', { speed: 'fast' }],
      ['link.set', { radio: 'slow' }],
      ['sql.run', null],
      ['laps.list', { race_id: 7 }],
      ['live.subscribe', { ...SUBSCRIPTION, channels: ['NoSuchChannel'] }],
    ])('%s refuses %j by name', async (name, params) => {
      const answer = await client.ask(name, params);
      expect(answer).toMatchObject({ error: { code: 'E_PARAMS', message: expect.stringContaining(name) } });
    });

    test.each(['', 'no.such', 'constructor', '__proto__', 'toString'])('there is no request called %j', async (name) => {
      expect(await client.ask(name, {})).toMatchObject({ error: { code: 'E_REQUEST' } });
    });

    test('a packet comes for each credit, to the client that asked, and none after the end', async () => {
      const [mine, others]: [LivePacket[], Uint8Array[]] = [[], []];
      client.onLive((packet) => void mine.push(decodeLivePacket(packet)));
      (await host.connect()).onLive((packet) => void others.push(packet));
      const race = (await ask('race.start', LONG_RACE)) as RaceView;
      await ask('live.subscribe', SUBSCRIPTION);
      await expect.poll(() => mine.length, { timeout: 10_000 }).toBe(1);
      await pause(400);
      expect(mine).toHaveLength(1);

      await ask('live.credit', { subscription: SUBSCRIPTION.subscription });
      await expect.poll(() => mine.length, { timeout: 10_000 }).toBe(2);
      const [first, second] = mine;
      expect(second).toMatchObject({ subscription: SUBSCRIPTION.subscription, epoch: first!.epoch, skipped: 0 });
      expect(second!.cars.map((car) => car.columns.map((column) => column.length))).toEqual(
        second!.cars.map((car) => [car.racetime.length, car.racetime.length]),
      );
      for (const later of second!.cars) {
        const before = first!.cars.find((car) => car.car === later.car);
        if (before) expect(later.racetime[0]).toBeGreaterThan(before.racetime.at(-1)!);
      }

      await ask('live.unsubscribe', { subscription: SUBSCRIPTION.subscription });
      await ask('live.credit', { subscription: SUBSCRIPTION.subscription });
      await pause(300);
      expect(mine).toHaveLength(2);
      expect(others).toEqual([]);
      await ask('race.stop', {});
      await stopped(race);
    });
  });
}
