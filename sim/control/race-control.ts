import type { RaceEvent } from '../../common/race-event.ts';
import type { TimingEvent, WeatherReport } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
import type { Neutral, PitWall } from '../driver/pit-wall.ts';
import { Random } from '../random.ts';
import type { Track } from '../track/track.ts';
import { BlueFlags } from './blue-flags.ts';
import { DrsRule } from './drs-rule.ts';
import { Flags } from './flags.ts';
import { Incidents } from './incidents.ts';
import { Retirements } from './retirements.ts';
import { Script } from './script.ts';
import { SlowDown } from './slow-down.ts';
import { noticeable, type Weather } from './weather.ts';

/** The stream of the race's random numbers that race control draws from. */
const STREAM = 2003;
/** Share of racing speed in a yellow sector. */
const YELLOW_PACE = 0.9;
/** s between two looks at the weather. */
const WEATHER_EVERY = 10;
/** Past any lap: nobody passes any more. */
const NEVER = 0x7fffffff;

/** The race as race control sees it. */
export interface RaceScene {
  readonly track: Track;
  readonly cars: readonly Car[];
  /** Car indices in race order. */
  readonly order: Int32Array;
  readonly laps: number;
  readonly seed: number;
  readonly weather: Weather;
  readonly wall: PitWall;
  readonly events: readonly RaceEvent[];
  /** Cars may break down by chance. */
  readonly breakdowns: boolean;
  say(event: TimingEvent): void;
  /** Takes a car out of the race where it stands; `retired` says why. */
  retire(car: Car): void;
}

/**
 * Flags, safety car, breakdowns, script and weather reports. What it orders reaches the drivers as limits: the speed that a car
 * may go (`cap`), whether it may pass (`mayPass`), where it must go (`driftTarget`).
 */
export class RaceControl implements Neutral {
  readonly flags: Flags;
  readonly slowDown: SlowDown;
  private readonly scene: RaceScene;
  private readonly retirements: Retirements;
  private readonly incidents: Incidents;
  private readonly script: Script;
  /** First lap on which each car may pass again after a safety car. */
  private readonly passFrom: Int32Array;
  private readonly blueFlags: BlueFlags;
  private readonly drs: DrsRule;
  private leaderLap = 0;
  private reported: WeatherReport;
  private reportAt = WEATHER_EVERY;

  constructor(scene: RaceScene) {
    const { track, cars, laps, seed, say } = scene;
    const random = new Random(seed, STREAM);
    this.scene = scene;
    this.flags = new Flags(track, say);
    this.slowDown = new SlowDown(track, this.flags, random);
    this.retirements = new Retirements(cars, track, laps, seed, scene.breakdowns);
    this.incidents = new Incidents(track, cars.length, this.flags, this.slowDown, random);
    this.script = new Script(scene.events);
    this.passFrom = new Int32Array(cars.length);
    this.blueFlags = new BlueFlags(cars, track, say);
    this.drs = new DrsRule(track, cars.length, this.flags, scene.weather.conditions);
    this.reported = scene.weather.report();
  }

  get cheap(): boolean {
    return this.slowDown.mode !== 'none' && !this.slowDown.ending && this.flags.shown !== 'chequered';
  }

  get name(): string {
    return this.slowDown.mode === 'vsc' ? 'virtual safety car' : 'safety car';
  }

  /** Race time 0: green, and the weather that the race starts in. */
  start(): void {
    this.flags.show('green', 0);
    this.scene.say({ type: 'weather', racetime: 0, ...this.reported });
  }

  /** Sets what every car may do for the next `dt` s, after the drivers have looked at the traffic. `now` in s of race time. */
  look(now: number, dt: number): void {
    const { cars } = this.scene;
    this.newLap(now);
    for (let event = this.script.next(now, this.leaderLap); event; event = this.script.next(now, this.leaderLap)) this.act(event, now);
    const leader = this.firstOnTrack();
    this.slowDown.advance(now, dt, leader);
    this.flags.tend(now);
    for (let i = 0; i < cars.length; i++) {
      const car = cars[i]!;
      if (!car.running) continue;
      if (car.stricken) this.leave(car, now);
      else if (car.whereabouts === 'track') this.rule(car, leader, now, dt);
    }
    if (now >= this.reportAt) this.report(now);
  }

