import type { Comparison, PlanResult } from '../../common/strategy.ts';
import { fixed } from '../format.ts';

export const PLAN_NAMES = ['A', 'B', 'C'] as const;

/** s: race times closer than this are called equal, as the screen shows tenths. */
const SAME = 0.05;

/** Race time to the millisecond, `1:12:04.318`. */
export function raceClock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  return `${hours}:${pad(minutes, 2)}:${pad(Math.floor(ms / 1000) % 60, 2)}.${pad(ms % 1000, 3)}`;
}

/** Always with a sign but for zero: `+2.4`, `−0.3`, `0.0`. */
export function signed(value: number, digits = 1): string {
  const text = fixed(value, digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** `13 · 35`, or `no stop`. */
export function stopsOf({ inlaps }: { inlaps: readonly number[] }): string {
  return inlaps.length > 0 ? inlaps.join(' · ') : 'no stop';
}

export interface Verdict {
  /** Index of the plan to take, null where there is nothing between the two fastest. */
  plan: number | null;
  word: string;
  sentence: string;
  /** Where on the way it is decided. */
  reason: string;
}

/** Which plan is the fastest in free air and by how much. At least two plans. */
export function verdictOf({ plans, best }: Comparison): Verdict {
  const winner = plans[best]!;
  const rest = plans.map((plan, i) => ({ plan, name: name(i), by: plan.race_time_s - winner.race_time_s })).filter((_, i) => i !== best);
  const level = rest.filter(({ by }) => by < SAME);
  if (level.length > 0) {
    const names = [`${name(best)} (${stopsOf(winner)})`, ...level.map((each) => `${each.name} (${stopsOf(each.plan)})`)];
    return { plan: null, word: 'NO DIFFERENCE', sentence: `Plans ${listed(names)} take the same time in free air.`, reason: '' };
  }
  const beaten = listed(rest.map((each) => `${each.name} by ${tenths(each.by)} s`));
  const next = rest.reduce((a, b) => (b.by < a.by ? b : a));
  return {
    plan: best,
    word: `PLAN ${name(best)}`,
    sentence: `Plan ${name(best)} (${stopsOf(winner)}) beats ${beaten} in free air.`,
    reason: `It is ahead of ${next.name} for good from lap ${aheadForGood(winner, next.plan)}.`,
  };
}

/** The lap at whose end `winner` leads `other` and keeps the lead to the flag. */
function aheadForGood(winner: PlanResult, other: PlanResult): number {
  let lap = winner.gap_s.length;
  while (lap > 1 && winner.gap_s[lap - 2]! < other.gap_s[lap - 2]!) lap--;
  return lap;
}

/** Where the plans are after a lap, or at the flag: `After lap 17: B 16.3 s behind A.` */
export function gapSentence({ plans }: Comparison, lap: number | null): string {
  if (lap === 0) return 'At the start all are level.';
  const at = (lap ?? plans[0]!.gap_s.length) - 1;
  const gaps = plans.slice(1).map(({ gap_s }, i) => {
    const gap = gap_s[at] ?? 0;
    if (Math.abs(gap) < SAME) return `${name(i + 1)} level with A`;
    return `${name(i + 1)} ${tenths(gap)} s ${gap > 0 ? 'behind' : 'ahead of'} A`;
  });
  return `${lap === null ? 'At the flag' : `After lap ${lap}`}: ${gaps.join(', ')}.`;
}

export interface Fault {
  /** Index of the plan that is wrong, null where it is not a plan's fault. */
  plan: number | null;
  line: string;
}

/** The engine's line for the person at the plan: `plans[1].inlaps[0]: lap 60 is …` becomes `Stop 1: lap 60 is …`. */
export function faultOf(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const found = /^plans\[(\d+)\]\.(inlaps|compounds)(?:\[(\d+)\])?: (.*)$/.exec(message);
  if (!found) return { plan: null, line: message };
  const [, plan, part, index, what = ''] = found;
  const where = index === undefined ? '' : `${part === 'inlaps' ? 'Stop' : 'Stint'} ${Number(index) + 1}: `;
  return { plan: Number(plan), line: where + what };
}

/** Rounded before it is cut to tenths: the same difference, added up another way, must read the same. */
const tenths = (seconds: number): string => (Math.round(Math.abs(seconds) * 1e6) / 1e6).toFixed(1);

const name = (plan: number): string => PLAN_NAMES[plan] ?? String(plan + 1);

function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
