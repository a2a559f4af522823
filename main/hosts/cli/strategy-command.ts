import { UsageError, type Command } from './command.ts';
import { lapTime, printJson, table } from './output.ts';
import { strategyPlans } from './strategy.ts';

export const strategy: Command = {
  name: 'strategy',
  arguments: 'plans FILE',
  summary: 'Race times of pit plans in free air.',
  options: {},
  async run(invocation) {
    const [what, file, extra] = invocation.arguments;
    if (what !== 'plans' || file === undefined || extra !== undefined) {
      throw new UsageError('strategy takes "plans" and a file. See "lapwing strategy --help".');
    }
    const result = await strategyPlans(file);
    if (invocation.options['json']) {
      printJson(result);
    } else {
      const best = Math.min(...result.plans.map((plan) => plan.race_time_s));
      const rows = result.plans.map((plan) => [
        plan.compounds.join(' '),
        plan.inlaps.join(' '),
        lapTime(plan.race_time_s),
        `+${(plan.race_time_s - best).toFixed(3)}`,
      ]);
      process.stdout.write(table(['compounds', 'stops on laps', 'race time', 'to best'], rows));
    }
    return 0;
  },
};