  /** The first running car in race order that is not in the pits or broken. */
  private firstOnTrack(): Car | undefined {
    const { cars, order } = this.scene;
    for (let k = 0; k < order.length; k++) {
      const car = cars[order[k]!]!;
      if (car.running && !car.stricken && car.whereabouts === 'track') return car;
    }
    return undefined;
  }

  private lastOnTrack(): Car | undefined {
    const { cars, order } = this.scene;
    for (let k = order.length - 1; k >= 0; k--) {
      const car = cars[order[k]!]!;
      if (car.running && !car.stricken && car.whereabouts === 'track') return car;
    }
    return undefined;
  }

  /** The leader has begun another lap: the moment for the safety car to come in, or for the restart. */
  private newLap(now: number): void {
    const { cars, order } = this.scene;
    const { lap } = cars[order[0]!]!;
    if (lap <= this.leaderLap) return;
    this.leaderLap = lap;
    if (!this.slowDown.newLap(now, this.lastOnTrack(), cars.length)) return;
    // Each car races again when it has come to the line itself.
    for (const car of cars) this.passFrom[car.index] = car.lap === lap ? lap : car.lap + 1;
  }

  private rule(car: Car, leader: Car | undefined, now: number, dt: number): void {
    const { retirements, slowDown, flags } = this;
    if (retirements.breaks(car)) {
      this.strike(car, retirements.reasonOf(car), now);
      return;
    }
    if (this.incidents.watch(car, now, dt)) {
      this.strike(car, 'stopped on the track', now);
      return;
    }
    const yellow = flags.isYellow(flags.sectorAt(car.distance));
    car.mayPass = !yellow && slowDown.mode === 'none' && car.lap >= this.passFrom[car.index]!;
    if (slowDown.mode !== 'none') car.cap = Math.min(car.cap, slowDown.capFor(car, leader));
    else if (yellow) car.cap = Math.min(car.cap, YELLOW_PACE * this.scene.track.at(car.profile.speed, car.distance));
    this.drs.rule(car, slowDown.mode === 'none');
    if (slowDown.mode === 'none') this.blueFlags.rule(car, now);
    else car.blue = -1;
  }

  private strike(car: Car, reason: string, now: number): void {
    this.retirements.strike(car, reason, now);
    this.incidents.warn(car, now);
  }

  /** A broken car: to the side, or to its box where it was on its way there. */
  private leave(car: Car, now: number): void {
    if (car.whereabouts === 'box') {
      this.takeOut(car);
      return;
    }
    if (car.whereabouts !== 'track') return;
    this.incidents.warn(car, now);
    if (!this.retirements.rollOut(car, now)) return;
    this.takeOut(car);
    this.incidents.stopped(car, now);
  }

  private takeOut(car: Car): void {
    car.retired = this.retirements.reasonOf(car);
    this.scene.retire(car);
  }

  /** The leader has taken the flag. Behind a safety car the order stays as it is. */
  finish(now: number): void {
    this.flags.show('chequered', now);
    if (this.slowDown.mode !== 'none') this.passFrom.fill(NEVER);
  }

  private report(now: number): void {
    this.reportAt = now + WEATHER_EVERY;
    const report = this.scene.weather.report();
    if (!noticeable(report, this.reported)) return;
    this.reported = report;
    this.scene.say({ type: 'weather', racetime: now, ...report });
  }

  private act(event: RaceEvent, now: number): void {
    const { weather, wall } = this.scene;
    const reason = 'reason' in event ? event.reason : undefined;
    switch (event.type) {
      case 'yellow':
        return this.flags.hold(event.sector - 1, now + event.duration_s, now, reason ?? 'marshals at work');
      case 'vsc':
        return this.slowDown.callVirtual(now + event.duration_s, now, reason ?? 'marshals at work');
      case 'safety-car':
        return this.slowDown.callSafetyCar(event.laps ?? 0, now + (event.duration_s ?? 0), false, now, reason ?? 'marshals at work');
      case 'rain':
        return weather.script(event.intensity, event.duration_s === undefined ? Infinity : now + event.duration_s);
      case 'dry':
        return weather.script(0, event.duration_s === undefined ? Infinity : now + event.duration_s);
    }
    const car = this.scene.cars.find((each) => each.entry.car === event.car);
    if (!car?.running) return;
    if (event.type === 'pit') wall.order(car, reason ?? 'called in');
    else if (!car.stricken) this.strike(car, reason ?? this.retirements.reasonOf(car), now);
  }
}
