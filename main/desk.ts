import { readFileSync } from 'node:fs';
import type { ParsedParams, RequestName, RequestResult, WorkstationView } from '../common/contract.ts';
import type { LapRow } from '../common/race-view.ts';
import { CHANNELS } from '../common/channels.ts';
import { toErrorShape } from '../common/errors.ts';
import { presetProfile } from '../common/radio.ts';
import type { LapHead } from '../common/lap.ts';
import { isRaceMessage, type RaceMessage, type TimingEvent } from '../common/timing.ts';
import { compare } from '../sim/strategy/compare.ts';
import { defaultInputs } from '../sim/strategy/defaults.ts';
import { bestPlan } from '../sim/strategy/rules.ts';
import { flagTables } from '../sim/strategy/flag-tables.ts';
import { usualField } from '../sim/strategy/usual-field.ts';
import { trackView } from '../sim/track/track-view.ts';
import { findTrackShape, trackNames } from '../sim/track/tracks.ts';
import { carRows, TrackRows, tyreWindows } from './choices.ts';
import { auditLive } from './audit/live-race.ts';
import type { DeskListener } from './desk-listener.ts';
import { ExportDesk } from './export-desk.ts';
import { readRadio } from './interchange/radio-file.ts';
import { dataFiles } from './installation.ts';
import { InterruptedRaces } from './interrupted-races.ts';
import { LinkMonitor } from './link-monitor.ts';
import { Pipeline } from './pipeline.ts';
import { RaceDesk } from './race-desk.ts';
import { ReplayDesk } from './replay-desk.ts';
import type { WorkstationOptions } from './session.ts';
import type { Ingested } from './trackside/ingest.ts';
import { SqlDesk } from './sql-desk.ts';
import { StoreDesk } from './store-desk.ts';
import { AdviceDesk } from './strategy/advice-desk.ts';
import { storeFault } from './store-fault.ts';
import { WeighDesk } from './strategy/weigh-desk.ts';
import { LapTraces } from './trackside/laps/lap-traces.ts';
import { LiveFeed } from './trackside/live-feed.ts';
import type { LiveFrame } from './trackside/live-intake.ts';
import type { LivePackets } from './trackside/live-packets.ts';
import { raceRows } from './trackside/race-rows.ts';
import type { TimedEvent } from './trackside/timing-intake.ts';

const LINK_INTERVAL = 250;
const DRAIN_INTERVAL = 50;
const STANDINGS_INTERVAL = 100;
/** Of the rules by which races leave the store. */
const REVIEW_INTERVAL = 60_000;
/** Messages of a race that a screen which comes late gets. */
const MOST_MESSAGES = 200;
/** Laps; a shorter race leaves no room to compare two stops with two others. */
const SHORTEST_TWO_STOP_RACE = 53;

/** Requests that read other databases than the lap store as well: what SQLite says there may be of any of them. */
const OF_OTHER_FILES: ReadonlySet<string> = new Set<RequestName>(['audit', 'link', 'link.set', 'race.start', 'race.delete', 'export.start', 'export.current', 'export.receipt']);

type Handlers = {
  [K in RequestName]: (params: ParsedParams<K>, client: string) => RequestResult<K> | Promise<RequestResult<K>>;
};

/** The engine's side of the contract: one handler a request, and the events as they happen. */
export class Desk {
  private readonly pipeline: Pipeline;
  private readonly races: RaceDesk;
  private readonly monitor: LinkMonitor;
  private readonly exports: ExportDesk;
  private readonly replays: ReplayDesk;
  private readonly store: StoreDesk;
  private readonly advice: AdviceDesk;
  private readonly weighing: WeighDesk;
  private readonly feed = new LiveFeed();
  private readonly tracks = new TrackRows();
  private readonly traces: LapTraces;
  private readonly sql: SqlDesk;
  private readonly listener: DeskListener;
  private readonly options: WorkstationOptions;
  private readonly interrupted: InterruptedRaces;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly failing = new Map<() => void, string>();
  private standings: Extract<TimingEvent, { type: 'standings' }> | undefined;
  private standingsTold: unknown;
  /** A client has asked for something: there is somebody to be told. */
  private asked = false;
  private readonly handlers: Handlers;

