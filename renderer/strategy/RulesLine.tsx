import { NumberField } from './NumberField.tsx';
import { setsLeft } from './rules.ts';
import type { StrategyDesk } from './strategy-desk.ts';
import { PLAN_NAMES } from './words.ts';

/** A stint without a limit and no team-mate in the way are a 0 in their fields. */
const NONE = 0;

/** What the plans have to keep to: sets left, the longest stint, two compounds, and the team-mate's stop; and what each plan leaves. */
export function RulesLine({ desk, compounds }: { desk: StrategyDesk; compounds: readonly string[] }) {
  const { sets = {}, longest_stint: longest, least_compounds: least, team_mate: mate } = desk.rules.value;
  const laps = desk.knobs.value!.laps;
  const whole = (most: number) => (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;
  const field = (label: string, testid: string, value: number, most: number, onValue: (value: number) => void) => (
    <NumberField value={value} digits={0} min={0} max={most} step={1} label={label} testid={testid} fits={whole(most)} enters={whole(most)} onValue={onValue} />
  );
  return (
    <div class="rules-line" data-testid="rules" role="group" aria-label="Rules">
      <span>sets left</span>
      {compounds.map((name) => (
        <label key={name} class="rules-sets" title={`Sets of ${name} that are left, the first included`}>
          <b>{name.charAt(0).toUpperCase()}</b>
          {field(`Sets of ${name} left`, `sets-${name}`, sets[name] ?? 0, 9, (value) => desk.setRules({ sets: { ...sets, [name]: value } }))}
        </label>
      ))}
      <label title="Laps that a set may be driven; 0 for no limit">
        longest stint
        {field('Longest stint, laps', 'longest-stint', longest ?? NONE, 500, (value) => desk.setRules({ longest_stint: value === NONE ? undefined : value }))}
      </label>
      <label>
        <input type="checkbox" checked={least > 1} data-testid="two-compounds" onChange={(event) => desk.setRules({ least_compounds: event.currentTarget.checked ? 2 : 1 })} />
        two compounds
      </label>
      <label title="Lap on which the team-mate comes in, 0 for none; and how many seconds before us it is at the box. The second of two waits.">
        team-mate in on lap
        {field('Team-mate stops on lap', 'mate-lap', mate?.inlap ?? NONE, laps, (value) => desk.setRules({ team_mate: value === NONE ? undefined : { inlap: value, ahead: mate?.ahead ?? 0 } }))}
      </label>
      {mate && (
        <label>
          <NumberField value={mate.ahead} digits={1} min={0} max={120} step={0.1} label="Team-mate is at the box so many seconds before" testid="mate-ahead" fits={(value) => value >= 0 && value <= 120} enters={(value) => value >= 0 && value <= 120} onValue={(ahead) => desk.setRules({ team_mate: { ...mate, ahead } })} />
          s before us
        </label>
      )}
      <span class="rules-left" data-testid="sets-after">
        left after{' '}
        {desk.plans.value.map((plan, i) => (
          <span key={i} class={`plan-${i + 1}`}>
            <b>{PLAN_NAMES[i]}</b>{' '}
            {setsLeft(plan, sets).map(([name, left]) => (
              <span key={name} class={left < 0 ? 'none' : ''}>{`${name.charAt(0).toUpperCase()}${left < 0 ? `−${-left}` : left} `}</span>
            ))}
          </span>
        ))}
      </span>
    </div>
  );
}
