import { expect, it } from 'vitest';
import type { RaceMessage } from '../../../common/timing.ts';
import { MessageLog } from '../../../renderer/state/message-log.ts';

const flag = (racetime: number): RaceMessage => ({ type: 'flag', racetime, flag: 'green' });
const times = (log: MessageLog): number[] => log.list.value.map(({ racetime }) => racetime);

it('has the newest first', () => {
  const log = new MessageLog();
  log.add([flag(1), flag(2)]);
  log.add([flag(3)]);
  expect(times(log)).toEqual([3, 2, 1]);
  log.replace([flag(7), flag(8)]);
  expect(times(log)).toEqual([8, 7]);
});

it('never grows without end', () => {
  const log = new MessageLog();
  for (let i = 0; i < 1000; i++) log.add([flag(i)]);
  expect(log.list.value.length).toBeLessThan(500);
  expect(times(log)[0]).toBe(999);
});
