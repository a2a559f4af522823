import type { EventName, EventPayload } from '../../../common/contract.ts';
import type { RaceView } from '../../../common/race-view.ts';
import { LapwingError } from '../../../common/errors.ts';
import { noSuchLap, type replaySeek, type replayStep, type ReplayView } from '../../../common/replay.ts';
import { isRaceMessage, type RaceMessage } from '../../../common/timing.ts';
import type { z } from 'zod';
import type { LapStore } from '../laps/lap-store.ts';
import { LivePackets, type ShownCar } from '../live-packets.ts';
import { differs, raceAfter } from '../race-state.ts';
import type { Standings } from '../standings-store.ts';
import { ReplayClock } from './replay-clock.ts';
import { ReplayedRace } from './replayed-race.ts';

/** How often what has become of the race is looked at while it plays, ms. */
const TICK = 15;
const STANDINGS_INTERVAL = 100;
/** How often screens hear where the clock is while it plays, ms: in between they reckon. */
const CLOCK_INTERVAL = 1000;
/** Messages that a screen gets after a jump. */
const MOST_MESSAGES = 200;
/** Past that a step back comes short of a lap's beginning, s: one that has just begun is gone back from. */
const JUST_BEGUN = 1;
/** Race times of a jump and of what it is to are the same, s. */
const SAME = 1e-6;

export interface ReplayOptions {
  store: LapStore;
  race_id: string;
  /** Tells this replay from others. */
  number: number;
  /** Race time to begin at, s; without it, the start. */
  racetime?: number | undefined;
  speed: number;
  playing: boolean;
  together: boolean;
  /** To every client that follows. */
  tell<K extends EventName>(clients: ReadonlySet<string>, name: K, payload: EventPayload<K>): void;
}

type Seek = z.output<typeof replaySeek>;
type Step = z.output<typeof replayStep>;

/** A stored race on a clock: samples, standings and messages come to whoever follows as they came when it was live. */
export class Replay {
  readonly followers = new Set<string>();
  readonly race: ReplayedRace;
  readonly packets: LivePackets;
  private readonly options: ReplayOptions;
  private readonly clock: ReplayClock;
  private readonly timer: NodeJS.Timeout;
  private jumps = 0;
  /** Race time up to which all has been told, s. */
  private told: number;
  private view: RaceView;
  private standings: Standings | undefined;
  private standingsAt = -Infinity;
  private clockAt = -Infinity;

  /** Throws as `ReplayedRace` does. */
  constructor(options: ReplayOptions) {
    this.options = options;
    const race = new ReplayedRace(options.store, options.race_id, () => this.told);
    this.race = race;
    this.clock = new ReplayClock(race.from, race.to, options.racetime ?? race.from, options.speed, options.playing, performance.now());
    this.told = this.clock.at(performance.now());
    this.view = this.viewNow();
    const cars = new Map<string, ShownCar>(race.cars.map((record) => [record.car, { record }]));
    this.packets = new LivePackets(cars, () => this.told);
    race.onNote = () => this.tellClock();
    this.timer = setInterval(() => this.tick(), TICK);
  }

  /** The race at this moment, and its tower, which says the leader's lap. */
  private viewNow(): RaceView {
    const { timing } = this.race;
    const view = this.race.viewAfter(timing.countUntil(this.told));
    this.standings = timing.standingsAt(this.told);
    return { ...(this.standings ? raceAfter(view, this.standings) : view), racetime: this.told };
  }

  get now(): ReplayView {
    const { race, clock, options, jumps, followers } = this;
    return {
      ...{ replay: options.number, race_id: race.race_id, from: race.from, to: race.to, racetime: clock.at(performance.now()) },
      ...{ playing: clock.playing, speed: clock.speed, jumps, together: options.together, screens: followers.size, notes: race.notes },
    };
  }

  get raceView(): RaceView {
    return this.view;
  }

  /** Someone is looking from now on: gets what holds at this moment. */
  join(client: string): void {
    this.followers.add(client);
    this.tellClock();
    this.tellState(new Set([client]));
  }

  leave(client: string): void {
    this.followers.delete(client);
    this.packets.forget(client);
    this.tellClock();
  }

  private tell<K extends EventName>(name: K, payload: EventPayload<K>): void {
    this.options.tell(this.followers, name, payload);
  }

  private tellClock(): void {
    this.clockAt = performance.now();
    this.tell('replay', this.now);
  }

