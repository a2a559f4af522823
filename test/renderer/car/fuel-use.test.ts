import { describe, expect, it } from 'vitest';
import { FuelUse } from '../../../renderer/car/fuel-use.ts';

/** Drives from one place of the race to another, laps, and burns `perLap` kg on each. */
function drive(use: FuelUse, from: number, to: number, fuel: number, perLap: number): number {
  const steps = Math.round((to - from) * 50);
  for (let i = 0; i <= steps; i++) use.add(from + i / 50, fuel - (i / 50) * perLap);
  return fuel - (steps / 50) * perLap;
}

describe('FuelUse', () => {
  it('says nothing before it has seen half a lap', () => {
    const use = new FuelUse();
    drive(use, 0.9, 1.3, 100, 2);
    expect(use.perLap).toBeNull();
    drive(use, 1.3, 1.5, 99.2, 2);
    expect(use.perLap).toBeCloseTo(2, 6);
  });

  it('goes by the last three laps', () => {
    const use = new FuelUse();
    const left = drive(use, 1, 5, 100, 2);
    drive(use, 5, 8.2, left, 1);
    expect(use.perLap).toBeCloseTo(1, 1);
  });

  it('begins anew where fuel was filled in', () => {
    const use = new FuelUse();
    drive(use, 1, 4, 20, 2);
    drive(use, 4, 4.4, 60, 2);
    expect(use.perLap).toBeNull();
    drive(use, 4.4, 5, 59.2, 3);
    expect(use.perLap).toBeGreaterThan(2);
    expect(use.perLap).toBeLessThan(3);
  });

  it('bears a sample that counts its lap too early', () => {
    const use = new FuelUse();
    const left = drive(use, 1, 2.96, 100, 2);
    use.add(3.98, left);
    drive(use, 3, 4, left, 2);
    expect(use.perLap).toBeCloseTo(2, 1);
  });
});
