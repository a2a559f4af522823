import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { ParsedParams } from '../common/contract.ts';
import type { RaceReport, RaceView, TrackView } from '../common/race-view.ts';
import type { FrameCounts } from '../common/link-view.ts';
import { LapwingError } from '../common/errors.ts';
import type { TimingEvent } from '../common/timing.ts';
import { trackView } from '../sim/track/track-view.ts';
import { keepGenerated } from './audit/generated.ts';
import { entryUrl } from './entry.ts';
import { refusedFrames } from './onboard/storage-words.ts';
import type { FromSimulation, ToSimulation } from './onboard/simulation.ts';
import { WallClock, type Stamp } from './onboard/wall-clock.ts';
import type { Pipeline } from './pipeline.ts';
import { setUpRace } from './race-setup.ts';
import { withLaps } from './trackside/car-reports.ts';
import { RaceTracks } from './trackside/race-tracks.ts';
import { differs, raceAfter } from './trackside/race-state.ts';
import { encodeTiming, TIMING_SOURCE, type TimedEvent } from './trackside/timing-intake.ts';

const RETRY_MS = 1000;
/** Characters of a track's name in the id of a race. */
const LONGEST_NAME = 60;

interface RunningRace {
  view: RaceView;
  map: TrackView;
  thread: Worker;
  /** By a clock that does not jump, ms. */
  began: number;
  generated: number;
  /** Frames by car. */
  made: Map<string, number>;
  /** Batches that are not on disk yet; more than one only while the disk refuses. */
  waiting: Extract<FromSimulation, { type: 'batch' }>[];
  done: Extract<FromSimulation, { type: 'done' }> | undefined;
  report: RaceReport | undefined;
}

export interface RaceDeskOptions {
  pipeline: Pipeline;
  onRace(view: RaceView): void;
  onNotice(level: 'info' | 'warning' | 'error', text: string): void;
}

/** Runs one race at a time: starts the sim thread, puts what it produces on disk, and knows when all has arrived. */
export class RaceDesk {
  private readonly options: RaceDeskOptions;
  private race: RunningRace | undefined;
  private closed = false;
  private readonly clock = new WallClock();

  constructor(options: RaceDeskOptions) {
    this.options = options;
  }

  get current(): RaceView | null {
    return this.race?.view ?? null;
  }

  /** The circuit of the race that is on, or was last, if it is called `name`: it may come from a file. */
  mapOf(name: string): TrackView | undefined {
    return this.race?.map.name === name ? this.race.map : undefined;
  }

  /** Throws LapwingError E_RACE_RUNNING while cars are still on track, or what is wrong with the race that is asked for (`setUpRace`). */
  start(params: ParsedParams<'race.start'>): RaceView {
    const { pipeline } = this.options;
    if (this.race?.view.state === 'running') {
      throw new LapwingError('E_RACE_RUNNING', `${this.race.view.race_id} is still running. Stop it first.`);
    }
    const data = setUpRace(params);
    const map = trackView(data.race.track);
    const race_id = raceId(Date.now(), map.name);
    const { rate, speed, setup } = data;
    const { laps, seed } = data.race;
    const thread = new Worker(entryUrl(import.meta.url, 'onboard/simulation'), { workerData: data, name: 'sim' });
    const view: RaceView = {
      ...{ race_id, track: map.name, laps, seed, rate, speed, ...setup, state: 'running', racetime: 0, lap: 0, cars: [] },
      ...{ flag: 'green', flag_phase: null, yellow_sectors: [], weather: null },
    };
    const race: RunningRace = { view, map, thread, began: performance.now(), generated: 0, made: new Map(), waiting: [], done: undefined, report: undefined };
    this.race = race;
    pipeline.newestFirst();
    this.keepTrack(race_id, map);
    thread.on('message', (message: FromSimulation) => this.hear(race, message));
    thread.on('error', (error) => {
      this.options.onNotice('error', `The simulator stopped: ${error.message}. What it had produced is kept; start another race.`);
      this.end(race, { type: 'done', digest: '', results: [], racetime: race.view.racetime, stopped: true });
    });
    this.options.onRace(view);
    return view;
  }

