import type { WeighedPlan } from './weigh-words.ts';
import { signed } from './words.ts';

/** Half the width of the picture, CSS px. */
const HALF = 46;

interface WorthBandProps {
  plan: WeighedPlan;
  /** Points at either end of the scale. */
  reach: number;
}

/** What a plan is worth against the best: the difference race by race, with the band that holds it, and zero. */
export function WorthBand({ plan: { to_best }, reach }: WorthBandProps) {
  if (!to_best) return <span class="strategy-best">best</span>;
  const { worth, worth_within, apart } = to_best;
  const at = (points: number): number => HALF + (points / reach) * (HALF - 6);
  return (
    <span class="worth">
      <svg width={2 * HALF} height="16" class={apart ? '' : 'alike'} aria-hidden="true">
        <line class="worth-zero" x1={HALF} x2={HALF} y1="0" y2="16" />
        <line class="worth-band" x1={at(worth - worth_within)} x2={at(worth + worth_within)} y1="8" y2="8" />
        <circle cx={at(worth)} cy="8" r="3.5" />
      </svg>
      <span>
        {signed(worth, 2)} ± {worth_within.toFixed(2)}
      </span>
    </span>
  );
}
