import { describe, expect, test } from 'vitest';
import { idealLap } from '../../../common/analysis/ideal-lap.ts';
import { timeAt, type LapProgress } from '../../../common/analysis/lap-progress.ts';
import { finestSections, sectionsOf, sectionTimes } from '../../../common/analysis/sections.ts';

const track = { length: 1000, sectors: [300, 700], corners: [{ name: 'T1', distance: 100 }, { name: 'T2', distance: 250 }, { name: 'T3', distance: 800 }] };

/** A lap that takes so many s for each of the 200 m pieces. */
function lapOf(...pieces: number[]): LapProgress {
  const time = [0];
  for (const piece of pieces) time.push(time.at(-1)! + piece);
  return { place: Float64Array.from(time, (_, i) => i * 200), time: Float64Array.from(time), hole: new Uint8Array(time.length), start: 0 };
}

describe('sections', () => {
  const sections = sectionsOf(track);

  test('each sector is followed by its corners, which share it out without a rest', () => {
    expect(sections.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['S1', 0, 300], ['T1', 0, 175], ['T2', 175, 300], ['S2', 300, 700], ['S3', 700, 1000], ['T3', 700, 1000],
    ]);
    expect(finestSections(sections).map(({ name }) => name)).toEqual(['T1', 'T2', 'S2', 'T3']);
  });

  test('a track without sectors or corners is one section', () => {
    expect(sectionsOf({ length: 50, sectors: [], corners: [] })).toEqual([{ name: 'S1', kind: 'sector', from: 0, to: 50, sector: 0 }]);
  });

  test('their times add up to the lap', () => {
    const times = sectionTimes(lapOf(4, 5, 6, 5, 4), sections);
    expect(times).toEqual([6.5, 3.5, 3, 11, 6.5, 6.5]);
    expect(times[0]! + times[3]! + times[4]!).toBe(24);
  });
});

describe('the ideal lap', () => {
  const sections = sectionsOf({ ...track, sectors: [200, 600], corners: [] });

  test('takes each section from the lap that was fastest there', () => {
    const laps = [lapOf(4, 5, 6, 5, 4), lapOf(5, 4, 6, 5, 4.5), lapOf(4.5, 5, 6, 4, 4)];
    const ideal = idealLap(laps, sections)!;
    expect(ideal.parts.map(({ lap }) => lap)).toEqual([0, 1, 2]);
    expect(ideal.lapTime).toBe(4 + 10 + 8);
    expect([0, 200, 400, 600, 800, 1000].map((place) => timeAt(ideal.progress, place))).toEqual([0, 4, 8, 14, 18, 22]);
    expect(sectionTimes(ideal.progress, sections)).toEqual([4, 10, 8]);
  });

  test('goes round a section that a lap has lost', () => {
    const torn = lapOf(4, 4, 4, 4, 4);
    torn.hole[1] = 1;
    const cut: LapProgress = { ...torn, place: Float64Array.of(0, 200, 700, 1000), time: Float64Array.of(0, 4, 14, 20), hole: Uint8Array.of(0, 1, 0, 0) };
    const ideal = idealLap([lapOf(5, 5, 5, 5, 5), cut], sections)!;
    expect(ideal.parts.map(({ lap }) => lap)).toEqual([1, 0, 0]);
    expect(idealLap([cut], sections)).toBeNull();
    expect(idealLap([], sections)).toBeNull();
  });
});
