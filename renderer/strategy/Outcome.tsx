import type { Advice } from '../../common/strategy-advice.ts';
import { usePitWall } from '../state/context.ts';
import { outcomeOf } from './outcome-words.ts';
import { useLatest } from './use-latest.ts';

/** Of a decision in a race that is replayed: what came of it, and what is known of it now. */
export function Outcome({ advice }: { advice: Advice }) {
  const { connection } = usePitWall();
  const { race_id, car, racetime } = advice;
  const { answer: trace } = useLatest((question: { race_id: string }) => connection.request('strategy.trace', question), { race_id });
  const { answer: later } = useLatest((question: { race_id: string; car: string; racetime: number }) => connection.request('strategy.advice', { ...question, hindsight: true }), { race_id, car, racetime });
  if (!trace || trace.race_id !== race_id) return null;
  const same = later?.car === car && later.lap === advice.lap;
  return (
    <span class="advice-outcome" data-testid="advice-outcome">
      {outcomeOf(trace, advice, same ? later : null)}
    </span>
  );
}
