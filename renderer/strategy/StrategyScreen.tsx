import type { Connection } from '../../common/contract.ts';
import { AdvicePanel } from './AdvicePanel.tsx';
import { KnobPanel } from './KnobPanel.tsx';
import { PicturePanel } from './PicturePanel.tsx';
import { PlanRow } from './PlanRow.tsx';
import { deskFor } from './strategy-desk.ts';
import type { StrategyDesk } from './strategy-desk.ts';
import { VerdictPanel } from './VerdictPanel.tsx';
import { pictures } from './views.ts';
import './strategy.css';

/** Pit plans against each other: the verdict, pictures, the race times, and the plans themselves to move about. */
export function StrategyScreen({ connection }: { connection: Connection }) {
  const desk = deskFor(connection);
  const comparison = desk.comparison.value;
  const fault = desk.fault.value;
  const knobs = desk.knobs.value;
  if (!comparison || !knobs) return <Waiting desk={desk} />;
  return (
    <div class="strategy" data-testid="strategy-screen">
      <AdvicePanel />
      <VerdictPanel comparison={comparison} fault={fault} />
      <div class="strategy-pictures">
        <PicturePanel desk={desk} place={0} />
        {pictures.value === 2 && <PicturePanel desk={desk} place={1} />}
      </div>
      <KnobPanel comparison={comparison} stale={fault !== null} knobs={knobs} onTurn={(change) => desk.turn(change)} />
      <Plans desk={desk} laps={knobs.laps} />
    </div>
  );
}

function Plans({ desk, laps }: { desk: StrategyDesk; laps: number }) {
  const fault = desk.fault.value;
  const compounds = desk.inputs.value!.available_compounds;
  return (
    <section class="panel strategy-plans" aria-label="Plans">
      <header class="panel-head">
        <h2>Plans</h2>
        <span class="strategy-hint">drag a stop to another lap · click a stint for another tyre</span>
        <span class="strategy-actions">
          {desk.plans.value.length < 3 && (
            <button type="button" class="small" data-testid="strategy-add-plan" onClick={() => desk.addPlan()}>
              + plan C
            </button>
          )}
          <button type="button" class="small" data-testid="strategy-reset" onClick={() => desk.reset()}>
            Reset
          </button>
        </span>
      </header>
      <div class="plan-rows">
        {desk.plans.value.map((plan, i) => (
          <PlanRow
            key={i}
            index={i}
            plan={plan}
            laps={laps}
            compounds={compounds}
            fault={fault?.plan === i ? fault.line : null}
            onChange={(changed) => desk.setPlan(i, changed)}
            onRemove={i < 2 ? undefined : () => desk.removePlan(i)}
          />
        ))}
      </div>
    </section>
  );
}

/** Before the first answer: waiting for it, or why there is none. */
function Waiting({ desk }: { desk: StrategyDesk }) {
  const trouble = desk.trouble.value ?? desk.fault.value?.line;
  return (
    <div class="strategy-waiting" data-testid="strategy-waiting">
      {trouble === undefined ? (
        <p class="empty">Comparing the plans…</p>
      ) : (
        <>
          <p class="bad" role="alert" data-testid="strategy-trouble">
            {trouble}
          </p>
          <button type="button" data-testid="strategy-retry" onClick={() => void desk.load()}>
            Try again
          </button>
        </>
      )}
    </div>
  );
}
