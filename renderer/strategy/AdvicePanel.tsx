import { Outcome } from './Outcome.tsx';
import { usePitWall } from '../state/context.ts';
import type { AdviceWatch } from './advice-watch.ts';
import { carNames, factsOf, headlineOf, named, situationOf } from './advice-words.ts';

const TONE = { 'BOX NOW': 'box', 'STAY OUT': 'stay', 'NO DIFFERENCE': 'same' } as const;

/** Box now or stay out, for one car of the race that is shown. */
export function AdvicePanel({ watch, car }: { watch: AdviceWatch; car: string }) {
  const pitWall = usePitWall();
  const advice = watch.advice.value;
  const nameOf = carNames(pitWall.race.value?.cars ?? []);
  const rows = pitWall.standings.value?.rows ?? [];
  const { call, reason } = headlineOf(advice, nameOf(car), rows.find((row) => row.car === car));
  return (
    <section class="panel advice" aria-label="Advice" data-testid="advice" data-car={advice?.car} data-lap={advice?.lap}>
      <div class="advice-head">
        <strong class={`advice-call ${advice ? TONE[advice.call] : ''}`} data-testid="advice-call">
          {call}
        </strong>
        <p>
          <span data-testid="advice-reason">{watch.trouble.value ?? named(reason, nameOf)}</span>
          {advice && <small data-testid="advice-situation">{situationOf(advice)}</small>}
          {advice && pitWall.replay.view.value && <Outcome advice={advice} />}
        </p>
        <label class="advice-car">
          car
          <select data-testid="advice-car" value={car} onChange={(event) => (watch.chosen.value = event.currentTarget.value)}>
            {rows.map((row) => (
              <option key={row.car} value={row.car}>
                {`P${row.position} ${nameOf(row.car)}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {advice && (
        <dl class="advice-facts">
          {factsOf(advice, nameOf).map(({ name, what, note }, i) => (
            <div key={i} data-testid={`advice-fact-${i}`}>
              <dt>{name}</dt>
              <dd>{what}</dd>
              <dd class="advice-note">{note}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