  /** For the map of a replay. A disk that refuses costs that map, not the race. */
  private keepTrack(race_id: string, map: TrackView): void {
    try {
      new RaceTracks(this.options.pipeline.laps.db).keep(race_id, map);
    } catch (error) {
      this.options.onNotice('warning', `The map of ${map.title} could not be written down: ${(error as Error).message}. A replay of this race may lack it.`);
    }
  }

  private hear(race: RunningRace, message: FromSimulation): void {
    if (message.type === 'done') return this.end(race, message);
    this.options.pipeline.link.hear(message.racetime, message.places);
    race.generated += message.frames.length;
    for (const { car } of message.frames) race.made.set(car, (race.made.get(car) ?? 0) + 1);
    race.waiting.push(message);
    if (race.waiting.length === 1) this.store(race);
  }

  /** To disk, in order; a batch that the disk refuses is tried again until it is taken. */
  private store(race: RunningRace): void {
    if (this.closed) return;
    const { pipeline, onNotice } = this.options;
    for (let batch = race.waiting[0]; batch; batch = race.waiting[0]) {
      const stamp = this.clock.now();
      for (const line of this.clock.takeNews()) onNotice('warning', line);
      const { race_id } = race.view;
      try {
        pipeline.edge.append(batch.frames.map(({ car, body }) => ({ race: race_id, car, ...stamp, body })));
        batch.frames = [];
        pipeline.timing.append(batch.timing.map((event) => timingFrame(race_id, stamp, event)));
      } catch (error) {
        onNotice('error', refusedFrames(error, pipeline.dataDir));
        setTimeout(() => this.store(race), RETRY_MS);
        return;
      }
      race.waiting.shift();
      pipeline.notify();
      this.tell(race, { type: 'buffered' });
    }
  }

  private tell(race: RunningRace, message: ToSimulation): void {
    race.thread.postMessage(message);
  }

  private end(race: RunningRace, done: RunningRace['done'] & object): void {
    if (race.done) return;
    race.done = done;
    this.options.pipeline.link.raceOver();
    race.view = { ...race.view, state: 'draining' };
    this.keepMade(race);
    this.options.onRace(race.view);
  }

  /** For the audit of the stored race. A disk that refuses costs this figure, not the race. */
  private keepMade(race: RunningRace): void {
    try {
      keepGenerated(this.options.pipeline.laps.db, race.view.race_id, race.made);
    } catch (error) {
      this.options.onNotice('warning', `How many frames were generated could not be written down: ${(error as Error).message}. The audit of this race will lack it.`);
    }
  }

  /** Frames of the race that is on, or was last, by car: what the simulator has made. */
  get made(): ReadonlyMap<string, number> {
    return this.race?.made ?? new Map<string, number>();
  }

  /** The same of the race that is asked for, and what of it waits for a disk that refuses; undefined for an earlier race. */
  madeOf(race_id: string): { frames: ReadonlyMap<string, number>; unbuffered: ReadonlyMap<string, number> } | undefined {
    const { race } = this;
    if (race?.view.race_id !== race_id) return undefined;
    const unbuffered = new Map<string, number>();
    for (const { car } of race.waiting.flatMap((batch) => batch.frames)) unbuffered.set(car, (unbuffered.get(car) ?? 0) + 1);
    return { frames: race.made, unbuffered };
  }

  /** What the timing topic says of the race that is on. */
  hearTiming({ race: id, event }: TimedEvent): void {
    const { race } = this;
    if (!race || race.view.race_id !== id) return;
    const before = race.view;
    race.view = raceAfter(before, event);
    if (differs(race.view, before)) this.options.onRace(race.view);
  }

  /** Whether everything of the race has arrived; makes the report then. Ask it now and then. */
  checkDrained(): void {
    const { race } = this;
    if (!race?.done || race.report || race.waiting.length > 0) return;
    const { pipeline } = this.options;
    const { race_id } = race.view;
    const counts = this.frames();
    const timing = pipeline.timing.carCounts(race_id);
    const lost = pipeline.ingest.ledger.ofRace(race_id).reduce((sum, car) => sum + (car.car === TIMING_SOURCE ? 0 : car.lost), 0);
    const timed = pipeline.ingest.ledger.ofRace(race_id).find((car) => car.car === TIMING_SOURCE);
    const arrived =
      counts.confirmed === race.generated &&
      counts.stored + lost === race.generated &&
      timing.every((car) => car.confirmed === car.buffered && (timed?.next ?? 0) === car.buffered);
    if (!arrived) return;
    pipeline.ingest.endRace(race_id);
    pipeline.laps.raceEnded(race_id);
    race.view = { ...race.view, state: race.done.stopped ? 'stopped' : 'finished' };
    race.report = this.makeReport(race, race.done, counts);
    this.options.onRace(race.view);
  }

