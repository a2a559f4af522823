import { beforeEach, describe, expect, test } from 'vitest';
import { IDEAL, type ViewQuestion } from '../../../renderer/analysis/overlay/messages.ts';
import { Overlay } from '../../../renderer/analysis/overlay/overlay.ts';
import { LENGTH, madeTrace } from './made-lap.ts';

const track = { length: LENGTH, sectors: [400], corners: [{ name: 'T1', distance: 200 }, { name: 'T2', distance: 700 }] };
const channels = [{ name: 'Speed', stepped: false }, { name: 'Gear', stepped: true }];
let overlay: Overlay;

const add = (id: string, lapTime: number | null, made: Parameters<typeof madeTrace>[1] = { lapTime: lapTime ?? 20 }, fromLine = true): void =>
  overlay.addTrace({ id, lapTime, fromLine }, madeTrace(id, made));
const view = (more: Partial<ViewQuestion> = {}) =>
  overlay.view({ laps: ['a', 'b'], reference: 'a', axis: 'distance', channels, span: null, buckets: 100, ...more });

beforeEach(() => {
  overlay = new Overlay();
  overlay.setTrack(track);
  add('a', 20);
  add('b', 20.5);
});

describe('laps over each other', () => {
  test('the view has each line thinned out, its range, and delta-time up to the line', () => {
    const { from, to, lines, deltas, ranges } = view();
    expect([from, to]).toEqual([0, LENGTH]);
    const [speeds, gears] = lines;
    expect(speeds![0]!.length).toBeLessThanOrEqual(2 * 4 * 102);
    expect(ranges[0]).toEqual([expect.closeTo(LENGTH / 20.5, 1), expect.closeTo(50, 1)]);
    expect(gears![0]!.at(-1)).toBe(2);
    expect([...deltas[1]!.slice(-2)]).toEqual([LENGTH, 0.5]);
    expect([...deltas[0]!].filter((_, i) => i % 2 === 1).every((delta) => delta === 0)).toBe(true);
  });

  test('a stretch is shown with every sample where there is room, and lines run on past its ends', () => {
    const [[speeds]] = view({ span: { from: 500, to: 510 } }).lines as [[Float32Array]];
    expect(speeds.length / 2).toBeGreaterThanOrEqual(21);
    expect([speeds[0]! <= 500, speeds.at(-2)! >= 510]).toEqual([true, true]);
  });

  test('over time each lap ends with its own time', () => {
    const { to, deltas } = view({ axis: 'time' });
    expect(to).toBe(20.5);
    expect([...deltas[1]!.slice(-2)]).toEqual([20.5, 0.5]);
  });

  test('the cursor reads the same place of each lap, a stepped channel as it stands', () => {
    const { values, deltas, places } = overlay.cursor({ laps: ['a', 'b'], reference: 'a', axis: 'distance', channels, x: 499.99 });
    expect(values).toEqual([[expect.closeTo(50, 1), expect.closeTo(LENGTH / 20.5, 1)], [1, 1]]);
    expect(deltas).toEqual([0, expect.closeTo(0.25, 3)]);
    expect(places).toEqual([499.99, 499.99]);
    expect(overlay.cursor({ laps: ['b'], reference: null, axis: 'time', channels, x: 10.25 }).places[0]).toBeCloseTo(500, 1);
  });

  test('between A and B: samples, time, way and what is lost there', () => {
    const found = overlay.range({ laps: ['a', 'b'], reference: 'a', axis: 'distance', channel: 'Gear', from: 400, to: 600 });
    expect(found.statistics[0]).toMatchObject({ count: 400, min: 1, max: 2, mean: 1.5, delta: 1, deviation: 0.5 });
    expect(found.durations).toEqual([expect.closeTo(4, 3), expect.closeTo(4.1, 3)]);
    expect(found.losses).toEqual([0, expect.closeTo(0.1, 3)]);
    expect(found.ways).toEqual([200, 200]);
  });

  test('the summary has sections, the ideal lap, and what is lost in each piece of the track', () => {
    const { sections, times, idealTime, losses, longest, troubles } = overlay.summary({ laps: ['a', 'b'], reference: 'a', focus: 'b' });
    expect(sections.map(({ name }) => name)).toEqual(['S1', 'T1', 'S2', 'T2']);
    expect(times[0]![0]! + times[0]![2]!).toBeCloseTo(20, 9);
    expect(idealTime).toBeCloseTo(20, 9);
    expect(losses.reduce((sum, loss) => sum + loss, 0)).toBeCloseTo(0.5, 4);
    expect([longest, troubles]).toEqual([20.5, [null, null]]);
  });

  test('the ideal lap is a lap like any other: drawn, compared with, read under the cursor', () => {
    const question = { laps: ['a', 'b', IDEAL], reference: IDEAL };
    const { lines, deltas } = view(question);
    expect(lines[0]![2]!.length).toBeGreaterThan(200);
    expect(deltas[1]!.at(-1)).toBeCloseTo(0.5, 6);
    const { values, deltas: now } = overlay.cursor({ ...question, axis: 'distance', channels, x: 250 });
    expect([values[0]![2], now[2]]).toEqual([expect.closeTo(50, 1), 0]);
  });

  test('an exported table has the laps at the places of the reference, and the difference of lap times in its last row', () => {
    const { xs, others, deltas, values } = overlay.table({ laps: ['b', 'a'], reference: 'a', axis: 'distance', channels, span: null });
    expect(xs.length).toBe(2001);
    expect([xs[1]! - xs[0]!, xs.at(-1)]).toEqual([expect.closeTo(0.5, 2), LENGTH]);
    expect([deltas[0]!.at(-1), deltas[1]!.at(-1), others[1]!.at(-1)]).toEqual([0.5, 0, 20]);
    expect([values[0]![0]![1000], values[1]![1]![1500]]).toEqual([expect.closeTo(LENGTH / 20.5, 1), 2]);
    const part = overlay.table({ laps: ['b'], reference: 'a', axis: 'time', channels: [], span: { from: 5, to: 6 } });
    expect([part.xs.length, part.xs[0]! >= 5, part.xs.at(-1), part.values]).toEqual([101, true, 6, []]);
    expect(overlay.table({ laps: ['nobody'], reference: null, axis: 'time', channels, span: null }).xs.length).toBe(0);
  });

  test('channels that come later are drawn with the others, and a lap that is taken away is forgotten', () => {
    add('c', 21, { lapTime: 21, channels: ['Distance'] });
    expect(view({ laps: ['c'], reference: null }).lines).toEqual([[null], [null]]);
    add('c', 21, { lapTime: 21, channels: ['Speed'] });
    expect(view({ laps: ['c'], reference: null }).lines[0]![0]!.length).toBeGreaterThan(100);
    overlay.keep(['a']);
    expect(view().lines[0]![1]).toBeNull();
  });
});

