import { expect, test } from 'vitest';
import { auditLane, type Lane } from '../../main/audit/lane-audit.ts';
import { below, runsOf, without } from '../../main/audit/runs.ts';

const lane = (change: Partial<Lane>): Lane => ({
  car: 'car7',
  shelf: { buffered: 10, confirmed: 10, there: [], lost: [] },
  trackside: { runs: below(10), duplicates: 0, clockSuspect: 0, lost: [] },
  factory: { runs: below(10), duplicates: 0, clockSuspect: 0, lost: [] },
  ...change,
});

test('a lane in which all has arrived balances', () => {
  expect(auditLane(lane({}), false)).toMatchObject({ buffered: 10, sent: 10, acked: 10, stored: 10, factory: 10, waiting: 0, gaps: [], unaccounted: 0 });
});

test('what waits on the disk is accounted for, and known to have left only as far as it arrived', () => {
  const books = auditLane(lane({
    shelf: { buffered: 10, confirmed: 4, there: runsOf([4, 5, 6, 7, 8, 9]), lost: [] },
    trackside: { runs: below(6), duplicates: 2, clockSuspect: 0, lost: [] },
    factory: { runs: below(5), duplicates: 0, clockSuspect: 0, lost: [] },
  }), false);
  expect(books).toMatchObject({ sent: 6, stored: 6, factory: 5, confirmed: 4, waiting: 5, duplicates: 2, gaps: [], unaccounted: 0 });
});

test.each<[string, Partial<Lane>, number, [from: number, to: number, reason: RegExp][]]>([
  ['a frame that is nowhere', { shelf: { buffered: 10, confirmed: 3, there: runsOf([5, 6, 7, 8, 9]), lost: [] }, trackside: { runs: below(3), duplicates: 0, clockSuspect: 0, lost: [] }, factory: { runs: below(3), duplicates: 0, clockSuspect: 0, lost: [] } }, 2, [[3, 4, /lost/]]],
  ['frames that only trackside has', { factory: { runs: below(8), duplicates: 0, clockSuspect: 0, lost: [] } }, 2, [[8, 9, /trackside only/]]],
  ['frames that only the factory has', { trackside: { runs: [...below(2), { from: 4, to: 9 }], duplicates: 0, clockSuspect: 0, lost: [] } }, 2, [[2, 3, /factory only/]]],
  ['a disk that is gone', { shelf: undefined, trackside: { runs: [{ from: 2, to: 9 }], duplicates: 0, clockSuspect: 0, lost: [] } }, 2, [[0, 1, /factory only/]]],
])('%s is a gap', (_, change, unaccounted, gaps) => {
  const books = auditLane(lane(change), false);
  expect(books.unaccounted).toBe(unaccounted);
  expect(books.gaps).toEqual(gaps.map(([from, to, reason]) => ({ car: 'car7', from, to, reason: expect.stringMatching(reason) as string })));
});

test('while the stream runs, what the factory has and trackside has not come to is on its way; a hole is not', () => {
  const behind = lane({ trackside: { runs: below(6), duplicates: 0, clockSuspect: 0, lost: [] } });
  expect(auditLane(behind, true)).toMatchObject({ stored: 6, factory: 10, gaps: [], unaccounted: 0 });
  expect(auditLane(behind, false)).toMatchObject({ unaccounted: 4 });
  const hole = lane({ trackside: { runs: [...below(3), { from: 5, to: 6 }], duplicates: 0, clockSuspect: 0, lost: [] } });
  expect(auditLane(hole, true)).toMatchObject({ gaps: [{ from: 3, to: 4 }], unaccounted: 2 });
});

test('what the car has declared lost is told, and accounted for', () => {
  const lost = [{ from: 3, to: 4, reason: 'the disk was damaged' }];
  const held = { runs: [...below(3), { from: 5, to: 9 }], duplicates: 0, clockSuspect: 0, lost };
  const books = auditLane(lane({ trackside: held, factory: held }), false);
  expect(books).toMatchObject({ stored: 8, factory: 8, waiting: 0, unaccounted: 0, gaps: [{ from: 3, to: 4, reason: 'lost, and told: the disk was damaged' }] });
});

test('runs are taken out of runs', () => {
  expect(without(runsOf([0, 1, 2, 5, 6, 9]), runsOf([1, 6, 7, 8]))).toEqual([{ from: 0, to: 0 }, { from: 2, to: 2 }, { from: 5, to: 5 }, { from: 9, to: 9 }]);
  expect(without(below(3), [{ from: 0, to: 8 }])).toEqual([]);
});
