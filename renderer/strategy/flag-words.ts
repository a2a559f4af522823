import type { FlagRow } from '../../common/strategy-flags.ts';
import { signed } from './words.ts';

/** Laps in a row on which the same is to be done. */
export interface FlagRange {
  from: number;
  to: number;
  call: FlagRow['call'];
  what: string;
}

export function rangesOf(rows: readonly FlagRow[]): FlagRange[] {
  const ranges: { rows: FlagRow[] }[] = [];
  for (const row of rows) {
    const before = ranges.at(-1)?.rows[0];
    if (before && before.call === row.call && (row.call !== 'BOX NOW' || before.onto === row.onto)) ranges.at(-1)!.rows.push(row);
    else ranges.push({ rows: [row] });
  }
  return ranges.map(({ rows: same }) => ({ from: same[0]!.lap, to: same.at(-1)!.lap, call: same[0]!.call, what: whatOf(same) }));
}

function whatOf(same: readonly FlagRow[]): string {
  const [{ call, onto }] = same as [FlagRow];
  if (call === 'NO DIFFERENCE') return 'within 0.3 s';
  const gains = same.flatMap(({ gain }) => (gain === null ? [] : [Math.abs(gain)]));
  const most = `up to ${Math.max(...gains).toFixed(1)} s`;
  if (call === 'STAY OUT') return `a stop loses ${most}`;
  return gains.length > 0 ? `onto ${onto}, gains ${most}` : `onto ${onto}, the rules want it`;
}

/** One lap in a sentence: `box, in on lap 22 onto medium: +7.2 s`. */
export function rowSentence({ call, on_lap, onto, gain }: FlagRow): string {
  const by = gain === null ? '' : `: ${signed(gain)} s`;
  if (call === 'BOX NOW') return gain === null ? `box, in on lap ${on_lap} onto ${onto}: the rules want it` : `box, in on lap ${on_lap} onto ${onto}${by}`;
  return call === 'STAY OUT' ? `stay out; a stop${by}` : `no difference; a stop${by}`;
}
