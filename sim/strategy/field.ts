import type { FieldSpec } from './field-spec.ts';
import { PACKED, packedLoss, packTyre } from './tyre.ts';

/** What of a race stays the same however often it is run, as tables. Car c, lap l (from 1): `lap[(l − 1) · count + c]`. */
export class Field {
  readonly spec: FieldSpec;
  readonly count: number;
  readonly laps: number;
  /** Cars as they stand on the grid. */
  readonly grid: Int32Array;
  /** Cars of one team have the same number. */
  readonly team: Int32Array;
  /** s a lap, without fuel and tyres. */
  readonly bare: Float64Array;
  /** s, laps under green with fuel and tyres, the start in the first. */
  readonly green: Float64Array;
  /** kg and laps of age at the start of each lap under green. */
  readonly greenFuel: Float64Array;
  readonly greenAge: Float64Array;
  /** Car c has the stints `firstStint[c]` to `firstStint[c + 1] − 1`. */
  readonly firstStint: Int32Array;
  readonly stintFrom: Int32Array;
  readonly stintAge: Float64Array;
  readonly stintFuel: Float64Array;
  /** `PACKED` numbers a stint. */
  readonly stintTyre: Float64Array;
  /** s that the car stands before the stint. */
  readonly standing: Float64Array;
  /** Cars that come in at the end of lap l: `stopping[firstStopping[l]]` to `firstStopping[l + 1] − 1`. */
  readonly firstStopping: Int32Array;
  readonly stopping: Int32Array;
  /** s that the car behind (second index) must be faster over the line to pass. */
  readonly passing: Float64Array;
  /** Whether some pair passes without coming within the least gap. */
  readonly jumps: boolean;
  readonly cold: Float64Array;
  readonly burn: Float64Array;
  readonly retireAt: Float64Array;
  readonly retirements: number;

  constructor(spec: FieldSpec) {
    const { cars, laps } = spec;
    const count = cars.length;
    this.spec = spec;
    this.count = count;
    this.laps = laps;
    this.grid = Int32Array.from([...cars.keys()].sort((a, b) => cars[a]!.grid - cars[b]!.grid));
    this.team = Int32Array.from(cars, (car) => cars.findIndex((other) => other.team === car.team));
    this.bare = Float64Array.from(cars, (car) => spec.pace + car.offPace);
    this.cold = Float64Array.from(cars, (car) => car.tyres.cold);
    this.burn = Float64Array.from(cars, (car) => car.burn);
    this.firstStint = new Int32Array(count + 1);
    cars.forEach((car, c) => (this.firstStint[c + 1] = this.firstStint[c]! + car.stints.length));
    const stints = cars.flatMap((car) => car.stints);
    this.stintFrom = Int32Array.from(stints, ({ from }) => from);
    this.stintAge = Float64Array.from(stints, ({ age }) => age);
    this.stintFuel = Float64Array.from(cars.flatMap((car) => car.stints.map(({ refuel }) => (car.electric ? 0 : refuel))));
    this.stintTyre = new Float64Array(stints.length * PACKED);
    this.standing = new Float64Array(stints.length);
    cars.forEach((car, c) => {
      car.stints.forEach((stint, i) => {
        const at = this.firstStint[c]! + i;
        packTyre(car.tyres.model, car.tyres.compounds[stint.compound]!, this.stintTyre, at * PACKED);
        this.standing[at] = Math.max(spec.fastestChange + car.slowerChange, (car.refuelRate ?? 0) * stint.refuel);
      });
    });
    const byLap = Array.from({ length: laps + 1 }, (_, lap) => [...cars.keys()].filter((c) => lap > 0 && cars[c]!.stints.some(({ from }) => from === lap)));
    this.firstStopping = new Int32Array(laps + 2);
    byLap.forEach((list, lap) => (this.firstStopping[lap + 1] = this.firstStopping[lap]! + list.length));
    this.stopping = Int32Array.from(byLap.flat());
    this.passing = Float64Array.from({ length: count * count }, (_, at) => {
      const front = cars[Math.floor(at / count)]!;
      const behind = cars[at % count]!;
      return spec.overtakeGap + spec.overtakeGapPerSpeed * (behind.topSpeed - front.topSpeed) + (front.team === behind.team ? behind.teamOrder : 0);
    });
    this.jumps = this.passing.some((gap) => gap <= -spec.leastGap);
    this.retireAt = new Float64Array(count).fill(Infinity);
    for (const { car, at } of spec.retirements.list) this.retireAt[car] = at;
    this.retirements = spec.retirements.list.length;
    this.green = new Float64Array(laps * count);
    this.greenFuel = new Float64Array(laps * count);
    this.greenAge = new Float64Array(laps * count);
    for (let c = 0; c < count; c++) this.#driveGreen(c);
  }

  #driveGreen(c: number): void {
    const { laps, spec, count } = this;
    const car = spec.cars[c]!;
    let stint = this.firstStint[c]!;
    let fuel = car.fuel;
    let age = this.stintAge[stint]!;
    for (let lap = 1; lap <= laps; lap++) {
      if (stint + 1 < this.firstStint[c + 1]! && this.stintFrom[stint + 1] === lap - 1) {
        stint++;
        fuel += this.stintFuel[stint]!;
        age = this.stintAge[stint]!;
      }
      const at = (lap - 1) * count + c;
      this.greenFuel[at] = fuel;
      this.greenAge[at] = age;
      const start = lap === 1 ? spec.startLoss + (car.grid - 1) * spec.gridLoss : 0;
      this.green[at] = lapTime(this, c, stint, this.stintFrom[stint] === lap - 1, fuel, age) + start;
      fuel = Math.max(0, fuel - (car.burnsWhatIsLeft ? Math.max(fuel / (laps - lap + 1), car.burn) : car.burn));
      age += 1;
    }
  }
}

/** s that car `c` takes for a lap with so much fuel and tyres of that age, alone; the tyres are cold on the first lap of a stint. */
export function lapTime(field: Field, c: number, stint: number, firstLap: boolean, fuel: number, age: number): number {
  const cold = firstLap ? field.cold[c]! : 0;
  return field.bare[c]! + packedLoss(field.stintTyre, stint * PACKED, age) + cold + fuel * field.spec.sensitivity;
}
