import type { Plan } from '../common/strategy.ts';
import { defaultInputs } from '../sim/strategy/defaults.ts';
import { raceTime } from '../sim/strategy/free-air.ts';

const LAPS = 53;

function twoStopPlans(): Plan[] {
  const plans: Plan[] = [];
  for (let first = 1; first < LAPS - 1; first++) {
    for (let second = first + 1; second < LAPS; second++) {
      plans.push({ compounds: ['soft', 'medium', 'hard'], inlaps: [first, second] });
    }
  }
  return plans;
}

function plansPerSecond(): number {
  const inputs = defaultInputs(LAPS);
  const plans = twoStopPlans();
  const drive = () => plans.reduce((sum, plan) => sum + raceTime(inputs, plan), 0);
  for (let warm = 0; warm < 20; warm++) drive();
  let driven = 0;
  const start = performance.now();
  while (performance.now() - start < 1000) {
    drive();
    driven += plans.length;
  }
  return driven / ((performance.now() - start) / 1000);
}

export default {
  name: 'strategy',
  run: async () => [{ what: 'plans driven in free air', value: plansPerSecond(), unit: 'plans/s', note: `${LAPS} laps, two stops, one thread` }],
};
