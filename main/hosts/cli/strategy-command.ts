import { z } from 'zod';
import { choiceOption, numberOption, textOption, UsageError, type Command, type Invocation } from './command.ts';
import { printJson, say } from './output.ts';
import type { PlanVerdict } from '../../../common/strategy-weighing.ts';
import { compareTable, strategyCompare } from './strategy-compare.ts';
import { fitText, sayLaps, strategyFit } from './strategy-fit.ts';
import { optimumTable, strategyOptimize } from './strategy-optimize.ts';
import { planTable, strategyPlans } from './strategy-plans.ts';
import { decisionTable, strategyReplan } from './strategy-replan.ts';
import { riskTable, strategyRisk } from './strategy-risk.ts';
import { safetyCarText, sayGreen, strategySafetyCar } from './strategy-safety-car.ts';
import { resultTable, sayDoubt, strategyRun } from './strategy-run.ts';

const whole = (most: number) => z.number('a whole number is expected').int('a whole number is expected').min(1, 'at least 1').max(most, `at most ${most}`);

/** One question about a file: prints the answer. */
type Question = (file: string, invocation: Invocation) => Promise<void>;

function question<T>(ask: (file: string, invocation: Invocation) => Promise<T>, shown: (answer: T) => string, doubt: (answer: T) => void = () => {}): Question {
  return async (file, invocation) => {
    const answer = await ask(file, invocation);
    doubt(answer);
    if (invocation.options['json']) printJson(answer);
    else process.stdout.write(shown(answer));
  };
}

const runsOf = (invocation: Invocation): number => numberOption(invocation, 'runs', whole(1_000_000)) ?? 10_000;
const seedOf = (invocation: Invocation): number =>
  numberOption(invocation, 'seed', z.number('a whole number is expected').int('a whole number is expected').min(0).max(2 ** 32 - 1)) ?? 1;

const QUESTIONS: Readonly<Record<string, Question>> = {
  plans: question(strategyPlans, planTable),
  run: question(strategyRun, resultTable, sayDoubt),
  optimize: question((file, invocation) => strategyOptimize(file, numberOption(invocation, 'stops', whole(10)) ?? 3), optimumTable),
  replan: question(strategyReplan, decisionTable),
  'safety-car': question(strategySafetyCar, safetyCarText, sayGreen),
  risk: question((file, invocation) => strategyRisk(file, runsOf(invocation), seedOf(invocation)), riskTable),
  compare: question(
    (file, invocation) =>
      strategyCompare(file, {
        driver: textOption(invocation, 'driver'),
        runs: runsOf(invocation),
        seed: seedOf(invocation),
        risk: numberOption(invocation, 'risk', z.number('a number is expected').min(-2, 'at least -2').max(2, 'at most 2')) ?? 0,
        rivals: choiceOption(invocation, 'rivals', ['react', 'fixed']) ?? 'react',
      }),
    compareTable,
    ({ verdict }: PlanVerdict) => say(verdict),
  ),
  fit: question(strategyFit, fitText, sayLaps),
};

export const strategy: Command = {
  name: 'strategy',
  arguments: 'QUESTION FILE',
  summary: `Pit plans. QUESTION is one of ${Object.keys(QUESTIONS).join(', ')}; "fit" takes the id of a stored race in place of a file. docs/strategy.md says what each answers.`,
  options: {
    stops: { type: 'string', value: 'N', help: 'optimize: up to so many stops (3)' },
    runs: { type: 'string', value: 'N', help: 'risk, compare: so many random races (10000)' },
    seed: { type: 'string', value: 'N', help: 'risk, compare: the same seed gives the same races (1)' },
    car: { type: 'string', value: 'CAR', help: 'fit: also the best plans of this car' },
    driver: { type: 'string', value: 'ID', help: 'compare: whose plans (the driver of the file)' },
    risk: { type: 'string', value: 'X', help: 'compare: mean + X · deviation decides; below 0 is cautious (0)' },
    rivals: { type: 'string', value: 'react|fixed', help: 'compare: what the others do (react)' },
  },
  async run(invocation) {
    const [what = '', file, extra] = invocation.arguments;
    const asked = Object.hasOwn(QUESTIONS, what) ? QUESTIONS[what] : undefined;
    if (!asked || file === undefined || extra !== undefined) {
      throw new UsageError(`strategy takes one of ${Object.keys(QUESTIONS).join(', ')}, and a file, or a race for fit. See "lapwing strategy --help".`);
    }
    await asked(file, invocation);
    return 0;
  },
};
