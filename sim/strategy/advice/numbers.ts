import { DRY_COMPOUNDS } from '../../../common/lap.ts';
import type { KnownFrom } from '../../../common/strategy-advice.ts';
import type { RaceFit } from '../../../common/strategy-fit.ts';

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

/** What this race says; where it says nothing, what an earlier one on this circuit said; else what is usual. */
export function numbersOf(fit: RaceFit, earlier: RaceFit | null): Numbers {
  return {
    tyres: tyresOf(fit, earlier),
    stop: stopOf(fit, earlier),
    fuel: fit.fuel.told ? { value: fit.fuel.value, from: 'race' } : earlier?.fuel.told ? { value: earlier.fuel.value, from: 'earlier' } : { value: fit.fuel.value, from: 'usual' },
    pace: new Map(Object.entries(fit.cars).map(([car, { base }]) => [car, { base: base.value, told: base.told }])),
    laps: fit.used,
  };
}

function tyresOf(fit: RaceFit, earlier: RaceFit | null): Map<string, TyreNumbers> {
  const tyres = toldBy(fit, 0, 'race');
  if (earlier) {
    const before = toldBy(earlier, 0, 'earlier');
    const common = [...tyres.keys()].find((compound) => before.has(compound));
    // Fresh tyres are known against each other: where no compound is known from both races, those of the earlier one are all there are.
    const shift = common === undefined ? 0 : tyres.get(common)!.fresh - before.get(common)!.fresh;
    if (common !== undefined || tyres.size === 0) for (const [compound, known] of before) if (!tyres.has(compound)) tyres.set(compound, { ...known, fresh: known.fresh + shift });
  }
  const anchor = [...tyres.keys()].find((compound) => compound in USUAL.tyres);
  if (tyres.size > 0 && anchor === undefined) return tyres;
  const shift = anchor === undefined ? 0 : tyres.get(anchor)!.fresh - USUAL.tyres[anchor]!.fresh;
  for (const compound of DRY_COMPOUNDS) {
    if (tyres.has(compound)) continue;
    const { fresh, wear } = USUAL.tyres[compound]!;
    tyres.set(compound, { fresh: fresh + shift, wear, freshWithin: USUAL.freshWithin, wearWithin: USUAL.wearWithin, from: 'usual' });
  }
  return tyres;
}

function toldBy({ compounds }: RaceFit, shift: number, from: KnownFrom): Map<string, TyreNumbers> {
  const told = Object.entries(compounds).filter(([, { k_0, k_1_lin }]) => k_0.told && k_1_lin.told);
  return new Map(
    told.map(([compound, { k_0, k_1_lin }]) => [compound, { fresh: k_0.value + shift, wear: k_1_lin.value, freshWithin: k_0.within, wearWithin: k_1_lin.within, from }]),
  );
}

function stopOf(fit: RaceFit, earlier: RaceFit | null): Numbers['stop'] {
  const from = fit.pit.stop.told ? 'race' : earlier?.pit.stop.told ? 'earlier' : 'usual';
  if (from === 'usual') return { ...USUAL.stop, from };
  const { in_lap, out_lap, standing, stop } = from === 'race' ? fit.pit : earlier!.pit;
  return { into: in_lap.value, out: out_lap.value, standing: standing.value, within: stop.within, from };
}