  private constructor(options: WorkstationOptions, listener: DeskListener, pipeline: Pipeline) {
    this.options = options;
    this.listener = listener;
    this.pipeline = pipeline;
    this.races = new RaceDesk({
      pipeline,
      onRace: (view) => listener.event('race', view),
      onNotice: (level, text) => listener.event('notice', { level, text }),
    });
    this.exports = new ExportDesk(pipeline, (view) => listener.event('export', view));
    this.replays = new ReplayDesk(pipeline.laps, (name, payload, clients) => listener.event(name, payload, clients));
    this.store = new StoreDesk({ pipeline, listener, on: () => this.onNow(), shown: (race) => this.replays.shows(race), exported: (race) => this.exports.sends(race) });
    this.advice = new AdviceDesk(dataFiles(options.dataDir).laps, (advice, clients) => listener.event('advice', advice, clients));
    this.weighing = new WeighDesk((verdict, clients) => listener.event('weighing', verdict, clients));
    this.monitor = new LinkMonitor(pipeline, this.races);
    this.traces = new LapTraces(pipeline.laps.db);
    this.sql = new SqlDesk(options.dataDir, {
      queries: (book) => listener.event('queries', book),
      tables: () => listener.event('tables', {}),
      notice: (level, text) => listener.event('notice', { level, text }),
    });
    this.interrupted = new InterruptedRaces(pipeline, { current: () => this.races.current?.race_id, onLap: (head) => listener.event('lap', lapRow(head)) });
    this.handlers = this.makeHandlers();
    this.every(LINK_INTERVAL, () => {
      listener.event('link', this.monitor.view());
      this.tellNews();
    });
    this.every(DRAIN_INTERVAL, () => this.races.checkDrained());
    this.every(STANDINGS_INTERVAL, () => this.tellStandings());
    this.every(REVIEW_INTERVAL, () => this.asked && this.store.review(true));
    this.every(1000, () => this.interrupted.end());
  }

  /** Throws LapwingError when the data folder, the broker or the radio link that is named cannot be used. */
  static async open(options: WorkstationOptions, listener: DeskListener): Promise<Desk> {
    let desk: Desk | undefined;
    const link = options.link === undefined ? undefined : readRadio(options.link);
    const pipeline = await Pipeline.open({
      dataDir: options.dataDir,
      brokers: options.brokers ?? [],
      team: options.team ?? 'lapwing',
      link,
      ...(options.retention && { retention: options.retention }),
      onIngested: (news) => desk?.ingested(news),
      onLive: (frames) => desk?.live(frames),
      onTimed: (news) => desk?.timed(news),
      picked: () => desk?.feed.packets.picked() ?? new Set(),
    });
    desk = new Desk(options, listener, pipeline);
    return desk;
  }

  /** The race that has not ended, if there is one. */
  private onNow(): string | undefined {
    const { current } = this.races;
    return current && (current.state === 'running' || current.state === 'draining') ? current.race_id : undefined;
  }

  /** What the buffers have to tell waits until somebody listens. */
  private tellNews(): void {
    if (!this.asked) return;
    for (const text of this.pipeline.takeNews()) this.listener.event('notice', { level: 'warning', text });
  }

  /** A task that fails, on a full disk say, is told once and tried again; thrown from a timer, it would end the thread. */
  private every(ms: number, task: () => void): void {
    const attempt = (): void => {
      try {
        task();
        this.failing.delete(task);
      } catch (error) {
        const { message } = toErrorShape(error);
        if (this.failing.get(task) === message) return;
        this.failing.set(task, message);
        this.listener.event('notice', { level: 'error', text: `The stores cannot be used: ${message}. Check the disk of ${this.options.dataDir}; trying again.` });
      }
    };
    this.timers.push(setInterval(attempt, ms));
  }

  private ingested({ frames, laps }: Ingested): void {
    for (const { race, car, body, declaration } of frames) this.feed.push(race, car, body, declaration);
    for (const { head } of laps) {
      this.listener.event('lap', lapRow(head));
      this.advice.ended(head);
    }
  }

  private live(frames: readonly LiveFrame[]): void {
    for (const { race, car, body, declaration } of frames) this.feed.pushAhead(race, car, body, declaration);
  }

