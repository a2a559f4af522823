import { DRY_COMPOUNDS } from '../../../common/lap.ts';
import type { KnownFrom } from '../../../common/strategy-advice.ts';
import type { Fitted, RaceFit } from '../../../common/strategy-fit.ts';

export interface TyreNumbers {
  /** s on a fresh set, all against the same compound, and s a lap of age; each with what it may be off by. */
  fresh: number;
  wear: number;
  freshWithin: number;
  wearWithin: number;
  from: KnownFrom;
}

/** What a decision is made with. */
export interface Numbers {
  tyres: ReadonlyMap<string, TyreNumbers>;
  /** s of a stop under green: the way in, the way out on cold tyres, and in the box. */
  stop: { into: number; out: number; standing: number; within: number; from: KnownFrom };
  /** s a kg. */
  fuel: { value: number; from: KnownFrom };
  /** s of an empty car on a fresh set of the compound against which `fresh` is. */
  pace: ReadonlyMap<string, { base: number; told: boolean }>;
  /** Laps behind the fit. */
  laps: number;
}

/** A car like ours on a circuit like ours: what is taken where no lap says anything. */
const USUAL = {
  tyres: { soft: { fresh: 0, wear: 0.095 }, medium: { fresh: 0.55, wear: 0.055 }, hard: { fresh: 1.15, wear: 0.03 } } as Readonly<Record<string, { fresh: number; wear: number }>>,
  stop: { into: 8, out: 14, standing: 2.5, within: 8 },
  freshWithin: 0.8,
  wearWithin: 0.05,
};

/** Laps below which a number of a fit is not looked at. */
const LEAST_LAPS = 3;

interface Said {
  value: number;
  within: number;
  from: KnownFrom;
}

/**
 * What this race says, what an earlier one on this circuit said, and what is usual, each with the weight of what it may be off by; `from` is what counts most.
 */
export function numbersOf(fit: RaceFit, earlier: RaceFit | null): Numbers {
  const fuel = fit.fuel.told ? weighed([of(fit.fuel, 'race'), ...(earlier?.fuel.told ? [of(earlier.fuel, 'earlier')] : [])]) : earlier?.fuel.told ? of(earlier.fuel, 'earlier') : of(fit.fuel, 'usual');
  return {
    tyres: tyresOf(fit, earlier),
    stop: stopOf(fit, earlier),
    fuel,
    pace: new Map(Object.entries(fit.cars).map(([car, { base }]) => [car, { base: base.value, told: base.told }])),
    laps: fit.used,
  };
}

const of = ({ value, within }: Fitted, from: KnownFrom): Said => ({ value, within, from });

/** The mean, each by the square of what it may be off by. */
function weighed(said: readonly Said[]): Said {
  const weights = said.map(({ within }) => 1 / Math.max(1e-6, within) ** 2);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const most = weights.indexOf(Math.max(...weights));
  return { value: said.reduce((sum, { value }, i) => sum + (weights[i]! / all) * value, 0), within: 1 / Math.sqrt(all), from: said[most]!.from };
}

/** All against one compound: the reference of this race, else of the earlier one. */
function tyresOf(fit: RaceFit, earlier: RaceFit | null): Map<string, TyreNumbers> {
  const reference = fit.reference ?? earlier?.reference ?? null;
  const names = new Set([...Object.keys(fit.compounds), ...Object.keys(earlier?.compounds ?? {}), ...(reference === null || reference in USUAL.tyres ? DRY_COMPOUNDS : [])]);
  const anchor = reference ?? DRY_COMPOUNDS[0];
  const tyres = new Map<string, TyreNumbers>();
  for (const name of names) {
    const fresh = [...freshBy(fit, name, anchor, 'race'), ...(earlier ? freshBy(earlier, name, anchor, 'earlier') : [])];
    const wear = [...wearBy(fit, name, 'race'), ...(earlier ? wearBy(earlier, name, 'earlier') : [])];
    const usual = USUAL.tyres[name];
    const base = USUAL.tyres[anchor];
    if (usual && base) {
      fresh.push({ value: usual.fresh - base.fresh, within: USUAL.freshWithin, from: 'usual' });
      wear.push({ value: usual.wear, within: USUAL.wearWithin, from: 'usual' });
    }
    if (fresh.length === 0 || wear.length === 0) continue;
    const [k0, k1] = [name === anchor ? { value: 0, within: 0 } : weighed(fresh), weighed(wear)];
    tyres.set(name, { fresh: k0.value, wear: k1.value, freshWithin: k0.within, wearWithin: k1.within, from: k1.from });
  }
  return tyres;
}

function freshBy({ compounds }: RaceFit, name: string, anchor: string, from: KnownFrom): Said[] {
  const [own, other] = [compounds[name], compounds[anchor]];
  if (!own || !other || own.k_0.laps < LEAST_LAPS || other.k_0.laps < LEAST_LAPS) return [];
  return [{ value: own.k_0.value - other.k_0.value, within: Math.hypot(own.k_0.within, other.k_0.within), from }];
}

function wearBy({ compounds }: RaceFit, name: string, from: KnownFrom): Said[] {
  const own = compounds[name];
  return own && own.k_1_lin.laps >= LEAST_LAPS ? [of(own.k_1_lin, from)] : [];
}

function stopOf(fit: RaceFit, earlier: RaceFit | null): Numbers['stop'] {
  const said = [fit.pit.stop.told && (['race', fit.pit] as const), earlier?.pit.stop.told && (['earlier', earlier.pit] as const)].filter((each) => each !== false && each !== undefined);
  if (said.length === 0) return { ...USUAL.stop, from: 'usual' };
  const mean = (part: 'in_lap' | 'out_lap' | 'standing' | 'stop'): Said => weighed(said.map(([from, pit]) => of(pit[part], from)));
  const { within, from } = mean('stop');
  return { into: mean('in_lap').value, out: mean('out_lap').value, standing: mean('standing').value, within, from };
}
