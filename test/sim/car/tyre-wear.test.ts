import { describe, expect, it } from 'vitest';
import { COMPOUNDS, DRY_COMPOUNDS, type Compound } from '../../../common/lap.ts';
import { COMPOUND_FIGURES } from '../../../sim/car/compounds.ts';
import { calmDay } from '../../../sim/car/conditions.ts';
import { fitTyres } from '../../../sim/car/tend.ts';
import { waterFactor, wearFactor, windowFactor } from '../../../sim/car/tyre-grip.ts';
import { freshCar, run, runLap, set } from './running.ts';
import { wearTyres } from '../../../sim/car/tyre-wear.ts';

const day = calmDay();

const wornBy = (compound: Compound, wetness = 0): number => {
  const car = freshCar();
  fitTyres(car, compound, COMPOUND_FIGURES[compound].best, day);
  set(car, { speed: 50, across: 0.05 });
  wearTyres(car, { ...day, wetness }, 60);
  return car.tyreWear[0]!;
};

describe('wear', () => {
  it('only grows, and with the way slid', () => {
    const car = freshCar();
    let last = 0;
    for (const across of [0, 0.02, 0.05, 0.1, 0]) {
      run(car, day, 5, { speed: 50, across });
      if (across > 0) expect(car.tyreWear[2]!).toBeGreaterThan(last);
      else expect(car.tyreWear[2]!).toBe(last);
      last = car.tyreWear[2]!;
    }
  });

  it('is faster on softer treads, above the window, and slower in water', () => {
    expect(wornBy('soft')).toBeGreaterThan(wornBy('medium'));
    expect(wornBy('medium')).toBeGreaterThan(wornBy('hard'));
    expect(wornBy('wet', 1)).toBeLessThan(0.5 * wornBy('wet'));
    const hot = freshCar();
    fitTyres(hot, 'medium', 160, day);
    set(hot, { speed: 50, across: 0.05 });
    wearTyres(hot, day, 60);
    expect(hot.tyreWear[0]!).toBeGreaterThan(2 * wornBy('medium'));
  });

  it('leaves a medium between 55 and 92 % of its tread after 20 laps', () => {
    const car = freshCar();
    for (let lap = 0; lap < 20; lap++) runLap(car, day);
    for (let w = 0; w < 4; w++) {
      expect(car.tyreWear[w]!).toBeGreaterThan(0.08);
      expect(car.tyreWear[w]!).toBeLessThan(0.45);
    }
  });
});

describe('graining', () => {
  it('grows on a cold tread that slides and is cleaned off in the window', () => {
    const car = freshCar();
    fitTyres(car, 'hard', 50, day);
    set(car, { speed: 40, across: 0.05 });
    wearTyres(car, day, 30);
    const grained = car.graining[0]!;
    expect(grained).toBeGreaterThan(0.02);
    car.treadInner.fill(100);
    car.treadMiddle.fill(100);
    car.treadOuter.fill(100);
    wearTyres(car, day, 30);
    expect(car.graining[0]!).toBeLessThan(grained);
    expect(car.graining[0]!).toBeGreaterThanOrEqual(0);
  });
});

describe('grip', () => {
  it('of a fresh medium in its window on a dry road is one; softer holds more, harder less', () => {
    const car = freshCar();
    const fresh = (compound: Compound): number => {
      fitTyres(car, compound, COMPOUND_FIGURES[compound].best, day);
      return car.tyreGrip[3]!;
    };
    expect(fresh('medium')).toBe(1);
    expect(fresh('soft')).toBeCloseTo(1.012, 9);
    expect(fresh('hard')).toBeCloseTo(0.99, 9);
  });

  it('stays within 2 % in the first laps off the blankets', () => {
    const car = freshCar();
    for (let lap = 0; lap < 3; lap++) {
      runLap(car, day);
      for (const grip of car.tyreGrip) expect(Math.abs(grip - 1)).toBeLessThan(0.02);
    }
  });

  it.each(COMPOUNDS)('of %s falls away from its window on both sides', (name) => {
    const compound = COMPOUND_FIGURES[name];
    let last = 1;
    for (let away = 0; away < 150; away += 5) {
      const share = windowFactor(compound, compound.best + away);
      expect(windowFactor(compound, compound.best - away)).toBeCloseTo(share, 12);
      expect(share).toBeLessThanOrEqual(last);
      last = share;
    }
    expect(last).toBeLessThan(0.75);
  });

  it('falls evenly with wear, and off a cliff once 70 % of the tread is gone', () => {
    const step = (from: number): number => wearFactor(from) - wearFactor(from + 0.1);
    expect(step(0)).toBeCloseTo(step(0.5), 12);
    expect(step(0.9)).toBeGreaterThan(4 * step(0));
    expect(wearFactor(1)).toBeGreaterThan(0.3);
  });

  it('is best on the tread that fits the water', () => {
    const best = (wetness: number): Compound =>
      [...COMPOUNDS].sort((a, b) => COMPOUND_FIGURES[b].grip * waterFactor(COMPOUND_FIGURES[b], wetness) - COMPOUND_FIGURES[a].grip * waterFactor(COMPOUND_FIGURES[a], wetness))[0]!;
    expect(DRY_COMPOUNDS).toContain(best(0));
    expect(DRY_COMPOUNDS).toContain(best(0.08));
    expect(best(0.25)).toBe('intermediate');
    expect(best(0.6)).toBe('wet');
    expect(best(1)).toBe('wet');
  });
});
