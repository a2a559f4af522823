import { expect, it } from 'vitest';
import { findCorners } from '../../../sim/track/find-corners.ts';
import type { CentreLine } from '../../../sim/track/centre-line.ts';

/** A road of 1000 m with bends of a radius from one way to another, m; radius negative to the right. */
function road(bends: readonly (readonly [number, number, number])[]): CentreLine {
  const curvature = new Float64Array(1001);
  for (const [from, to, radius] of bends) curvature.fill(1 / radius, from, to);
  const none = new Float64Array(1001);
  return { length: 1000, count: 1000, step: 1, x: none, y: none, heading: none, curvature, z: none, grade: none, bank: none, left: none, right: none };
}

it('numbers the bends as they come', () => {
  expect(findCorners(road([[100, 160, 50], [300, 400, -80]]))).toEqual([
    { name: 'Turn 1', from: 100, apex: 130, to: 160, side: 1 },
    { name: 'Turn 2', from: 300, apex: 350, to: 400, side: -1 },
  ]);
});

it('takes what belongs together for one, but not bends to either side', () => {
  const corners = findCorners(road([[100, 160, 50], [180, 240, 90], [240, 300, -90]]));
  expect(corners.map(({ from, to, side }) => [from, to, side])).toEqual([[100, 240, 1], [240, 300, -1]]);
});

it('passes over kinks and over bends that hardly bend', () => {
  expect(findCorners(road([[100, 105, 50], [300, 900, 1200]]))).toEqual([]);
});
