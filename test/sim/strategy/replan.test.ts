import { expect, test } from 'vitest';
import { readReplanFile } from '../../../sim/strategy/replan-file.ts';
import { replan } from '../../../sim/strategy/replan.ts';
import { fixture } from '../../fixtures/strategy/fixture.ts';

test.each(['replan-catalunya-2019', 'replan-catalunya-2019-safety-car'])('%s, as the exhaustive search of the reference', (name) => {
  const document = fixture(name);
  const { best, byStops, now, later } = replan(readReplanFile(document));
  const same = (way: [number, number[], string[]] | null) => way && [expect.closeTo(way[0], 6), way[1], way[2]];
  expect(best).toEqual(document['best'].map(same));
  expect(Object.fromEntries(byStops.entries())).toEqual(Object.fromEntries(Object.entries<any>(document['best_by_further_stops']).map(([stops, way]) => [stops, same(way)])));
  expect(now).toEqual(same(document['best_if_pit_on_first_possible_lap']));
  expect(later).toEqual(same(document['best_if_no_stop_within_next_3_laps']));
});

test('who has used two compounds may go on without a stop', () => {
  const document = { ...fixture('replan-catalunya-2019'), past: [[0, 'A4', 0, 0], [50, 'A2', 0, 0]], first_possible_inlap: 60 };
  const { best, byStops, later } = replan(readReplanFile(document));
  expect(best[0]).toEqual(byStops[0]);
  expect(best[0]!.slice(1)).toEqual([[], []]);
  expect(later).toEqual(byStops[0]);
});

test('too late to stop and one compound used: there is no way to go on', () => {
  const document = { ...fixture('replan-catalunya-2019'), first_possible_inlap: 66 };
  expect(replan(readReplanFile(document))).toEqual({ best: [], byStops: [null, null, null], now: null, later: null });
});
