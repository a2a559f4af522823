import { describe, expect, it } from 'vitest';
import { GRAVITY } from '../../sim/constants.ts';
import { quantile, reader, record, track } from './recorded-race.ts';

const KMH = 3.6;
const SAMPLES_A_SECOND = 100;
const trace: Float64Array[] = [];
const { laps } = record({ cars: 1, laps: 4, seed: 7 }, (car, values, race) => {
  if (race.lap(car) === 4) trace.push(values.slice());
});
const all = (name: string): number[] => trace.map(reader(name));

/** A free lap of a single car, magnitudes after TORCS's car1-ow1 on forza: 329 km/h, 2.9 g sideways, 3.66 g braking. */
describe('a flying lap', () => {
  it('takes 75 to 90 s and reaches 295 to 345 km/h', () => {
    expect(laps[0]!.at(-1)).toMatchObject({ lap: 4, lap_type: 'flying' });
    expect(laps[0]!.at(-1)!.lap_time).toBeGreaterThan(75);
    expect(laps[0]!.at(-1)!.lap_time).toBeLessThan(90);
    expect(Math.max(...all('Speed')) * KMH).toBeGreaterThan(295);
    expect(Math.max(...all('Speed')) * KMH).toBeLessThan(345);
  });

  it('corners, brakes and accelerates like a car with downforce', () => {
    const sideways = quantile(all('Ay').map(Math.abs), 0.99) / GRAVITY;
    expect(sideways).toBeGreaterThan(2.4);
    expect(sideways).toBeLessThan(3.8);
    const braking = -quantile(all('Ax'), 0.01) / GRAVITY;
    expect(braking).toBeGreaterThan(3);
    expect(braking).toBeLessThan(4.6);
    expect(quantile(all('Ax'), 0.99) / GRAVITY).toBeGreaterThan(0.8);
    expect(quantile(all('Ax'), 0.99) / GRAVITY).toBeLessThan(1.6);
  });

  it('pulls sideways, at every moment, as the bend of its way and the change of its side slip say', () => {
    const [along, across, yaw, side] = [all('SpeedX'), all('SpeedY'), all('Vaz'), all('Ay')];
    for (let i = 1; i + 1 < trace.length; i++) {
      const slipping = (across[i + 1]! - across[i - 1]!) * (SAMPLES_A_SECOND / 2);
      expect(Math.abs(side[i]! - along[i]! * yaw[i]! - slipping), `at ${i / SAMPLES_A_SECOND} s`).toBeLessThan(2.5);
    }
  });

  it('turns as it is pulled sideways, but for the moments in which its nose swings into a bend or out of it', () => {
    const [speed, yaw, side] = [all('Speed'), all('Vaz'), all('Ay')];
    const apart = side.map((value, i) => Math.abs(value - speed[i]! * yaw[i]!));
    expect(quantile(apart, 0.5)).toBeLessThan(1);
    expect(quantile(apart, 0.95)).toBeLessThan(5);
    expect(Math.max(...apart)).toBeLessThan(15);
  });

  it('moves as its speed says: way along the map is the integral of speed', () => {
    const [x, y, speed] = [all('X'), all('Y'), all('Speed')];
    let way = 0;
    let driven = 0;
    for (let i = 1; i < trace.length; i++) {
      way += Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!);
      driven += (speed[i]! + speed[i - 1]!) / 200;
    }
    expect(Math.abs(way / driven - 1)).toBeLessThan(0.01);
    expect(Math.abs(driven / track.length - 1)).toBeLessThan(0.03);
  });

  it('brakes sharply, lets go gently and never with the throttle open', () => {
    const brake = all('Brake');
    const throttle = all('Throttle');
    expect(Math.max(...brake)).toBeGreaterThan(60);
    const changes = brake.slice(1).map((value, i) => value - brake[i]!);
    expect(Math.max(...changes)).toBeGreaterThan(-1.5 * Math.min(...changes));
    const both = brake.filter((value, i) => value > 15 && throttle[i]! > 15).length;
    expect(both / brake.length).toBeLessThan(0.02);
    const flat = throttle.filter((value) => value > 99).length / throttle.length;
    expect(flat).toBeGreaterThan(0.4);
    expect(flat).toBeLessThan(0.85);
    const partial = throttle.filter((value) => value > 10 && value < 90).length / throttle.length;
    expect(partial).toBeGreaterThan(0.06);
  });

  it('shifts through its gears one by one, the revs within the engine\'s range', () => {
    const gear = all('Gear');
    const rpm = all('RPM');
    const steps = gear.slice(1).map((value, i) => value - gear[i]!);
    expect(steps.every((step) => Math.abs(step) <= 1)).toBe(true);
    expect(steps.filter((step) => step !== 0).length).toBeGreaterThan(24);
    expect(Math.min(...gear)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...gear)).toBeGreaterThanOrEqual(7);
    expect(Math.min(...rpm)).toBeGreaterThan(6000);
    expect(Math.max(...rpm)).toBeLessThanOrEqual(12_310);
    for (let i = 6; i < gear.length; i++) {
      if (gear[i] === gear[i - 6]! + 1 && gear[i] === gear[i - 5]) expect(rpm[i]).toBeLessThan(rpm[i - 6]!);
    }
  });

  it('turns outer wheels faster than inner ones, and locks or spins them only a little', () => {
    const [left, right, yaw, speed] = [all('WheelSpeedFL'), all('WheelSpeedFR'), all('Vaz'), all('Speed')];
    const rear = all('WheelSpeedRL');
    for (let i = 0; i < trace.length; i++) {
      if (Math.abs(yaw[i]!) > 0.3) expect(Math.sign(right[i]! - left[i]!)).toBe(Math.sign(yaw[i]!));
      expect(Math.abs((rear[i]! * 0.33) / speed[i]! - 1)).toBeLessThan(0.15);
    }
  });

  it('works its tyres and discs in their windows and burns 1.5 to 3 kg', () => {
    for (const wheel of ['FL', 'FR', 'RL', 'RR']) {
      expect(Math.min(...all(`TyreTemp${wheel}`))).toBeGreaterThan(60);
      expect(Math.max(...all(`TyreTemp${wheel}`))).toBeLessThan(140);
      expect(Math.min(...all(`BrakeTemp${wheel}`))).toBeGreaterThan(200);
      expect(Math.max(...all(`BrakeTemp${wheel}`))).toBeLessThan(900);
    }
    const fuel = all('Fuel');
    expect(fuel[0]! - fuel.at(-1)!).toBeGreaterThan(1.5);
    expect(fuel[0]! - fuel.at(-1)!).toBeLessThan(3);
  });
});
