import { expect, it } from 'vitest';
import { skyWord, windFrom } from '../../../renderer/control/sky.ts';

it('goes by the rain that falls, then by the water that lies', () => {
  const words = [[0, 0], [0, 0.4], [0.1, 0], [0.4, 0.3], [0.9, 1]].map(([rain, wetness]) => skyWord({ rain: rain!, wetness: wetness! }));
  expect(words).toEqual(['Dry', 'Damp', 'Light rain', 'Rain', 'Heavy rain']);
});

it('names the quarter that the wind comes from', () => {
  expect([0, 44, 180, 230, 270, 350, 360].map(windFrom)).toEqual(['N', 'NE', 'S', 'SW', 'W', 'N', 'N']);
});