  private timed(news: TimedEvent[]): void {
    const race_id = this.races.current?.race_id;
    const messages: RaceMessage[] = [];
    for (const timed of news) {
      if (timed.race !== race_id) continue;
      this.races.hearTiming(timed);
      this.advice.hear(timed.race, timed.event);
      if (timed.event.type === 'standings') this.standings = timed.event;
      if (isRaceMessage(timed.event)) messages.push(timed.event);
      if (timed.event.type === 'finished') {
        this.listener.event('results', { race_id: timed.race, results: timed.event.results });
      }
    }
    if (race_id !== undefined && messages.length > 0) this.listener.event('messages', { race_id, messages });
  }

  /** The newest standings, ten times a second at most, however fast the race runs. */
  private tellStandings(): void {
    const { standings } = this;
    if (!standings || standings === this.standingsTold) return;
    this.standingsTold = standings;
    this.listener.event('standings', { racetime: standings.racetime, rows: standings.rows });
  }

  /** Params are parsed already. Throws LapwingError, or what a handler throws. */
  async answer(client: string, name: string, params: unknown): Promise<unknown> {
    this.asked = true;
    const handler = this.handlers[name as RequestName] as (params: unknown, client: string) => unknown;
    try {
      return await handler(params, client);
    } catch (error) {
      throw OF_OTHER_FILES.has(name) ? error : storeFault(error, dataFiles(this.options.dataDir).laps);
    }
  }

  private makeHandlers(): Handlers {
    const { pipeline, races, feed, replays, sql } = this;
    return {
      workstation: () => this.workstation(),
      'race.start': (params) => {
        this.store.needWritable();
        const view = races.start(params);
        this.standings = undefined;
        feed.begin(view.race_id);
        this.advice.begin(view.race_id);
        return view;
      },
      'race.stop': () => {
        races.stop();
        return null;
      },
      'race.speed': ({ speed }) => {
        races.setSpeed(speed);
        return null;
      },
      'race.current': () => races.current,
      'race.report': ({ race_id }) => races.report(race_id),
      'standings.current': () => this.standings ?? null,
      'races.list': () => raceRows(pipeline.laps, pipeline.ingest.ledger),
      store: () => this.store.view,
      'store.keep': (params) => this.store.keep(params),
      'store.compact': () => this.store.compact(),
      'store.backup': (params) => this.store.backUp(params),
      'race.pack': async (params) => {
        await this.interrupted.arrived(params.race_id);
        return this.store.pack(params);
      },
      'race.unpack': (params) => this.store.unpack(params),
      'race.unpack.part': (params, client) => this.store.unpackPart(client, params),
      'race.pin': (params) => this.store.pin(params),
      'race.delete': async (params) => {
        await this.interrupted.arrived(params.race_id);
        return this.store.delete(params);
      },
      'laps.list': ({ race_id, until }) => pipeline.laps.laps(race_id, until, (text) => this.listener.event('notice', { level: 'warning', text })),
      'lap.trace': ({ id, channels }) => this.traces.read(id, channels),
      'notes.list': (params) => this.store.notes.list(params),
      'note.get': ({ id }) => this.store.notes.get(id),
      'note.put': (params) => this.store.putNote(params),
      'note.delete': (params) => this.store.deleteNote(params),
      'messages.list': ({ race_id }) => pipeline.laps.messages(race_id, MOST_MESSAGES),
      tracks: () => this.tracks.list(),
      cars: () => carRows(),
      track: ({ name }, client) => replays.trackOf(client, name) ?? races.mapOf(name) ?? (trackNames().includes(name) ? undefined : replays.storedTrack(name)) ?? trackView(findTrackShape(name)),
      link: () => this.monitor.view(),
      'link.set': (params) => {
        if (params.radio === 'preset') pipeline.link.follow(presetProfile(params.preset));
        else if (params.radio === 'profile') pipeline.link.follow(params.profile);
        else pipeline.link.set(params.radio, params.radio === 'slow' ? params.bits_per_second : undefined);
        const view = this.monitor.view();
        this.listener.event('link', view);
        return view;
      },
      audit: ({ race_id }) => {
        const { edge, sent, laps, factory } = pipeline;
        return auditLive({ edge, sent, laps: laps.db, factory: factory.db, made: races.madeOf(race_id) }, race_id) ?? null;
      },
      'export.start': async (params) => {
        await this.interrupted.arrived(params.race_id);
        return this.exports.start(params);
      },
      'export.stop': () => {
        this.exports.stop();
        return null;
      },
      'export.current': () => this.exports.current,
      'export.receipt': ({ race_id }) => this.exports.receipt(race_id),
      'sql.run': (params, client) => sql.run(client, params),
      'sql.rows': (params, client) => sql.rows(client, params),
      'sql.chart': (params, client) => sql.chart(client, params),
      'sql.export': (params, client) => sql.export(client, params),
      'sql.cancel': (_, client) => {
        sql.cancel(client);
        return null;
      },
      'sql.catalogue': (_, client) => sql.catalogue(client),
      'queries.list': () => sql.queries,
      'queries.save': (params) => {
        sql.save(params);
        return null;
      },
      'queries.remove': (params) => {
        sql.remove(params);
        return null;
      },
      'queries.forget': () => {
        sql.forget();
        return null;
      },
      'tables.add': (params, client) => sql.addTable(client, params),
      'tables.remove': async (params) => {
        await sql.removeTable(params);
        return null;
      },
      'strategy.defaults': () => defaultInputs(Math.max(races.current?.laps ?? 0, SHORTEST_TWO_STOP_RACE)),
      'strategy.compare': ({ inputs, plans, rules }) => compare(inputs, plans, rules),
      'strategy.optimum': ({ inputs, rules }) => bestPlan(inputs, rules),
      'strategy.field': (params) => usualField(params),
      'strategy.weigh': (params, client) => this.weighing.weigh(client, params),
      'strategy.weigh.stop': (_, client) => {
        this.weighing.stop(client);
        return null;
      },
      'strategy.flags': (params) => flagTables(params),
      'strategy.watch': ({ car }, client) => this.advice.watch(client, car),
      'strategy.advice': ({ race_id, car, racetime, hindsight }) => this.advice.advise(race_id, car, racetime, hindsight),
      'strategy.inputs': ({ race_id, car, racetime }) => this.advice.inputs(race_id, car, racetime),
      'strategy.fit': ({ race_id, racetime }) => this.advice.fit(race_id, racetime),
      'strategy.trace': ({ race_id, racetime }) => this.advice.trace(race_id, racetime),
      'live.subscribe': (params, client) => {
        this.packetsOf(client).subscribe(client, params, (packet) => this.listener.live(client, packet));
        return null;
      },
      'live.unsubscribe': ({ subscription }, client) => {
        this.packetsOf(client).unsubscribe(client, subscription);
        return null;
      },
      'live.credit': ({ subscription }, client) => {
        this.packetsOf(client).credit(client, subscription);
        return null;
      },
      'replay.open': (params, client) => {
        const view = replays.open(client, params);
        feed.packets.forget(client);
        return view;
      },
      'replay.set': (params, client) => replays.set(client, params),
      'replay.seek': (params, client) => replays.seek(client, params),
      'replay.step': (params, client) => replays.step(client, params),
      'replay.timeline': (_, client) => replays.timeline(client),
      'replay.close': (_, client) => {
        replays.close(client);
        return null;
      },
    };
  }

