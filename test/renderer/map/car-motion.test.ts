import { describe, expect, it } from 'vitest';
import { CarMotion } from '../../../renderer/map/car-motion.ts';

function at(motion: CarMotion, time: number): number[] | null {
  const out = new Float64Array(2);
  return motion.at(time, out) ? [...out].map((value) => Math.round(value * 1000) / 1000) : null;
}

describe('CarMotion', () => {
  it('knows nothing before the first position', () => {
    expect(at(new CarMotion(), 1)).toBeNull();
  });

  it('moves evenly between positions', () => {
    const motion = new CarMotion();
    motion.add(1, 100, 0, 5000);
    motion.add(2, 180, 4, 5000);
    expect(at(motion, 1.5)).toEqual([140, 2]);
    expect(at(motion, 0.5)).toEqual([100, 0]);
  });

  it('crosses the line forwards', () => {
    const motion = new CarMotion();
    motion.add(1, 4960, 0, 5000);
    motion.add(2, 40, 0, 5000);
    expect(at(motion, 1.75)![0]! % 5000).toBe(20);
  });

  it('rolls on for a moment, then stands, when nothing more comes', () => {
    const motion = new CarMotion();
    motion.add(1, 0, 0, 5000);
    motion.add(2, 80, 0, 5000);
    expect(at(motion, 2.1)).toEqual([88, 0]);
    expect(at(motion, 60)).toEqual([92, 0]);
  });

  it('holds a few positions only, the newest', () => {
    const motion = new CarMotion();
    for (let i = 0; i < 100; i++) motion.add(i, i * 80, 0, 50_000);
    expect(at(motion, 98.5)).toEqual([98.5 * 80, 0]);
    expect(at(motion, 0)![0]).toBeGreaterThan(80 * 80);
  });

  it('is copied as it is, and the copy stays so', () => {
    const motion = new CarMotion();
    motion.add(1, 100, 0, 5000);
    motion.add(2, 180, 4, 5000);
    const copy = motion.copy();
    motion.add(3, 300, 0, 5000);
    expect(at(copy, 1.5)).toEqual([140, 2]);
    expect(at(copy, 3)).toEqual(at(copy, 9));
    expect(at(motion, 3)).toEqual([300, 0]);
  });
});
