import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../../common/channels.ts';
import { chartChannels, DEFAULT_STRIPS, DISTANCE_COLUMN, stripOf } from '../../../renderer/live/strips.ts';

describe('stripOf', () => {
  it('shows what a person reads: km/h, g and degrees', () => {
    expect(stripOf('SpeedX')).toMatchObject({ unit: 'km/h', scale: 3.6 });
    expect(stripOf('Ax').scale * 9.80665).toBeCloseTo(1, 9);
    expect(stripOf('Steer').scale * Math.PI).toBeCloseTo(180, 9);
    expect(stripOf('WindSpeed')).toMatchObject({ unit: 'm/s', scale: 1 });
  });

  it('shows as many digits as there is something in, and room for', () => {
    expect(['TyreTempFL', 'BrakeTempFL', 'SlipRatioFL', 'TyreForceXFL', 'Fuel'].map((name) => stripOf(name).digits)).toEqual([1, 0, 3, 0, 1]);
  });

  it('draws what is counted in steps, and a switch between its two states', () => {
    expect(stripOf('Lap')).toMatchObject({ stepped: true, range: null });
    expect(stripOf('DRS')).toMatchObject({ stepped: true, range: [-0.1, 1.1], ticks: 1 });
    expect(stripOf('Fuel').stepped).toBe(false);
  });

  it('knows how to show every channel', () => {
    for (const { name } of CHANNELS) {
      const { digits, finest, scale } = stripOf(name);
      expect([name, Number.isInteger(digits), digits >= 0, finest > 0, Number.isFinite(scale)]).toEqual([name, true, true, true, true]);
    }
    expect(() => stripOf('Nothing')).toThrow('no channel');
  });
});

it('subscribes to the distance once, in its column', () => {
  expect(chartChannels(DEFAULT_STRIPS)).toEqual(['Distance', ...DEFAULT_STRIPS]);
  const own = chartChannels(['Fuel', 'Distance']);
  expect(own).toEqual(['Distance', 'Fuel']);
  expect(own[DISTANCE_COLUMN]).toBe('Distance');
});
