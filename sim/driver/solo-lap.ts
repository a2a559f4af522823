import { Chassis } from '../car/chassis.ts';
import type { CarSpec } from '../car/car-spec.ts';
import { calmDay } from '../car/conditions.ts';
import { holdChassis, placeChassis, stepChassis } from '../car/step.ts';
import { FULL_SKILL } from './corner-shares.ts';
import { Envelope } from './envelope.ts';
import { LOOK } from './look.ts';
import { Pilot } from './pilot.ts';
import { type DrivenRoad, SpeedPlan } from './speed-plan.ts';

/** What one car did alone on the road. */
export interface SoloLaps {
  /** s each, the first from a standing start. */
  readonly lapTimes: number[];
  /** kg each. */
  readonly fuel: number[];
  /** Changes of gear in the best lap. */
  readonly gearChanges: number;
  /** m/s over all. */
  readonly topSpeed: number;
  /** s from rest to 100 and to 200 km/h; 0 where it was not reached. */
  readonly to100: number;
  readonly to200: number;
  /** Farthest off the line, m. */
  readonly astray: number;
  readonly damage: number;
  /** Speed at every metre of the best lap, m/s. */
  readonly trace: Float64Array;
  readonly pilot: Pilot;
}

export interface SoloOptions {
  readonly laps: number;
  /** Steps a second. */
  readonly rate?: number;
  /** kg at the start; enough for the laps when not given. */
  readonly fuel?: number;
  readonly skill?: number;
  readonly watch?: (car: Chassis, pilot: Pilot, time: number, lap: number) => void;
}

/** Drives a car alone from a standing start at the line, on constant tyres. */
export function soloLaps(spec: CarSpec, road: DrivenRoad, options: SoloOptions): SoloLaps {
  const rate = options.rate ?? 500;
  const dt = 1 / rate;
  const every = Math.round(rate * LOOK);
  const conditions = calmDay();
  const car = new Chassis(spec);
  const plan = new SpeedPlan(road, new Envelope(car));
  const skill = options.skill ?? FULL_SKILL;
  car.fuel = options.fuel ?? Math.min(spec.tank, 5 + (road.length / 1000) * options.laps);
  plan.fill(car.mass, skill);
  const pilot = new Pilot(car, road, plan);
  const start = road.line.offset[0]!;
  placeChassis(car, road, 0, start);
  pilot.settle(0);
  for (let i = 0; i < rate / 2; i++) holdChassis(car, road, car.prepared.idle, dt);
  const lapTimes: number[] = [];
  const fuel: number[] = [];
  let best = emptyNotes(road);
  let notes = emptyNotes(road);
  let lapStart = 0;
  let fuelStart = car.fuel;
  let topSpeed = 0;
  let to100 = 0;
  let to200 = 0;
  let astray = 0;
  const limit = rate * 400 * options.laps;
  for (let step = 0; step < limit && lapTimes.length < options.laps; step++) {
    if (step % every === 0) pilot.look();
    const gear = car.gear;
    stepChassis(car, road, conditions, dt);
    const time = (step + 1) * dt;
    if (car.gear !== gear) notes.gearChanges++;
    if (car.vx > topSpeed) topSpeed = car.vx;
    if (to100 === 0 && car.vx > 100 / 3.6) to100 = time;
    if (to200 === 0 && car.vx > 200 / 3.6) to200 = time;
    if (Math.abs(pilot.hands.astray) > astray) astray = Math.abs(pilot.hands.astray);
    const metre = Math.min(notes.trace.length - 1, Math.floor(car.distance));
    if (notes.trace[metre] === 0) notes.trace[metre] = car.vx;
    options.watch?.(car, pilot, time, lapTimes.length);
    if (car.distance < road.length) continue;
    car.distance -= road.length;
    const crossed = time - car.distance / Math.max(1, car.progress);
    const lapTime = crossed - lapStart;
    fuel.push(fuelStart - car.fuel);
    if (lapTimes.every((other) => lapTime < other)) best = notes;
    lapTimes.push(lapTime);
    lapStart = crossed;
    fuelStart = car.fuel;
    notes = emptyNotes(road);
    plan.fill(car.mass, skill);
  }
  return {
    lapTimes, fuel, topSpeed, to100, to200, astray, damage: car.damage, pilot,
    gearChanges: best.gearChanges,
    trace: best.trace,
  };
}

interface Notes {
  gearChanges: number;
  readonly trace: Float64Array;
}

function emptyNotes(road: DrivenRoad): Notes {
  return { gearChanges: 0, trace: new Float64Array(Math.ceil(road.length)) };
}
