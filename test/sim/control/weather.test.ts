import { describe, expect, it } from 'vitest';
import type { WeatherKind } from '../../../common/timing.ts';
import { noticeable, Weather } from '../../../sim/control/weather.ts';

const HOUR = 3600;

/** The reports of every ten seconds of a two-hour race. */
function day(kind: WeatherKind | undefined, seed: number) {
  const weather = new Weather(kind, seed, 2 * HOUR);
  const reports = [weather.report()];
  for (let now = 1; now <= 2 * HOUR; now++) {
    weather.advance(now);
    if (now % 10 === 0) reports.push(weather.report());
  }
  return reports;
}

describe('the weather', () => {
  it('stays as it is where none is asked for', () => {
    const reports = day(undefined, 7);
    expect(new Set(reports.map((report) => JSON.stringify(report))).size).toBe(1);
    expect(reports[0]).toMatchObject({ air_temperature: 20, rain: 0, wetness: 0, wind_speed: 0 });
  });

  it('is the same for a seed and another for another', () => {
    expect(day('changing', 3)).toEqual(day('changing', 3));
    expect(day('changing', 4)).not.toEqual(day('changing', 3));
  });

  it('stays dry on a dry day, with air, road and wind that wander slowly', () => {
    for (let seed = 0; seed < 10; seed++) {
      const reports = day('dry', seed);
      expect(reports.every(({ rain, wetness }) => rain === 0 && wetness === 0)).toBe(true);
      const air = reports.map((report) => report.air_temperature);
      expect(Math.max(...air) - Math.min(...air)).toBeGreaterThan(0.5);
      expect(Math.max(...air) - Math.min(...air)).toBeLessThan(9);
      for (let i = 1; i < air.length; i++) expect(Math.abs(air[i]! - air[i - 1]!)).toBeLessThan(1);
      const mean = reports.reduce((sum, { track_temperature, air_temperature }) => sum + track_temperature - air_temperature, 0) / reports.length;
      expect(mean).toBeGreaterThan(8);
    }
  });

  it('rains most of a wet day, and the road is wet', () => {
    for (let seed = 0; seed < 10; seed++) {
      const reports = day('wet', seed);
      expect(reports[0]!.wetness).toBeGreaterThan(0.4);
      expect(reports.filter(({ rain }) => rain > 0.1).length / reports.length).toBeGreaterThan(0.6);
    }
  });

  it('changes at least once where it is changing, from dry to wet, and most days back again', () => {
    let back = 0;
    for (let seed = 0; seed < 20; seed++) {
      const reports = day('changing', seed);
      expect(reports[0]!.wetness).toBe(0);
      const wettest = reports.findIndex(({ wetness }) => wetness > 0.5);
      expect(wettest).toBeGreaterThan(0);
      if (reports.slice(wettest).some(({ wetness }) => wetness < 0.1)) back++;
    }
    expect(back).toBeGreaterThan(12);
  });

  it('rains and stops when the script says so; rain wets a road in minutes and it dries in many', () => {
    const weather = new Weather(undefined, 7, HOUR);
    weather.script(0.6, 600);
    const wetness: number[] = [];
    for (let now = 0; now < 3600; now++) {
      weather.advance(now);
      wetness.push(weather.conditions.wetness);
    }
    expect(wetness[60]).toBeGreaterThan(0.1);
    expect(wetness[300]).toBeGreaterThan(0.7);
    expect(wetness[590]).toBeGreaterThan(wetness[300]!);
    expect(wetness[900]).toBeGreaterThan(0.4);
    expect(wetness[3599]).toBe(0);
    expect(Math.max(...wetness)).toBeLessThanOrEqual(1);
  });

  it('dries faster when the road is hot and the wind blows', () => {
    const dries = (temperature: number, wind: number): number => {
      const weather = new Weather(undefined, 1, HOUR);
      Object.assign(weather.conditions, { wetness: 0.5, trackTemperature: temperature, windX: wind });
      let now = 0;
      while (weather.conditions.wetness > 0) weather.advance(++now);
      return now;
    };
    expect(dries(40, 0)).toBeLessThan(dries(15, 0) - 100);
    expect(dries(15, 8)).toBeLessThan(dries(15, 0) - 100);
  });

  it('thins the air as it warms', () => {
    const [cool, warm] = [new Weather('wet', 2, HOUR), new Weather('dry', 4, HOUR)].map(({ conditions }) => conditions);
    expect(warm!.airTemperature).toBeGreaterThan(cool!.airTemperature);
    expect(warm!.airDensity).toBeLessThan(cool!.airDensity);
  });

  it('is worth a word when it starts to rain, not for a breath of wind', () => {
    const [report] = day('dry', 1);
    expect(noticeable({ ...report!, wind_speed: report!.wind_speed + 0.4 }, report!)).toBe(false);
    expect(noticeable({ ...report!, rain: 0.02 }, report!)).toBe(true);
  });
});
