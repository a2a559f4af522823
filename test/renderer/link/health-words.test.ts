import { expect, it } from 'vitest';
import type { LaneView } from '../../../common/link-view.ts';
import { healthWords, laneWords } from '../../../renderer/link/health-words.ts';
import { linkView } from '../../support/link-view.ts';

const lane = (change: Partial<LaneView>): LaneView => ({
  ...{ car: 'car7', generated: 9, buffered: 9, sent: 9, acked: 9, stored: 9, factory: 9, confirmed: 9, duplicates: 0, standstill: null },
  ...change,
});
const still = { since: 1000, seconds: 12.3, reason: 'the radio link is cut' };

it('is healthy while confirmed numbers move, or nothing waits', () => {
  expect(healthWords(linkView({}))).toMatchObject({ tone: 'good', words: expect.stringContaining('Nothing waits') as string });
  expect(healthWords(linkView({ backlog: 4, cars: [lane({ confirmed: 5 })] }))).toEqual({ tone: 'good', words: 'Confirmed numbers move.' });
  expect(laneWords(lane({ confirmed: 5 }))).toEqual({ tone: 'good', words: 'move' });
  expect(laneWords(lane({}))).toEqual({ tone: 'muted', words: 'all confirmed' });
});

it('says since when and why a car, or everything, stands still', () => {
  expect(laneWords(lane({ confirmed: 5, standstill: still }))).toMatchObject({ tone: 'bad', words: expect.stringMatching(/^stand still since \d\d:\d\d:\d\d \(12 s\): the radio link is cut$/) as string });
  expect(healthWords(linkView({ backlog: 1340, standstill: still })).words).toMatch(/^Nothing has been confirmed since .* \(12 s\): the radio link is cut\. 1,340 frames wait\.$/);
  const cars = [lane({}), lane({ car: 'car8', standstill: still })];
  expect(healthWords(linkView({ backlog: 4, cars }))).toMatchObject({ tone: 'warn', words: expect.stringMatching(/^car8 stands still; car8 since .*cut\.$/) as string });
});
