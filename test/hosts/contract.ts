import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../common/bridge.ts';
import { events, requests, type EventName, type RequestName, type RequestParams } from '../../common/contract.ts';
import type { LapRow, RaceRow, RaceView } from '../../common/race-view.ts';
import { decodeLapTrace } from '../../common/analysis/lap-trace.ts';
import { decodeLivePacket, type LivePacket } from '../../common/live-packet.ts';
import type { ExportView } from '../../common/lap-export.ts';
import type { ReplayTimeline, ReplayView } from '../../common/replay.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import type { Packed, StoreView } from '../../common/store-view.ts';
import { defaultInputs } from '../../sim/strategy/defaults.ts';
import { fixture } from '../fixtures/strategy/fixture.ts';
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

/** These need a stored race. */
type NeedsRace = 'note.get' | 'note.put' | 'note.delete' | 'lap.trace' | 'race.pack' | 'race.unpack' | 'race.unpack.part' | 'race.pin' | 'race.delete';
type Params = { [K in Exclude<RequestName, 'race.start' | 'export.start' | NeedsRace | `replay.${string}`>]: RequestParams<K> | ((race: RaceView) => RequestParams<K>) };

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
  'notes.list': {},
  store: {},
  'store.keep': { days: 30, gigabytes: null },
  'store.backup': {},
  'store.compact': {},
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
  'strategy.optimum': { inputs: defaultInputs(20) },
  'strategy.compare': { inputs: undefined as never, plans: [] },
  'strategy.field': { inputs: defaultInputs(20) },
  'strategy.weigh': { field: { ...fixture('odds-spielberg-2019'), plans: [{ compounds: ['A3', 'A4'], inlaps: [5] }, { compounds: ['A4', 'A3'], inlaps: [52] }] }, driver: 'VER', runs: 20 },
  'strategy.weigh.stop': {},
  'strategy.flags': { inputs: defaultInputs(20), plan: { compounds: ['soft', 'hard'], inlaps: [8] } },
  'strategy.watch': ({ cars }) => ({ car: cars[0]?.car ?? 'car7' }),
  'strategy.advice': ({ race_id }) => ({ race_id, car: 'car7' }),
  'strategy.inputs': ({ race_id }) => ({ race_id, car: 'car7' }),
  'strategy.fit': ({ race_id }) => ({ race_id }),
  'strategy.trace': ({ race_id }) => ({ race_id }),
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
    }, 180_000);

    test('channels of a lap come as bytes, between other answers, and a lap that is not there is told', async () => {
      const lap = named('lap').find((row) => (row as LapRow).lap === 1) as LapRow;
      const traced = await Promise.all([ask('lap.trace', { id: lap.id, channels: ['Gear', 'Distance'] }), ask('link', {}), ask('lap.trace', { id: lap.id, channels: ['Speed'] })]);
      const [first, , second] = traced.map((bytes) => (bytes instanceof Uint8Array ? decodeLapTrace(bytes) : undefined));
      expect(first).toMatchObject({ id: lap.id, channels: [{ name: 'Gear' }, { name: 'Distance', resolution: 0.01 }] });
      expect(second!.channels.map(({ name, steps }) => [name, steps.length])).toEqual([['Speed', first!.channels[0]!.steps.length]]);
      expect(await client.ask('lap.trace', { id: 'no-such-lap', channels: ['Gear'] })).toMatchObject({ error: { code: 'E_NO_LAP', message: expect.stringContaining('no-such-lap') } });
    });

    test('a note is told to every client, and of two changes to the same revision one is refused', async () => {
      const others: unknown[] = [];
      (await host.connect()).onEvent((name, payload) => void (name === 'note' && others.push(payload)));
      const race = ((await ask('races.list', {})) as RaceRow[]).find(({ laps_stored }) => laps_stored > 0);
      const [{ id }] = (await ask('laps.list', { race_id: race!.race_id })) as [LapRow];
      expect(await ask('note.get', { id })).toMatchObject({ id, revision: 0, text: '', tags: [] });
      const mine = await ask('note.put', { id, expect: 0, text: 'late on the brakes', tags: ['Slow', 'traffic'], author: 'Ada' });
      const note = { id, revision: 1, text: 'late on the brakes', tags: ['slow', 'traffic'], author: 'Ada' };
      expect(mine).toMatchObject({ saved: true, note });
      await expect.poll(() => others).toMatchObject([note]);
      expect(await ask('note.put', { id, expect: 0, text: 'early', tags: [], author: 'Bo' })).toMatchObject({ saved: false, note });
      expect(await ask('notes.list', { race_id: race!.race_id, tag: 'SLOW' })).toMatchObject([note]);
      expect(await ask('note.delete', { id, expect: 1 })).toMatchObject({ saved: true, note: { revision: 2, text: '', tags: [] } });
      expect(await ask('notes.list', {})).toEqual([]);
      expect(await client.ask('note.get', { id: 'nowhere' })).toMatchObject({ error: { code: 'E_NO_LAP' } });
    });

    test('a race is packed, pinned, deleted and unpacked, and every client sees what is being done', async () => {
      const kinds = new Set<string | undefined>();
      (await host.connect()).onEvent((name, payload) => void (name === 'store' && kinds.add((payload as StoreView).job?.kind)));
      const stored = async (): Promise<RaceRow | undefined> => ((await ask('races.list', {})) as RaceRow[]).find(({ laps_stored }) => laps_stored > 0);
      const race = (await stored())!;
      const { race_id } = race;
      const { path, laps } = (await ask('race.pack', { race_id })) as Packed;
      expect([path.startsWith(folder.path), laps]).toEqual([true, race.laps_stored]);
      expect(await client.ask('race.pack', { race_id })).toMatchObject({ error: { code: 'E_FILE_EXISTS' } });
      expect(await client.ask('race.pack', { race_id, path: '../x.lapwing' })).toMatchObject({ error: { code: 'E_FILE_NAME' } });
      expect(await ask('race.unpack', { path })).toMatchObject({ outcome: 'same', laps });
      await ask('race.pin', { race_id, pinned: true });
      expect(await stored()).toMatchObject({ race_id, pinned: true, bytes: race.bytes });
      await ask('replay.open', { race_id, playing: false });
      expect(await client.ask('race.delete', { race_id })).toMatchObject({ error: { code: 'E_RACE_SHOWN' } });
      await ask('replay.close', {});
      const [, refused] = await Promise.all([ask('export.start', { race_id }), client.ask('race.delete', { race_id })]);
      expect(refused).toMatchObject({ error: { code: 'E_RACE_EXPORTED', message: expect.stringContaining(race_id) } });
      await ask('export.stop', {});
      await expect.poll(async () => ((await ask('export.current', {})) as ExportView).state, { timeout: 20_000 }).not.toBe('running');
      await ask('race.delete', { race_id, factory: true });
      expect(((await ask('races.list', {})) as RaceRow[]).map((row) => row.race_id)).not.toContain(race_id);
      expect(await ask('laps.list', { race_id })).toEqual([]);
      expect(await client.ask('race.delete', { race_id })).toMatchObject({ error: { code: 'E_NO_RACE' } });
      expect(await ask('race.unpack', { path })).toMatchObject({ outcome: 'added', laps });
      expect(await stored()).toEqual({ ...race, pinned: false });
      const bytes = readFileSync(path);
      const send = (part: number, piece: Buffer, last: boolean): Promise<Answer> =>
        client.ask('race.unpack.part', { upload: 3, file: 'carried.lapwing', size: bytes.length, part, bytes: piece.toString('base64'), last });
      const pieces = Array.from({ length: Math.ceil(bytes.length / 500_000) }, (_, i) => bytes.subarray(i * 500_000, (i + 1) * 500_000));
      for (const [part, piece] of pieces.slice(0, -1).entries()) expect(await send(part, piece, false)).toMatchObject({ result: null });
      expect(await send(pieces.length - 1, pieces.at(-1)!, true)).toMatchObject({ result: { race_id, outcome: 'same', laps } });
      expect(await send(1, pieces[0]!, true)).toMatchObject({ error: { code: 'E_PACK_PART', message: expect.stringMatching(/^carried\.lapwing /) } });
      await expect.poll(() => kinds).toEqual(new Set(['pack', 'unpack', 'delete', undefined]));
      expect(await ask('store', {})).toMatchObject({ job: null, leaving: [] });
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
      ['lap.trace', { id: 'a lap', channels: ['NoSuchChannel'] }],
      ['store.keep', { days: 0, gigabytes: null }],
      ['race.unpack', { path: 'a\nb' }],
      ['note.put', { id: 'r/car7/001', expect: 0, text: 'a\u0000b', tags: [] }],
      ['note.put', { id: 'r/car7/001', expect: 0, text: '', tags: ['<b>'] }],
      ['live.subscribe', { ...SUBSCRIPTION, channels: ['NoSuchChannel'] }],
      ['replay.open', { race_id: 'any', speed: 65 }],
      ['replay.set', { speed: 0.2 }],
      ['replay.seek', { lap: 1.5 }],
      ['replay.seek', { lap: 'abc' }],
      ['replay.seek', { racetime: null }],
      ['replay.step', { by: 1e9, of: 'lap' }],
      ['replay.step', { by: 1, of: 'year' }],
    ])('%s refuses %j by name', async (name, params) => {
      const answer = await client.ask(name, params);
      expect(answer).toMatchObject({ error: { code: 'E_PARAMS', message: expect.stringMatching(new RegExp(`^${name}: [^\\n]+\\.$`)) } });
      // In our words, not in those of the validator.
      expect((answer as { error: { message: string } }).error.message).not.toMatch(/Invalid|Too (small|big)|expected|>=|<=|Unrecognized/);
    });

    test.each(['', 'no.such', 'constructor', '__proto__', 'toString'])('there is no request called %j', async (name) => {
      expect(await client.ask(name, {})).toMatchObject({ error: { code: 'E_REQUEST' } });
    });

    test('a stored race replays to the client that asked and to nobody else, while the live race goes on', async () => {
      const stored = ((await ask('races.list', {})) as RaceRow[]).find(({ state }) => state === 'finished')!;
      const live = (await ask('race.start', LONG_RACE)) as RaceView;
      const other = await host.connect();
      const others: string[] = [];
      other.onEvent((name) => void others.push(name));
      const packets: LivePacket[] = [];
      client.onLive((packet) => void packets.push(decodeLivePacket(packet)));
      await ask('live.subscribe', { ...SUBSCRIPTION, subscription: 8 });
      await expect.poll(() => packets.length, { timeout: 10_000 }).toBe(1);

      const { race_id } = stored;
      await ask('replay.open', { race_id, speed: 64, playing: false });
      await ask('live.subscribe', { ...SUBSCRIPTION, subscription: 8, past: 600 });
      const timeline = (await ask('replay.timeline', {})) as ReplayTimeline;
      expect(timeline.laps.map(({ lap }) => lap)).toEqual([0, 1]);
      expect(await ask('replay.seek', { lap: 1 })).toMatchObject({ racetime: timeline.laps[1]!.racetime, playing: false, jumps: 1 });
      for (const [lap, words] of [[-3, 'Lap -3 is before the start. Give a lap from 0 to 1.'], [1e9, 'Lap 1000000000 is past the end: this race has 1 lap. Give a lap from 0 to 1.']] as const) {
        expect(await client.ask('replay.seek', { lap })).toMatchObject({ error: { code: 'E_NO_LAP', message: words } });
      }
      await expect.poll(() => packets.at(-1)!.epoch, { timeout: 10_000 }).toBeGreaterThan(packets[0]!.epoch);
      await ask('live.credit', { subscription: 8 });
      await expect.poll(() => Math.max(...packets.at(-1)!.cars.map((car) => car.racetime.at(-1)!)), { timeout: 10_000 }).toBeCloseTo(timeline.laps[1]!.racetime, 3);
      // The lap from the grid begins with the race.
      const back = (await ask('replay.step', { by: -1, of: 'lap' })) as ReplayView;
      expect(back.racetime).toBe(back.from);
      await ask('replay.set', { playing: true });
      await expect.poll(() => named('replay.results'), { timeout: 20_000 }).toHaveLength(1);
      expect(named('replay.results')).toEqual(named('results').slice(0, 1));
      await expect.poll(() => named('replay').at(-1), { timeout: 20_000 }).toMatchObject({ playing: false, racetime: (named('replay').at(-1) as ReplayView).to });
      for (const [name, payload] of heard.filter(([each]) => each.startsWith('replay'))) {
        expect([name, events[name as EventName].parse(payload)]).toEqual([name, payload]);
      }
      expect(others.filter((name) => name.startsWith('replay'))).toEqual([]);
      expect(named('race').at(-1)).toMatchObject({ race_id: live.race_id, state: 'running' });

      await ask('replay.close', {});
      for (const [name, params] of [['replay.set', {}], ['replay.step', { by: 1, of: 'lap' }], ['replay.timeline', {}]] as const) {
        expect(await client.ask(name, params)).toMatchObject({ error: { code: 'E_NO_REPLAY' } });
      }
      expect(await client.ask('replay.open', { race_id: 'no-such-race' })).toMatchObject({ error: { code: 'E_NO_RACE' } });
      expect(await client.ask('replay.open', { race_id: live.race_id })).toMatchObject({ error: { code: 'E_RACE_RUNNING', message: expect.stringContaining('is not over') } });
      expect(await client.ask('replay.open', { race_id, speed: 65 })).toMatchObject({ error: { code: 'E_PARAMS', message: 'replay.open: speed: must be a number from 0.25 to 64, the times that it runs as fast as the race did.' } });
      await ask('live.unsubscribe', { subscription: 8 });
      await ask('race.stop', {});
      await stopped(live);
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
