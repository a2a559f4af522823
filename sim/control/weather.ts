import type { WeatherKind, WeatherReport } from '../../common/timing.ts';
import { type Conditions, calmDay } from '../car/conditions.ts';
import { Random } from '../random.ts';

/** The stream of the race's random numbers that the weather draws from. */
const STREAM = 2001;
/** s in which rain that has begun or stopped gets two thirds of the way. */
const RAIN_COMES = 45;
/** s in which a downpour wets a dry road by two thirds. */
const WETS = 78;
/** s in which a road at 20 °C without wind dries from standing water. */
const DRIES = 1700;
/** How fast temperature and wind wander: share of the way back to the mean a second, and deviations in K and m/s. */
const WANDER = 1 / 900;
const TEMPERATURE_SCATTER = 1;
const WIND_SCATTER = 1.2;
/** K by which the sun heats a dry road over the air; what a second does of the way there. */
const SUN = 13;
const ROAD_FOLLOWS = 1 / 400;
/** Shortest race that the spells of changing weather are laid out for, s. */
const SHORTEST = 900;

/**
 * The weather of a race, worked out once a second from the race's seed: rain by a plan of spells or by the script, water on
 * the road from rain and drying, air, road and wind wandering about the day's means. The figures are of our own making.
 */
export class Weather {
  /** What every car meets; changed in place. */
  readonly conditions: Conditions = calmDay();
  private readonly kind: WeatherKind | undefined;
  private readonly random: Random;
  /** s; the spells of changing weather are shares of it. */
  private readonly raceTime: number;
  /** Of the day: °C, m/s. */
  private readonly air: number = 20;
  private readonly meanX: number = 0;
  private readonly meanY: number = 0;
  /** Deviation from the day's mean now, K. */
  private warmth = 0;
  /** Rain that the sky is going over to, and race time at which it changes its mind, s. */
  private wish = 0;
  private changes = Infinity;
  /** The script's rain, or -1 for the sky's own; and when the script lets go, s. */
  private scripted = -1;
  private scriptedUntil = Infinity;

  /** Without a `kind` it is a mild dry day on which nothing changes. `raceTime` is what the race may take, s. */
  constructor(kind: WeatherKind | undefined, seed: number, raceTime: number) {
    this.kind = kind;
    this.random = new Random(seed, STREAM);
    this.raceTime = Math.max(SHORTEST, raceTime);
    if (kind === undefined) return;
    const { conditions, random } = this;
    this.air = kind === 'dry' ? random.between(17, 31) : random.between(12, 23);
    const wind = random.between(0.5, 6);
    const towards = random.between(0, 2 * Math.PI);
    this.meanX = wind * Math.cos(towards);
    this.meanY = wind * Math.sin(towards);
    conditions.windX = this.meanX;
    conditions.windY = this.meanY;
    conditions.airTemperature = this.air;
    if (kind === 'wet') this.rainAtOnce(random.between(0.25, 0.7));
    if (kind !== 'dry') this.changes = kind === 'wet' ? random.between(120, 400) : random.between(0.12, 0.4) * this.raceTime;
    conditions.trackTemperature = this.roadGoal();
    conditions.airDensity = density(this.air);
  }

  private rainAtOnce(rain: number): void {
    this.wish = rain;
    this.conditions.rain = rain;
    this.conditions.wetness = level(rain);
  }

  /** One second, that ends at race time `now`. */
  advance(now: number): void {
    if (now >= this.scriptedUntil) this.release();
    if (this.kind === undefined && this.scripted < 0 && this.conditions.rain === 0 && this.conditions.wetness === 0) return;
    if (now >= this.changes) this.changeMind(now);
    this.rainFalls();
    this.roadWets();
    if (this.kind !== undefined) this.wander();
  }

