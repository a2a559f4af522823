import { FIELD_SIZE, type DriverEntry } from '../common/driver-entry.ts';
import type { CarEntry, LapSummary } from '../common/lap.ts';
import type { RaceEvent } from '../common/race-event.ts';
import type { RaceResult, TimingEvent, TrackFlag, WeatherKind } from '../common/timing.ts';
import { Car, NO_CAP } from './car/car.ts';
import type { CarSpec } from './car/car-spec.ts';
import type { Conditions } from './car/conditions.ts';
import { STEPS_A_SECOND } from './constants.ts';
import { holdChassis, stepChassis } from './car/step.ts';
import { tendChassis } from './car/tend.ts';
import { beginErsLap, ersPlan } from './car/ers-plan.ts';
import { checkDrivers } from './driver/driver-file.ts';
import { enterField, type Starter } from './driver/field.ts';
import { moveDrs } from './car/drs.ts';
import { Overtakes } from './control/overtakes.ts';
import { PitCrew } from './control/pit-crew.ts';
import { checkRaceEvents } from './control/race-events.ts';
import { RaceControl } from './control/race-control.ts';
import { Random } from './random.ts';
import { sampleCar, type SampleScene } from './car/sample.ts';
import { classify, standings } from './control/standings.ts';
import { PitWall } from './driver/pit-wall.ts';
import { Timing } from './control/timing.ts';
import { Traffic } from './driver/traffic.ts';
import { Weather } from './control/weather.ts';
import type { Track } from './track/track.ts';

export { STEPS_A_SECOND };

/** How often a second drivers act and heat is reckoned, traffic and flags are looked at, passes are told and the tower is told. */
const SLOW_RATE = 100;
const SLOW_TIME = 1 / SLOW_RATE;
const TRAFFIC_RATE = 50;
const PASS_RATE = 10;
const STANDINGS_RATE = 4;
/** Engine speed on the grid and in the box, as a share of its range. */
const GRID_REVS = 0.45;
const BOX_REVS = 0.08;
/** Seconds of lap time by which a qualifying lap differs from what a car can do. */
const QUALIFYING_SCATTER = 0.18;
/** How quickly hands and feet wander: share of the way a slow step. */
const UNREST = 0.03;
const UNREST_KICK = 0.6 * Math.sqrt(2 * UNREST);
/** Puts cars that are out behind every car that races, m of way. */
const OUT = 1e9;
/** m/s of a lap, as far as the weather must know how long a race may take. */
const COMMON_SPEED = 55;

export interface RaceConfig {
  readonly track: Track;
  /** 1 to `FIELD_SIZE`. */
  readonly cars: number;
  readonly laps: number;
  /** Unsigned 32-bit integer: equal configs give equal races, bit for bit. */
  readonly seed: number;
  /** What all drive; without it, the cars of the teams. */
  readonly car?: CarSpec;
  /** Who takes the first places of the field; the rest are our own drivers. */
  readonly drivers?: readonly DriverEntry[];
  /** Steps of the physics a second. */
  readonly step?: 500 | 1000;
  /** Without it: mild, dry, windless and the same to the end. */
  readonly weather?: WeatherKind;
  /** The race's script. */
  readonly events?: readonly RaceEvent[];
  /** Cars may break down by chance; true when not said. */
  readonly breakdowns?: boolean;
}

/** One race from lights out until every car has taken the flag or is out, in equal steps. No input but its config. */
export class Race {
  readonly track: Track;
  /** In the order of the car indices that the methods take. */
  readonly entries: readonly CarEntry[];
  /** Of the physics. */
  readonly stepsASecond: number;
  /** Steps done; race time is `steps / stepsASecond`, never accumulated. */
  steps = 0;

  private readonly laps: number;
  /** s. */
  private readonly step: number;
  private readonly cars: readonly Car[];
  private readonly timing: Timing;
  private readonly traffic: Traffic;
  private readonly crew: PitCrew;
  private readonly wall: PitWall;
  private readonly control: RaceControl;
  private readonly weather: Weather;
  private readonly overtakes: Overtakes;
  /** Car indices in race order. */
  private readonly order: Int32Array;
  /** Way since the line, m; the greater, the better placed. */
  private readonly progress: Float64Array;
  private events: TimingEvent[] = [];
  private left: number;
  private chequered = false;
  private readonly scene: SampleScene;
  /** Work of one look: where a car is in its lap. */
  private readonly way: { lapLeft: number; lapLength: number; straightLeft: number; keep: number };

