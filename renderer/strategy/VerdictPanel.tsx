import type { Comparison } from '../../common/strategy.ts';
import { PLAN_NAMES, verdictOf } from './words.ts';
import type { Fault } from './words.ts';

/** Which plan to take, in a word, then by how much and from where on. */
export function VerdictPanel({ comparison, fault }: { comparison: Comparison; fault: Fault | null }) {
  if (fault) {
    const whose = fault.plan === null ? '' : `Plan ${PLAN_NAMES[fault.plan]} cannot be driven. `;
    return (
      <section class="panel strategy-verdict" aria-label="Verdict">
        <strong class="strategy-word bad">NO ANSWER</strong>
        <p data-testid="strategy-verdict" role="alert">
          {whose + fault.line}. <small>The picture shows the plans before this change.</small>
        </p>
      </section>
    );
  }
  const { plan, word, sentence, reason } = verdictOf(comparison);
  return (
    <section class="panel strategy-verdict" aria-label="Verdict">
      <strong class={plan === null ? 'strategy-word' : `strategy-word plan-${plan + 1}`}>{word}</strong>
      <p>
        <span data-testid="strategy-verdict">{sentence}</span> <span>{reason}</span>
        <small>One car alone on the track: no traffic, no flags, no mistakes.</small>
      </p>
    </section>
  );
}

/** The same in one line, where a race leaves no room for more. */
export function VerdictLine({ comparison, fault }: { comparison: Comparison; fault: Fault | null }) {
  if (fault) {
    return (
      <span class="strategy-hint bad" data-testid="strategy-verdict" role="alert">
        {fault.plan === null ? fault.line : `Plan ${PLAN_NAMES[fault.plan]} cannot be driven. ${fault.line}`}
      </span>
    );
  }
  const { sentence, reason } = verdictOf(comparison);
  return (
    <span class="strategy-hint" data-testid="strategy-verdict">
      {sentence} {reason}
    </span>
  );
}