  /** All that a screen has to know after a jump. */
  private tellState(clients: ReadonlySet<string>): void {
    const { race_id, timing } = this.race;
    const { tell } = this.options;
    tell(clients, 'replay.race', this.view);
    if (this.standings) tell(clients, 'replay.standings', { racetime: this.standings.racetime, rows: this.standings.rows });
    const messages = timing.events.slice(0, timing.countUntil(this.told)).filter(isRaceMessage).slice(-MOST_MESSAGES);
    if (messages.length > 0) tell(clients, 'replay.messages', { race_id, messages });
  }

  private tick(): void {
    if (!this.clock.playing) return;
    const wall = performance.now();
    this.advance(this.clock.at(wall));
    if (this.told >= this.race.to) {
      this.clock.pause(wall);
      this.tellClock();
    } else if (wall - this.clockAt >= CLOCK_INTERVAL) this.tellClock();
  }

  /** Tells what comes until a race time, s, whatever the clock says. */
  advance(racetime: number): void {
    const { race_id, timing } = this.race;
    const from = timing.countUntil(this.told);
    this.told = racetime;
    const to = timing.countUntil(racetime);
    this.packets.schedule();
    const messages: RaceMessage[] = [];
    const before = this.view;
    for (const event of timing.events.slice(from, to)) {
      this.view = raceAfter(this.view, event);
      if (isRaceMessage(event)) messages.push(event);
      if (event.type === 'finished') this.tell('replay.results', { race_id, results: event.results });
    }
    this.tellStandings(racetime >= this.race.to);
    this.view = { ...this.view, racetime };
    if (differs(this.view, before)) this.tell('replay.race', this.view);
    if (messages.length > 0) this.tell('replay.messages', { race_id, messages });
  }

  /** The newest, ten times a second at most, however fast it plays. */
  private tellStandings(last: boolean): void {
    const wall = performance.now();
    if (!last && wall - this.standingsAt < STANDINGS_INTERVAL) return;
    const standings = this.race.timing.standingsAt(this.told);
    if (!standings || standings === this.standings) return;
    this.standings = standings;
    this.standingsAt = wall;
    this.view = raceAfter(this.view, standings);
    this.tell('replay.standings', { racetime: standings.racetime, rows: standings.rows });
  }

  play(): void {
    if (this.clock.playing) return;
    const again = this.clock.play(performance.now());
    if (again) this.jump();
    else this.tellClock();
  }

  pause(): void {
    const wall = performance.now();
    this.clock.pause(wall);
    this.advance(this.clock.at(wall));
    this.tellClock();
  }

  setSpeed(speed: number): void {
    this.clock.setSpeed(speed, performance.now());
    this.tellClock();
  }

  /** Throws LapwingError E_NO_LAP. */
  seek(to: Seek): void {
    this.clock.seek('lap' in to ? this.lapStart(to.lap, to.car) : to.racetime, performance.now());
    this.jump();
  }

  private lapStart(lap: number, car: string | undefined): number {
    const { laps } = this.race.timeline;
    const found = [...this.race.lapsOf(car), ...laps].find((each) => each.lap === lap);
    if (found) return found.racetime;
    throw new LapwingError('E_NO_LAP', noSuchLap(lap, laps));
  }

  private jump(): void {
    const { clock } = this;
    this.jumps++;
    this.told = clock.at(performance.now());
    this.view = this.viewNow();
    this.packets.begin();
    this.tellClock();
    this.tellState(this.followers);
  }

  step({ by, of, car }: Step): void {
    if (by === 0) return;
    if (of === 'sample') return this.stepSamples(by, car);
    const now = this.clock.at(performance.now());
    // The lap from the grid begins with the race, not with its first sample a moment later.
    const times = of === 'lap' ? this.race.lapsOf(car).map(({ lap, racetime }) => (lap === 0 ? this.race.from : racetime)) : this.race.timing.marks.map(({ racetime }) => racetime);
    const slack = this.clock.playing ? JUST_BEGUN * this.clock.speed : SAME;
    const next = times.findIndex((time) => time > now + SAME);
    const place = by > 0 ? (next < 0 ? times.length : next) + by - 1 : times.findLastIndex((time) => time < now - slack) + by + 1;
    this.seek({ racetime: times[place] ?? (by > 0 ? this.race.to : this.race.from) });
  }

  private stepSamples(by: number, name: string | undefined): void {
    const { cars } = this.race;
    const car = cars.find((each) => each.car === name) ?? cars[0]!;
    if (this.clock.playing) this.pause();
    let now = this.told;
    for (let left = Math.abs(by); left > 0; left--) now = car.beside(now, by > 0 ? 1 : -1) ?? now;
    this.clock.seek(now, performance.now());
    if (by < 0) return this.jump();
    this.advance(now);
    this.tellClock();
  }

  close(): void {
    clearInterval(this.timer);
    this.packets.close();
  }
}