  private changeMind(now: number): void {
    const { random } = this;
    if (this.kind === 'wet') {
      this.wish = random.uniform() < 0.15 ? 0.05 : random.between(0.2, 0.85);
      this.changes = now + random.between(120, 500);
      return;
    }
    this.wish = this.wish > 0 ? 0 : random.between(0.3, 0.9);
    this.changes = now + random.between(0.15, 0.4) * this.raceTime;
  }

  private rainFalls(): void {
    const { conditions } = this;
    const goal = this.scripted >= 0 ? this.scripted : this.wish;
    conditions.rain += (goal - conditions.rain) / RAIN_COMES;
    if (goal === 0 && conditions.rain < 0.01) conditions.rain = 0;
  }

  private roadWets(): void {
    const { conditions } = this;
    const goal = level(conditions.rain);
    if (conditions.wetness < goal) {
      conditions.wetness += ((goal - conditions.wetness) * (0.15 + conditions.rain)) / WETS;
      return;
    }
    const wind = Math.hypot(conditions.windX, conditions.windY);
    const drying = ((0.5 + conditions.trackTemperature / 40) * (1 + wind / 10)) / DRIES;
    conditions.wetness = Math.max(goal, conditions.wetness - drying);
  }

  private wander(): void {
    const { conditions, random } = this;
    const kick = Math.sqrt(2 * WANDER);
    this.warmth += -WANDER * this.warmth + kick * TEMPERATURE_SCATTER * random.normal();
    conditions.windX += WANDER * (this.meanX - conditions.windX) + kick * WIND_SCATTER * random.normal();
    conditions.windY += WANDER * (this.meanY - conditions.windY) + kick * WIND_SCATTER * random.normal();
    conditions.airTemperature = this.air + this.warmth - 2 * conditions.rain;
    conditions.trackTemperature += ROAD_FOLLOWS * (this.roadGoal() - conditions.trackTemperature);
    conditions.airDensity = density(conditions.airTemperature);
  }

  private roadGoal(): number {
    const { airTemperature, wetness, rain } = this.conditions;
    return airTemperature + SUN * (1 - wetness) * (1 - Math.min(1, 1.5 * rain));
  }

  /** The script's rain from now on, up to race time `until`, s; 0 keeps it dry. */
  script(rain: number, until: number): void {
    this.scripted = rain;
    this.scriptedUntil = until;
  }

  private release(): void {
    this.scripted = -1;
    this.scriptedUntil = Infinity;
  }

  report(): WeatherReport {
    const { airTemperature, trackTemperature, windX, windY, rain, wetness } = this.conditions;
    const from = (Math.atan2(-windX, -windY) * 180) / Math.PI;
    return {
      air_temperature: round(airTemperature, 10),
      track_temperature: round(trackTemperature, 10),
      wind_speed: round(Math.hypot(windX, windY), 10),
      wind_direction: windX === 0 && windY === 0 ? 0 : Math.round((from + 360) % 360) % 360,
      rain: round(rain, 100),
      wetness: round(wetness, 100),
    };
  }
}

/** Water that so much rain keeps on the road, whatever dries it. */
function level(rain: number): number {
  return Math.min(1, 1.3 * rain ** 0.6);
}

/** Of the air, kg/m³: TORCS's figure for drag at 20 °C, and the law of ideal gases from there. */
function density(celsius: number): number {
  return (1.29 * 293.15) / (273.15 + celsius);
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}

/** Whether a report differs from the one given out before by what a driver or a strategist would notice. */
export function noticeable(now: WeatherReport, before: WeatherReport): boolean {
  return (
    Math.abs(now.wetness - before.wetness) >= 0.1 ||
    now.wetness > 0 !== before.wetness > 0 ||
    Math.abs(now.rain - before.rain) >= 0.15 ||
    now.rain > 0 !== before.rain > 0 ||
    Math.abs(now.track_temperature - before.track_temperature) >= 2 ||
    Math.abs(now.air_temperature - before.air_temperature) >= 1.5 ||
    Math.abs(now.wind_speed - before.wind_speed) >= 2
  );
}