  /**
   * @throws RangeError when `cars` or `laps` is out of range.
   * @throws LapwingError E_EVENTS or E_DRIVERS when script or drivers name what the race cannot have.
   */
  constructor(config: RaceConfig) {
    const { track, cars, laps, seed, step = STEPS_A_SECOND, drivers = [], events = [], breakdowns = true } = config;
    if (!(Number.isInteger(cars) && cars >= 1 && cars <= FIELD_SIZE)) throw new RangeError(`cars must be 1 to ${FIELD_SIZE}, not ${cars}`);
    if (!(Number.isInteger(laps) && laps >= 1)) throw new RangeError(`laps must be 1 or more, not ${laps}`);
    this.track = track;
    this.laps = laps;
    this.stepsASecond = step;
    this.step = 1 / step;
    const say = (event: TimingEvent): void => void this.events.push(event);
    this.weather = new Weather(config.weather, seed, (laps * track.length) / COMMON_SPEED);
    const random = new Random(seed, 0);
    checkDrivers(drivers, cars);
    const field = enterField(cars, random, config.car, drivers);
    this.entries = field.map((starter) => starter.entry);
    checkRaceEvents(events, { cars: this.entries.map((entry) => entry.car), laps, sectors: track.sectors.length + 1 });
    this.cars = placeOnGrid(field, track, laps, seed, random, this.weather.conditions);
    this.left = cars;
    this.way = { lapLeft: 0, lapLength: track.length, straightLeft: 0, keep: 0.1 };
    this.progress = new Float64Array(cars);
    this.order = Int32Array.from(this.cars, (car) => car.index).sort((a, b) => this.cars[a]!.slot - this.cars[b]!.slot);
    this.overtakes = new Overtakes(this.cars, this.order, this.progress, say);
    this.timing = new Timing(track, this.cars, laps, this.step, say);
    this.traffic = new Traffic(track, this.cars);
    const wall = new PitWall(cars, laps, seed, this.weather.conditions);
    this.wall = wall;
    this.control = new RaceControl({
      ...{ track, cars: this.cars, order: this.order, laps, seed, weather: this.weather, wall, events, breakdowns, say },
      retire: (car) => this.retire(car),
    });
    this.scene = { track, conditions: this.weather.conditions, flags: this.control.flags, timing: this.timing };
    this.crew = new PitCrew(track, this.cars, wall, this.control, {
      entered: (car) => this.timing.enteredPits(car, this.time),
      serviced: (car) => this.timing.serviced(car),
      left: (car) => this.timing.leftPits(car, this.time),
    });
    for (const car of this.cars) if (wall.prepare(car)) car.aim();
    this.control.start();
    this.tower();
  }

  /** s since lights out. */
  get time(): number {
    return this.steps / this.stepsASecond;
  }

  /** Every car has taken the flag or is out. */
  get finished(): boolean {
    return this.left === 0;
  }

  /** What is shown to the whole track. */
  get flag(): TrackFlag {
    return this.control.flags.shown;
  }

  /** The air and the road now. */
  get conditions(): Readonly<Conditions> {
    return this.weather.conditions;
  }

  /** One step. The physics allocates nothing; who drives and times a few numbers, where V8 puts them on the heap. */
  advance(): void {
    if (this.left === 0) return;
    const { stepsASecond } = this;
    this.timing.began = this.time;
    if (this.steps % stepsASecond === 0) this.weather.advance(this.time);
    if (this.steps % (stepsASecond / TRAFFIC_RATE) === 0) {
      this.traffic.look();
      this.control.look(this.time, 1 / TRAFFIC_RATE);
    }
    const slow = this.steps % (stepsASecond / SLOW_RATE) === 0;
    let crossed = 0;
    for (let i = 0; i < this.cars.length; i++) {
      const car = this.cars[i]!;
      if (!car.running) continue;
      if (slow) this.look(car);
      if (this.advanceCar(car)) crossed++;
    }
    this.steps++;
    this.rank();
    if (crossed > 0) this.crossings();
    if (this.steps % (stepsASecond / PASS_RATE) === 0) this.overtakes.look(this.time);
    if (this.steps % (stepsASecond / STANDINGS_RATE) === 0 || this.left === 0) this.tower();
    if (this.left === 0) this.events.push({ type: 'finished', racetime: this.time, results: this.results() });
  }

  /** What happens a hundred times a second: heat and wear, then driver, motor and wing. */
  private look(car: Car): void {
    const { track, weather } = this;
    const { conditions } = weather;
    const { random, pilot } = car;
    const { hands, feet } = pilot;
    tendChassis(car, conditions, SLOW_TIME);
    hands.unrest += -UNREST * hands.unrest + UNREST_KICK * random.normal();
    feet.unrest = hands.unrest;
    if (car.whereabouts === 'box' || this.timing.began < car.holdUntil) return;
    const heading = track.headingAt(Math.min(car.distance, track.length)) + car.yaw;
    car.headwind = conditions.windX * Math.cos(heading) + conditions.windY * Math.sin(heading);
    this.crew.guide(car);
    feet.cap = car.cap < car.laneCap ? car.cap : car.laneCap;
    hands.drift = car.driftTarget;
    hands.onRoad = car.whereabouts === 'track' && car.laneCap === NO_CAP && !car.stricken;
    pilot.look();
    this.way.lapLeft = track.length - car.distance;
    this.way.straightLeft = track.at(track.line.clear, Math.min(car.distance, track.length));
    car.ersWish = ersPlan(car, this.way);
    moveDrs(car, car.drsAllowed);
  }

