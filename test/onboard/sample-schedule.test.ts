import { expect, test } from 'vitest';
import { CHANNELS } from '../../common/channels.ts';
import { SampleSchedule } from '../../main/onboard/sample-schedule.ts';

test.each([
  [1, 500],
  [25, 500],
  [100, 500],
  [125, 500],
  [500, 500],
  [500, 1000],
  [1000, 1000],
] as const)('at most %i Hz, physics at %i: sampling from the slowest that is due on covers each channel whenever it is due', (cap, stepsASecond) => {
  const schedule = new SampleSchedule(cap, stepsASecond);
  for (let steps = 1; steps <= stepsASecond; steps++) {
    const due = CHANNELS.filter((_, c) => steps % (stepsASecond / schedule.rates[c]!) === 0);
    expect(schedule.slowestDue(steps)).toBe(Math.min(...due.map(({ rate }) => rate)));
  }
});
