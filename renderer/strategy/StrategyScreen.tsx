import { useEffect, useState } from 'preact/hooks';
import type { Comparison } from '../../common/strategy.ts';
import type { Connection } from '../../common/contract.ts';
import { usePitWall } from '../state/context.ts';
import { AdvicePanel } from './AdvicePanel.tsx';
import { AdviceWatch } from './advice-watch.ts';
import { KnobPanel } from './KnobPanel.tsx';
import { PicturePanel } from './PicturePanel.tsx';
import { PlanRow } from './PlanRow.tsx';
import { deskFor } from './strategy-desk.ts';
import type { StrategyDesk } from './strategy-desk.ts';
import { RulesLine } from './RulesLine.tsx';
import { VerdictLine, VerdictPanel } from './VerdictPanel.tsx';
import { pictures } from './views.ts';
import './strategy.css';

/** Pit plans against each other: the verdict, pictures, the race times, and the plans themselves to move about. */
export function StrategyScreen({ connection }: { connection: Connection }) {
  const desk = deskFor(connection);
  const pitWall = usePitWall();
  const [watch, setWatch] = useState<AdviceWatch | null>(null);
  useEffect(() => {
    const opened = new AdviceWatch(pitWall);
    setWatch(opened);
    return () => opened.close();
  }, [pitWall]);
  const car = watch?.car.value ?? null;
  const advised = watch?.on.value === true && car !== null;
  const comparison = desk.comparison.value;
  const fault = desk.fault.value;
  const knobs = desk.knobs.value;
  if (!comparison || !knobs) return <Waiting desk={desk} />;
  return (
    <div class="strategy" data-testid="strategy-screen">
      {advised && <AdvicePanel watch={watch} car={car} />}
      {!advised && <VerdictPanel comparison={comparison} fault={fault} />}
      <div class="strategy-pictures">
        <PicturePanel desk={desk} car={car} place={0} />
        {pictures.value === 2 && <PicturePanel desk={desk} car={car} place={1} />}
      </div>
      <KnobPanel knobs={knobs} onTurn={(change) => desk.turn(change)} />
      <Plans desk={desk} comparison={comparison} laps={knobs.laps} advised={advised} />
    </div>
  );
}

function Plans({ desk, comparison, laps, advised }: { desk: StrategyDesk; comparison: Comparison; laps: number; advised: boolean }) {
  const fault = desk.fault.value;
  const compounds = desk.inputs.value!.available_compounds;
  return (
    <section class="panel strategy-plans" aria-label="Plans">
      <header class="panel-head">
        <h2>Plans</h2>
        {advised ? <VerdictLine comparison={comparison} fault={fault} /> : <span class="strategy-hint">drag a stop to another lap · click a stint for another tyre</span>}
        <span class="strategy-actions">
          <button type="button" class="small" data-testid="strategy-best" title="The fastest plan that keeps to the rules, alone on the track, becomes plan C" onClick={() => void desk.takeBest()}>
            best plan → C
          </button>
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
      <RulesLine desk={desk} compounds={compounds} />
      <div class="plan-rows">
        {desk.plans.value.map((plan, i) => (
          <PlanRow
            key={i}
            index={i}
            plan={plan}
            laps={laps}
            compounds={compounds}
            driven={comparison.plans[i]}
            behind={(comparison.plans[i]?.race_time_s ?? 0) - comparison.plans[comparison.best]!.race_time_s}
            stale={fault !== null}
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