  /** Moves one car; returns whether it crossed the line. */
  private advanceCar(car: Car): boolean {
    const { began } = this.timing;
    const { track, step } = this;
    if (car.whereabouts === 'box') {
      holdChassis(car, track, revs(car, BOX_REVS), step);
      this.crew.serve(car, began + step);
      return false;
    }
    if (began < car.holdUntil) {
      holdChassis(car, track, revs(car, GRID_REVS), step);
      return false;
    }
    car.before = car.distance;
    stepChassis(car, track, this.weather.conditions, step);
    car.speed = car.vx > 0 ? car.vx : 0;
    if (!this.timing.watch(car)) return false;
    beginErsLap(car);
    this.wall.lapBegins(car);
    car.aim();
    return true;
  }

  /** Puts cars in race order: insertion sort, as places hardly ever change. */
  private rank(): void {
    const { order, progress, cars, track } = this;
    for (let i = 0; i < cars.length; i++) {
      const car = cars[i]!;
      const way = (car.lap - 1) * track.length + car.distance;
      progress[i] = car.retired === '' ? way : way - OUT;
    }
    for (let k = 1; k < order.length; k++) {
      const index = order[k]!;
      let to = k;
      while (to > 0 && this.ahead(index, order[to - 1]!)) {
        order[to] = order[to - 1]!;
        to--;
      }
      order[to] = index;
    }
    for (let k = 0; k < order.length; k++) cars[order[k]!]!.place = k + 1;
  }

  /** Farther round, or at the flag with as many laps in less time. */
  private ahead(a: number, b: number): boolean {
    const lead = this.progress[a]! - this.progress[b]!;
    return lead > 0 || (lead === 0 && this.timing.of[a]!.finish < this.timing.of[b]!.finish);
  }

  /** Cars that ended a lap in this step: the flag for those it is out for, then the lap for all. */
  private crossings(): void {
    const { order, cars, timing } = this;
    for (let place = 0; place < order.length; place++) {
      const car = cars[order[place]!]!;
      const { crossed, lapStart } = timing.of[car.index]!;
      if (!crossed) continue;
      if (!this.chequered && car.lap > this.laps) {
        this.chequered = true;
        this.control.finish(lapStart);
      }
      if (this.chequered && car.lap > 1) this.finish(car, lapStart);
    }
    this.rank();
    for (const index of order) timing.announce(cars[index]!);
  }

  private finish(car: Car, time: number): void {
    car.running = false;
    // It stays on its last lap, at the line.
    car.lap--;
    car.distance = this.track.length;
    this.left--;
    this.timing.of[car.index]!.finish = time;
  }

  private retire(car: Car): void {
    car.running = false;
    this.left--;
    this.rank();
    this.timing.abandon(car, this.time);
  }

  private tower(): void {
    const rows = standings(this.cars, this.order, this.timing, this.time);
    for (let k = 0; k < rows.length; k++) {
      const own = this.timing.of[this.order[k]!]!;
      own.gapLeader = rows[k]!.gap ?? 0;
      own.gapAhead = rows[k]!.interval ?? 0;
      own.gapBehind = rows[k + 1]?.interval ?? 0;
    }
    this.events.push({ type: 'standings', racetime: this.time, rows });
  }

  /** False once the car has taken the flag or is out; its telemetry ends there. */
  running(car: number): boolean {
    return this.cars[car]!.running;
  }

  /** Where a car is, m from the line. */
  distance(car: number): number {
    return this.cars[car]!.distance;
  }

  /** 0 from the grid to the first crossing of the line, then 1 to the last. */
  lap(car: number): number {
    return this.cars[car]!.lap;
  }

  /**
   * Current values of those of `CHANNELS` that are sampled `slowest` times a second or more often (all when not said), in that
   * order and those units; the others stay as they were. Changes nothing in the race.
   */
  sample(car: number, into: Float64Array, slowest = 0): void {
    sampleCar(this.cars[car]!, this.scene, this.time, into, slowest);
  }

  /** The lap that the car completed, or was taken out in, in the last step, once. */
  takeSummary(car: number): LapSummary | undefined {
    const timing = this.timing.of[car]!;
    const { summary } = timing;
    if (summary) timing.summary = undefined;
    return summary;
  }

  /** Timing events since the last call. They pile up until they are taken. */
  takeEvents(): TimingEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** The classification; provisional while cars are running. */
  results(): RaceResult[] {
    return classify(this.cars, this.order, this.timing, this.time);
  }
}

/** rad/s at a share of the engine's range. */
function revs(car: Car, share: number): number {
  const { idle, limiter } = car.prepared;
  return idle + share * (limiter - idle);
}

/** Cars in the order of the field, each in the slot that its qualifying lap earned. */
function placeOnGrid(field: readonly Starter[], track: Track, laps: number, seed: number, random: Random, conditions: Conditions): Car[] {
  const cars = field.map((starter, i) => new Car(i, starter, track, laps, seed, conditions));
  const lapTimes = cars.map((car) => car.profile.lapTime + QUALIFYING_SCATTER * random.normal());
  cars.forEach((car, i) => {
    const slot = lapTimes.filter((time, k) => time < lapTimes[i]! || (time === lapTimes[i] && k < i)).length;
    car.line(track, slot);
  });
  return cars;
}