  /** What the client sees: the live race, or the one that it replays. */
  private packetsOf(client: string): LivePackets {
    return this.replays.of(client)?.packets ?? this.feed.packets;
  }

  private workstation(): WorkstationView {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    const { dataDir, team } = this.options;
    return { version, data_dir: dataDir, team: team ?? 'lapwing', channels: [...CHANNELS], tyre_windows: tyreWindows() };
  }

  leave(client: string): void {
    this.feed.packets.forget(client);
    this.replays.close(client);
    this.store.leave(client);
    this.sql.leave(client);
    this.advice.leave(client);
    this.weighing.stop(client);
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.exports.close();
    await this.store.close();
    await this.races.close();
    // A disk that refuses must not keep the rest open; the next start tries again.
    await this.interrupted.settle().catch(() => undefined);
    this.replays.closeAll();
    this.feed.packets.close();
    await this.sql.close();
    await this.advice.close();
    this.weighing.close();
    await this.pipeline.close();
  }
}

function lapRow(head: LapHead): LapRow {
  const { _id, race_id, car, driver, lap, lap_type, lap_time, sectors, compound, tyre_age, position, samples } = head;
  return { id: _id, race_id, car, driver, lap, lap_type, lap_time, sectors, compound, tyre_age, position, samples };
}
