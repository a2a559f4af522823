import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { ATMOSPHERE, FILLING } from './thermal.ts';

/** Share of the sliding work that stays in the rubber; the road takes the rest at once. */
export const SLIDING_SHARE = 0.5;
/** Flexing: J for each m and N along, across and upright, at the cold pressure; share of it in the tread, the rest in the carcass. */
const FLEX_ALONG = 0.003;
const FLEX_ACROSS = 0.006;
const FLEX_UPRIGHT = 0.0195;
const FLEX_TREAD = 0.5;
/** Tread to road where they touch, W/m²K, and the speed at which rolling brings half of that, m/s; pressure that the carcass itself bears, Pa; largest share of the tread that touches. */
const ROAD_CONDUCTION = 3000;
const ROLLS = 2;
const CARCASS_PRESSURE = 50_000;
const LARGEST_PATCH = 0.12;
/** To the air, W/m²K at rest and for each m/s (TORCS 1.3.9 wheel.cpp); sidewalls stand half in the lee. */
const AIR_STILL = 5.9;
const AIR_MOVING = 3.7;
const TREAD_IN_AIR = 0.45;
const WALL_IN_AIR = 0.35;
/** Tread to carcass and carcass to gas, W/m²K; from third to third, W/K; rim to air, W/K at rest and for each m/s; disc to rim, W/K. */
const INWARDS = 95;
const TO_GAS = 40;
const SIDEWAYS = 9;
const RIM_STILL = 1;
const RIM_MOVING = 0.14;
const DISC_TO_RIM = 0.35;
/** Water on the road and in the air multiplies what they take away. */
const WET_ROAD = 1.4;
const WET_AIR = 1.6;
/** Above this the rubber comes off as smoke and takes its heat with it, °C, W/K. */
const SMOKES = 220;
const SMOKE = 4000;
/** How contact moves over the tread: towards the inner shoulder for each rad of camber, towards the outer for each unit of Fy/Fz that pushes inwards, to the middle for each unit of pressure over the hot one. */
const CAMBER_TILT = 1.2;
const FORCE_TILT = 0.1;
const MOST_TILT = 0.22;
const PRESSURE_BULGE = 0.3;
/** Gas temperature at which the whole tread touches evenly, K. */
const EVEN_GAS = 358.15;

/**
 * Heat of the four tyres over `dt` s: tread in three thirds, carcass, and gas with the rim's well; then the pressure. The three
 * layers and their flows are those of Harsh and Shyrokau (Applied Sciences 9, 2019, 5328); convection is that of TORCS 1.3.9.
 * What comes in and what leaves is kept in `tyreHeatIn` and `tyreHeatOut`, W, so that the balance can be seen. Allocates nothing.
 */
export function heatTyres(car: Chassis, conditions: Conditions, dt: number): void {
  const { thermal, load, sliding, forceAlong, forceAcross, treadInner, treadMiddle, treadOuter, carcass, gas, tyrePressure } = car;
  const air = conditions.airTemperature;
  const road = conditions.trackTemperature;
  const speed = car.vx < 0 ? -car.vx : car.vx;
  const film = (AIR_STILL + AIR_MOVING * speed) * (1 + WET_AIR * conditions.wetness);
  const touch = (ROAD_CONDUCTION * (1 + WET_ROAD * conditions.wetness) * speed) / (speed + ROLLS);
  const rimFilm = RIM_STILL + RIM_MOVING * speed;
  for (let w = 0; w < 4; w++) {
    const fz = load[w]!;
    const fx = forceAlong[w]!;
    const fy = forceAcross[w]!;
    const cold = thermal.coldPressure[w]! + ATMOSPHERE;
    const pressure = tyrePressure[w]!;
    const area = thermal.treadArea[w]!;
    let tilt = -CAMBER_TILT * thermal.camber[w]!;
    if (fz > 1) tilt -= (FORCE_TILT * ((w & 1) === 0 ? -fy : fy)) / fz;
    tilt = tilt > MOST_TILT ? MOST_TILT : tilt < -MOST_TILT ? -MOST_TILT : tilt;
    const even = (cold * EVEN_GAS) / FILLING - ATMOSPHERE;
    let middle = 1 / 3 + PRESSURE_BULGE * (pressure / even - 1);
    middle = middle > 0.5 ? 0.5 : middle < 0.2 ? 0.2 : middle;
    const shoulder = (1 - middle) / 2;
    const inner = shoulder * (1 + 2 * tilt);
    const outer = shoulder * (1 - 2 * tilt);

    const ti = treadInner[w]!;
    const tm = treadMiddle[w]!;
    const to = treadOuter[w]!;
    const tc = carcass[w]!;
    const tg = gas[w]!;
    const slide = SLIDING_SHARE * sliding[w]!;
    const stretch = (fx < 0 ? -fx : fx) * FLEX_ALONG + (fy < 0 ? -fy : fy) * FLEX_ACROSS + fz * FLEX_UPRIGHT;
    const flex = (stretch * speed * (cold - ATMOSPHERE)) / (pressure > CARCASS_PRESSURE ? pressure : CARCASS_PRESSURE);
    const intoTread = slide + FLEX_TREAD * flex;
    const largest = LARGEST_PATCH * area;
    let patch = fz / (pressure + CARCASS_PRESSURE);
    if (patch > largest) patch = largest;
    const toRoad = touch * patch;
    const third = (TREAD_IN_AIR * film * area) / 3;
    const inwards = (INWARDS * area) / 3;
    const outI = toRoad * inner * (ti - road) + third * (ti - air) + smoke(ti);
    const outM = toRoad * middle * (tm - road) + third * (tm - air) + smoke(tm);
    const outO = toRoad * outer * (to - road) + third * (to - air) + smoke(to);
    const inI = inwards * (ti - tc);
    const inM = inwards * (tm - tc);
    const inO = inwards * (to - tc);
    const acrossI = SIDEWAYS * (ti - tm);
    const acrossO = SIDEWAYS * (to - tm);
    const toWalls = WALL_IN_AIR * film * thermal.wallArea[w]! * (tc - air);
    const toGas = TO_GAS * (area + thermal.wallArea[w]!) * (tc - tg);
    const fromDisc = DISC_TO_RIM * (car.discTemp[w]! - tg);
    const toRim = rimFilm * (tg - air);
    const step = dt / thermal.tread[w]!;
    treadInner[w] = ti + (intoTread * inner - outI - inI - acrossI) * step;
    treadMiddle[w] = tm + (intoTread * middle - outM - inM + acrossI + acrossO) * step;
    treadOuter[w] = to + (intoTread * outer - outO - inO - acrossO) * step;
    carcass[w] = tc + (((1 - FLEX_TREAD) * flex + inI + inM + inO - toWalls - toGas) * dt) / thermal.carcass[w]!;
    gas[w] = tg + ((toGas + fromDisc - toRim) * dt) / thermal.gas[w]!;
    car.tyreHeatIn[w] = slide + flex + fromDisc;
    car.tyreHeatOut[w] = outI + outM + outO + toWalls + toRim;
    tyrePressure[w] = gasPressure(cold - ATMOSPHERE, gas[w]!);
  }
}

/** Pa gauge of a tyre filled to `cold` at 20 °C when its gas has `temperature`, °C: the gas law at constant volume. */
export function gasPressure(cold: number, temperature: number): number {
  return ((cold + ATMOSPHERE) * (temperature + 273.15)) / FILLING - ATMOSPHERE;
}

function smoke(temperature: number): number {
  return temperature > SMOKES ? SMOKE * (temperature - SMOKES) : 0;
}
