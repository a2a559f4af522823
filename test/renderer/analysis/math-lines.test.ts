import { beforeEach, describe, expect, test } from 'vitest';
import { IDEAL, type OverlayAxis } from '../../../renderer/analysis/overlay/messages.ts';
import { Overlay } from '../../../renderer/analysis/overlay/overlay.ts';
import { analysisStrip, mathDigits, neededChannels } from '../../../renderer/analysis/math-strips.ts';
import { MathBook } from '../../../common/math/math-book.ts';
import { LENGTH, madeTrace } from './made-lap.ts';

const track = { length: LENGTH, sectors: [400], corners: [] };
let overlay: Overlay;

/** Values of math channels at a place, by channel, then by lap. */
function at(x: number, expressions: Record<string, string>, { axis = 'distance', laps = ['a', 'b'], reference = 'a' }: { axis?: OverlayAxis; laps?: string[]; reference?: string } = {}): number[][] {
  overlay.setMath(Object.entries(expressions).map(([name, expression]) => ({ name, expression })));
  return overlay.cursor({ laps, reference, axis, channels: Object.keys(expressions).map((name) => ({ name, stepped: false })), x }).values;
}
const faults = (expressions: Record<string, string>): (string | null)[] => {
  at(0, expressions);
  return overlay.view({ laps: ['a', 'b'], reference: 'a', axis: 'distance', channels: Object.keys(expressions).map((name) => ({ name, stepped: false })), span: null, buckets: 50 }).faults;
};

beforeEach(() => {
  overlay = new Overlay();
  overlay.setTrack(track);
  overlay.addTrace({ id: 'a', lapTime: 20, fromLine: true }, madeTrace('a', { lapTime: 20 }));
  overlay.addTrace({ id: 'b', lapTime: 20.5, fromLine: true }, madeTrace('b', { lapTime: 20.5 }));
});

describe('math channels on the charts', () => {
  test('of each lap, over distance and over time', () => {
    expect(at(300, { Fast: 'Speed in km/h' })).toEqual([[expect.closeTo(180, 1), expect.closeTo((3.6 * LENGTH) / 20.5, 1)]]);
    expect(at(5, { Way: 'integrate(Speed)' }, { axis: 'time' })[0]![0]).toBeCloseTo(249.8, 1);
  });

  test('delta-time is the time less that of the reference at the same place', () => {
    const [[a, b]] = at(600, { Delta: 'time - reference(time)' }) as [[number, number]];
    expect(a).toBeCloseTo(0, 9);
    expect(b).toBeCloseTo(0.3, 3);
    expect(overlay.cursor({ laps: ['a', 'b'], reference: 'a', axis: 'distance', channels: [], x: 600 }).deltas[1]).toBeCloseTo(b, 3);
  });

  test('another reference is another value, and so is another expression', () => {
    expect(at(600, { Delta: 'time - reference(time)' }, { reference: 'b' })[0]).toEqual([expect.closeTo(-0.3, 3), expect.closeTo(0, 9)]);
    expect(at(600, { Delta: '2 * (time - reference(time))' }, { reference: 'b' })[0]![0]).toBeCloseTo(-0.6, 3);
  });

  test('the ideal lap has them, and can be the reference', () => {
    const found = at(600, { Gap: 'Speed - reference(Speed)', Twice: '2 * Speed' }, { laps: ['a', 'b', IDEAL], reference: IDEAL });
    expect(found[0]).toEqual([expect.closeTo(0, 2), expect.closeTo(LENGTH / 20.5 - 50, 1), expect.closeTo(0, 2)]);
    expect(found[1]![2]).toBeCloseTo(100, 1);
  });

  test('statistics of a range', () => {
    overlay.setMath([{ name: 'Double', expression: 'Gear * 2' }]);
    const { statistics } = overlay.range({ laps: ['a', 'b'], reference: 'a', axis: 'distance', channel: 'Double', from: 400, to: 600 });
    expect(statistics[0]).toMatchObject({ count: 400, min: 2, max: 4, mean: 3 });
  });

  test('what cannot be drawn says why; a lap that lacks a channel is only left out', () => {
    expect(faults({ Wrong: 'Speed + Fuel', Right: 'Speed', Lacking: 'Fuel', Round: 'Round' })).toEqual(['Speed is m/s, Fuel is kg: they cannot be added.', null, null, 'Round is made of itself.']);
    expect(at(300, { Lacking: 'Fuel' })).toEqual([[NaN, NaN]]);
  });

  test('a channel that comes later is seen', () => {
    overlay.addTrace({ id: 'c', lapTime: 20, fromLine: true }, madeTrace('c', { lapTime: 20, channels: ['Distance'] }));
    expect(at(300, { Same: 'Speed' }, { laps: ['c'] })).toEqual([[NaN]]);
    overlay.addTrace({ id: 'c', lapTime: 20, fromLine: true }, madeTrace('c', { lapTime: 20, channels: ['Speed'] }));
    expect(overlay.cursor({ laps: ['c'], reference: 'a', axis: 'distance', channels: [{ name: 'Same', stepped: false }], x: 300 }).values[0]![0]).toBeCloseTo(50, 1);
  });
});

describe('how they are shown', () => {
  const book = new MathBook([{ name: 'Slow', expression: 'Speed < 100 km/h' }, { name: 'Load', expression: 'hypot(Ax, Ay) in g' }, { name: 'Bad', expression: 'Speed +' }]);

  test('with the unit that was worked out', () => {
    expect(analysisStrip('Load', book)).toMatchObject({ channel: 'Load', unit: 'g', scale: 1, stepped: false, range: null });
    expect(analysisStrip('Slow', book)).toMatchObject({ unit: '', stepped: true, range: [-0.1, 1.1] });
    expect(analysisStrip('Bad', book)).toMatchObject({ unit: '' });
    expect(analysisStrip('Speed', book)).toMatchObject({ unit: 'km/h' });
  });

  test('with four figures', () => {
    expect([12_345, 180, 3.2, 0.0021, 0].map(mathDigits)).toEqual([0, 1, 3, 6, 0]);
  });

  test('and it is known what they need', () => {
    expect(neededChannels(['Speed', 'Load', 'Slow', 'Bad'], book)).toEqual(['Speed', 'Ax', 'Ay']);
  });
});
