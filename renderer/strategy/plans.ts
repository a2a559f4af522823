import type { Plan } from '../../common/strategy.ts';

export const MOST_STOPS = 4;

/** Stops at 13 and 35 against 17 and 38 of 53 laps, and as far into any other distance. */
export function firstPlans(laps: number, compounds: readonly string[]): Plan[] {
  const [soft = '', medium = soft] = compounds;
  return [
    { compounds: [soft, medium, medium], inlaps: [13, 35] },
    { compounds: [medium, medium, soft], inlaps: [17, 38] },
  ].map((plan) => stretched(plan, 53, laps));
}

/** A plan with one stop, on the harder compounds. */
export function oneStop(laps: number, compounds: readonly string[]): Plan {
  const [first = '', second = first, third = second] = compounds;
  return stretched({ compounds: [second, third], inlaps: [24] }, 53, laps);
}

/** The plan of a race of `from` laps over `to`: stops as far into it as before, without those that then fall together. */
export function stretched({ compounds, inlaps }: Plan, from: number, to: number): Plan {
  if (from === to) return { compounds, inlaps };
  const fitting = inlaps.map((lap) => Math.round((lap * to) / from)).filter((lap, i, all) => lap >= 1 && lap < to && lap > (all[i - 1] ?? 0));
  return { compounds: compounds.slice(0, fitting.length + 1), inlaps: fitting };
}

/** The stop on another lap, exactly as asked: whether it can be driven is for the engine to say. */
export function withStop(plan: Plan, stop: number, lap: number): Plan {
  return { ...plan, inlaps: plan.inlaps.with(stop, lap) };
}

/** The nearest lap to `lap` that keeps the stop between its neighbours and before the last lap. */
export function clampStop({ inlaps }: Plan, stop: number, lap: number, laps: number): number {
  const low = (inlaps[stop - 1] ?? 0) + 1;
  const high = (inlaps[stop + 1] ?? laps) - 1;
  return Math.max(low, Math.min(high, Math.round(lap)));
}

export function withCompound(plan: Plan, stint: number, compound: string): Plan {
  return { ...plan, compounds: plan.compounds.with(stint, compound) };
}

/** One stop more, in the middle of the longest stint, or the plan itself where none fits. */
export function withOneMoreStop(plan: Plan, laps: number): Plan {
  const lengths = stints(plan, laps).map(({ length }) => length);
  const stint = lengths.indexOf(Math.max(...lengths));
  const length = lengths[stint]!;
  if (plan.inlaps.length >= MOST_STOPS || length < 2) return plan;
  const lap = (plan.inlaps[stint - 1] ?? 0) + Math.floor(length / 2);
  return {
    compounds: plan.compounds.toSpliced(stint + 1, 0, plan.compounds[stint]!),
    inlaps: plan.inlaps.toSpliced(stint, 0, lap),
  };
}

/** Without one stop; the tyres before it stay on. */
export function withoutStop(plan: Plan, stop: number): Plan {
  return { compounds: plan.compounds.toSpliced(stop + 1, 1), inlaps: plan.inlaps.toSpliced(stop, 1) };
}

export interface Stint {
  compound: string;
  /** Laps driven before it begins. */
  start: number;
  length: number;
}

/** The stints as far as they lie within the race, for drawing: also of a plan that cannot be driven. */
export function stints({ compounds, inlaps }: Plan, laps: number): Stint[] {
  let start = 0;
  return compounds.map((compound, i) => {
    const end = Math.max(start, Math.min(laps, inlaps[i] ?? laps));
    const stint = { compound, start, length: end - start };
    start = end;
    return stint;
  });
}