  private makeReport(race: RunningRace, done: RunningRace['done'] & object, frames: FrameCounts): RaceReport {
    const { race_id, track, laps, seed, cars, track_title, car_title, step, noise, weather_kind } = race.view;
    const { pipeline } = this.options;
    return {
      ...{ race_id, track, cars: cars.length, laps, seed, track_title, car_title, step, noise, weather_kind },
      sim_s: Math.round(done.racetime * 1000) / 1000,
      wall_s: Math.round(performance.now() - race.began) / 1000,
      digest: done.digest,
      frames,
      laps_stored: pipeline.laps.lapCount(race_id),
      results: withLaps(done.results, pipeline.laps.heads(race_id)),
    };
  }

  /** The counters of the race that is on, or was last. */
  frames(): FrameCounts {
    const { race } = this;
    if (!race) return { generated: 0, buffered: 0, confirmed: 0, stored: 0, duplicates: 0, clock_suspect: 0, gaps: [] };
    const { pipeline } = this.options;
    const { race_id } = race.view;
    const counts = { generated: race.generated, buffered: 0, confirmed: 0, stored: 0, duplicates: 0, clock_suspect: 0 };
    for (const car of pipeline.edge.carCounts(race_id)) {
      counts.buffered += car.buffered;
      counts.confirmed += car.confirmed;
    }
    for (const car of pipeline.ingest.ledger.ofRace(race_id)) {
      if (car.car === TIMING_SOURCE) continue;
      counts.stored += car.next + car.early - car.lost;
      counts.duplicates += car.duplicates;
    }
    for (const [car, frames] of pipeline.ingest.ledger.times.ofRace(race_id)) if (car !== TIMING_SOURCE) counts.clock_suspect += frames;
    return { ...counts, gaps: pipeline.ingest.ledger.gaps(race_id) };
  }

  /** The report of the race, once everything has arrived. */
  report(race_id: string): RaceReport | null {
    return this.race?.view.race_id === race_id ? (this.race.report ?? null) : null;
  }

  setSpeed(speed: number | 'max'): void {
    const { race } = this;
    if (!race || race.view.state !== 'running') return;
    this.tell(race, { type: 'speed', speed });
    race.view = { ...race.view, speed };
    this.options.onRace(race.view);
  }

  stop(): void {
    if (this.race?.view.state === 'running') this.tell(this.race, { type: 'stop' });
  }

  /** Ends the race. What it produced and the disk does not take is declared lost. */
  async close(): Promise<void> {
    await this.race?.thread.terminate();
    if (this.race && !this.race.done) this.keepMade(this.race);
    this.closed = true;
    if (this.race) this.abandon(this.race);
  }

  /** What the disk still refuses is tried once more; then it is declared lost. */
  private abandon({ view, waiting }: RunningRace): void {
    const { edge, timing } = this.options.pipeline;
    const stamp = this.clock.now();
    for (const batch of waiting.splice(0)) {
      const frames = batch.frames.map(({ car, body }) => ({ race: view.race_id, car, ...stamp, body }));
      const events = batch.timing.map((event) => timingFrame(view.race_id, stamp, event));
      for (const [buffer, left] of [[edge, frames], [timing, events]] as const) {
        try {
          buffer.append(left);
        } catch {
          buffer.abandon(left);
        }
      }
    }
  }
}

/** `20261122T140000Z-monza-1f3a`: sorts by time. */
function raceId(began: number, track: string): string {
  const stamp = new Date(began).toISOString().replace(/[-:]|\.\d+/g, '');
  const name = track.replaceAll(/[^\w.-]+/g, '-').slice(0, LONGEST_NAME);
  return `${stamp}-${name}-${randomBytes(2).toString('hex')}`;
}

function timingFrame(race: string, stamp: Stamp, event: TimingEvent) {
  return { race, car: TIMING_SOURCE, ...stamp, body: encodeTiming(event) };
}
