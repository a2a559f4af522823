import type { CarEntry, LapSummary } from '../common/lap.ts';
import type { RaceResult, TimingEvent } from '../common/timing.ts';
import { Car } from './car/car.ts';
import { SLOW_STEPS, STEP, STEPS_A_SECOND, TRAFFIC_STEPS } from './constants.ts';
import { drive } from './driver/driver.ts';
import { enterField, FIELD_SIZE } from './driver/field.ts';
import { move, stand } from './car/motion.ts';
import { PitCrew } from './control/pit-crew.ts';
import { Random } from './random.ts';
import { sampleCar } from './car/sample.ts';
import { classify, standings } from './control/standings.ts';
import { Timing } from './control/timing.ts';
import { Traffic } from './driver/traffic.ts';
import type { Track } from './track/track.ts';
import { tendWheels } from './car/wheels.ts';

export { STEP, STEPS_A_SECOND };

/** Steps between two standings: 0.25 s. */
const STANDINGS_STEPS = 125;
const GRID_RPM = 10500;
const BOX_RPM = 5600;
/** Seconds of lap time by which a qualifying lap differs from what a car can do. */
const QUALIFYING_SCATTER = 0.18;
/** How quickly hands and feet wander: share of the way a slow step. */
const UNREST = 0.03;

export interface RaceConfig {
  readonly track: Track;
  /** 1 to `FIELD_SIZE`. */
  readonly cars: number;
  readonly laps: number;
  /** Unsigned 32-bit integer: equal configs give equal races, bit for bit. */
  readonly seed: number;
}

/** One race from lights out until every car has taken the flag, in steps of `STEP`. No input but its config. */
export class Race {
  readonly track: Track;
  /** In the order of the car indices that the methods take. */
  readonly entries: readonly CarEntry[];
  /** Steps done; race time is `steps / STEPS_A_SECOND`, never accumulated. */
  steps = 0;

  private readonly laps: number;
  private readonly cars: readonly Car[];
  private readonly timing: Timing;
  private readonly traffic: Traffic;
  private readonly crew: PitCrew;
  /** Car indices in race order. */
  private readonly order: Int32Array;
  /** Way since the line, m; the greater, the better placed. */
  private readonly progress: Float64Array;
  private events: TimingEvent[] = [];
  private left: number;
  private chequered = false;

  /** @throws RangeError when `cars` or `laps` is out of range. */
  constructor(config: RaceConfig) {
    const { track, cars, laps, seed } = config;
    if (!(Number.isInteger(cars) && cars >= 1 && cars <= FIELD_SIZE)) throw new RangeError(`cars must be 1 to ${FIELD_SIZE}, not ${cars}`);
    if (!(Number.isInteger(laps) && laps >= 1)) throw new RangeError(`laps must be 1 or more, not ${laps}`);
    this.track = track;
    this.laps = laps;
    const random = new Random(seed, 0);
    const field = enterField(cars, random);
    this.entries = field.map((starter) => starter.entry);
    this.cars = placeOnGrid(field, track, laps, seed, random);
    this.left = cars;
    this.progress = new Float64Array(cars);
    this.order = Int32Array.from(this.cars, (car) => car.index).sort((a, b) => this.cars[a]!.slot - this.cars[b]!.slot);
    this.timing = new Timing(track, this.cars, laps, (event) => this.events.push(event));
    this.traffic = new Traffic(track, this.cars);
    this.crew = new PitCrew(track, this.cars, {
      entered: (car) => this.timing.enteredPits(car, this.time),
      serviced: (car) => this.timing.changedTyres(car),
      left: (car) => this.timing.leftPits(car, this.time),
    });
    this.events.push({ type: 'flag', racetime: 0, flag: 'green' });
    this.events.push({ type: 'standings', racetime: 0, rows: standings(this.cars, this.order, this.timing, 0) });
  }

  /** s since lights out. */
  get time(): number {
    return this.steps / STEPS_A_SECOND;
  }

  /** Every car has taken the flag. */
  get finished(): boolean {
    return this.left === 0;
  }

  /** One step of `STEP`. Allocates only where timing events arise. */
  advance(): void {
    if (this.left === 0) return;
    if (this.steps % TRAFFIC_STEPS === 0) this.traffic.look();
    this.timing.began = this.time;
    const slow = (this.steps + 1) % SLOW_STEPS === 0;
    let crossed = 0;
    for (let i = 0; i < this.cars.length; i++) {
      const car = this.cars[i]!;
      if (!car.running) continue;
      if (this.step(car)) crossed++;
      if (slow) tend(car);
    }
    this.steps++;
    this.rank();
    if (crossed > 0) this.crossings();
    if (this.steps % STANDINGS_STEPS === 0 || this.left === 0) this.tower();
    if (this.left === 0) this.events.push({ type: 'finished', racetime: this.time, results: this.results() });
  }

  /** Moves one car; returns whether it crossed the line. */
  private step(car: Car): boolean {
    const { began } = this.timing;
    if (car.whereabouts === 'box') {
      stand(car, BOX_RPM);
      this.crew.serve(car, began + STEP);
      return false;
    }
    if (began < car.holdUntil) {
      stand(car, GRID_RPM);
      return false;
    }
    this.crew.guide(car);
    drive(car, this.track);
    move(car, this.track);
    if (!this.timing.watch(car)) return false;
    car.profile.plan(car, this.track);
    return true;
  }

  /** Puts cars in race order: insertion sort, as places hardly ever change. */
  private rank(): void {
    const { order, progress, cars, track } = this;
    for (let i = 0; i < cars.length; i++) {
      const car = cars[i]!;
      progress[i] = car.running ? (car.lap - 1) * track.length + car.distance : car.lap * track.length;
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
        this.events.push({ type: 'flag', racetime: lapStart, flag: 'chequered' });
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

  private tower(): void {
    this.events.push({ type: 'standings', racetime: this.time, rows: standings(this.cars, this.order, this.timing, this.time) });
  }

  /** False once the car has taken the flag; its telemetry ends there. */
  running(car: number): boolean {
    return this.cars[car]!.running;
  }

  /** 0 from the grid to the first crossing of the line, then 1 to the last. */
  lap(car: number): number {
    return this.cars[car]!.lap;
  }

  /** Current values of all of `CHANNELS`, in that order and those units. Changes nothing in the race. */
  sample(car: number, into: Float64Array): void {
    sampleCar(this.cars[car]!, this.track, this.time, this.timing.of[car]!.lapStart, into);
  }

  /** The lap that the car completed in the last step, once. */
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

function tend(car: Car): void {
  car.unrest += -UNREST * car.unrest + Math.sqrt(2 * UNREST) * 0.6 * car.random.normal();
  tendWheels(car);
}

/** Cars in the order of the field, each in the slot that its qualifying lap earned. */
function placeOnGrid(field: ReturnType<typeof enterField>, track: Track, laps: number, seed: number, random: Random): Car[] {
  const lapTimes = field.map((starter, i) => new Car(i, starter, track, i, laps, seed).profile.lapTime + QUALIFYING_SCATTER * random.normal());
  return field.map((starter, i) => {
    const slot = lapTimes.filter((time, k) => time < lapTimes[i]! || (time === lapTimes[i] && k < i)).length;
    return new Car(i, starter, track, slot, laps, seed);
  });
}