describe('laps that lack something', () => {
  test('where frames were lost the line is broken, and delta-time with it', () => {
    add('torn', 20, { lapTime: 20, stretches: [{ from: 0, count: 500 }, { from: 1000, count: 999 }] });
    const { lines, deltas } = view({ laps: ['torn', 'a'] });
    expect(lines[0]![0]!.some(Number.isNaN)).toBe(true);
    const inHole = overlay.cursor({ laps: ['torn', 'a'], reference: 'a', axis: 'distance', channels, x: 350 });
    expect([inHole.values[0]![0], inHole.deltas[0]]).toEqual([NaN, NaN]);
    expect(deltas[0]!.some(Number.isNaN)).toBe(true);
    expect(deltas[0]!.at(-1)).toBe(0);
  });

  test.each([
    ['one-sample', { lapTime: 20, stretches: [{ from: 7, count: 1 }] }],
    ['no-samples', { lapTime: 20, stretches: [] }],
    ['no-distance', { lapTime: 20, channels: ['Speed'] }],
    ['no-start', { lapTime: 20, stretches: [{ from: 500, count: 500 }] }],
  ] as const)('a lap is told as %s, and every answer comes all the same', (trouble, made) => {
    add('odd', 20, { ...made, stretches: 'stretches' in made ? [...made.stretches] : undefined!, ...('channels' in made && { channels: [...made.channels] }) } as never);
    const laps = ['odd', 'a'];
    expect(overlay.summary({ laps, reference: 'a', focus: 'odd' }).troubles).toEqual([trouble, null]);
    expect(view({ laps }).deltas[0]).toBeNull();
    expect(view({ laps, axis: 'time' }).deltas[0]).toBeNull();
    expect(overlay.range({ laps, reference: 'a', axis: 'distance', channel: 'Speed', from: 0, to: LENGTH }).losses[0]).toBeNaN();
    expect(overlay.cursor({ laps, reference: 'odd', axis: 'time', channels, x: 5 }).deltas).toEqual([NaN, NaN]);
  });

  test('a lap from the grid is drawn where it was driven, without delta-time', () => {
    add('grid', null, { lapTime: 20 }, false);
    expect(overlay.summary({ laps: ['grid', 'a'], reference: 'a', focus: 'grid' }).troubles).toEqual(['no-start', null]);
    expect(view({ laps: ['grid', 'a'] }).lines[0]![0]).not.toBeNull();
  });

  test('without a circuit the laps say how long it is, and delta-time is right at the line', () => {
    overlay.setTrack(null);
    const summary = overlay.summary({ laps: ['a', 'b'], reference: 'a', focus: 'b' });
    expect(summary.length).toBeCloseTo(LENGTH, 0);
    expect(summary.sections).toEqual([]);
    expect(view().deltas[1]!.at(-1)).toBeCloseTo(0.5, 6);
  });

  test('no lap at all', () => {
    const none = new Overlay();
    expect(none.view({ laps: [], reference: null, axis: 'distance', channels, span: null, buckets: 10 })).toMatchObject({ from: 0, to: 1, lines: [[], []] });
    expect(none.summary({ laps: [], reference: null, focus: null })).toMatchObject({ length: 0, idealTime: null });
  });
});
