import { describe, expect, test } from 'vitest';
import { encodeLapTrace } from '../../../../common/analysis/lap-trace.ts';
import type { FigureAnswers, FigureQuestion, FigureScope } from '../../../../renderer/analysis/figures/messages.ts';
import { figureBuffers } from '../../../../renderer/analysis/figures/figure-answers.ts';
import { Overlay } from '../../../../renderer/analysis/overlay/overlay.ts';

const G = 9.80665;
const INTERVAL = 0.01;
const LENGTH = 1000;
const SPEED = 50;
const ALL: FigureScope = { laps: ['a'], axis: 'distance', span: null };

interface Made {
  value: (time: number) => number;
  stride?: number;
  resolution?: number;
}

/** A lap of 20 s at 50 m/s around 1000 m whose channels are functions of the time since the line; its first sample is on the line. */
function made(channels: Record<string, Made>, stretches: readonly { from: number; count: number }[] = [{ from: 0, count: 2000 }]): Overlay {
  const overlay = new Overlay();
  overlay.setTrack({ length: LENGTH, sectors: [400], corners: [{ name: 'T1', distance: 200 }, { name: 'T2', distance: 700 }] });
  const all: Record<string, Made> = { Distance: { value: (time) => SPEED * time }, ...channels };
  const bytes = encodeLapTrace({
    ...{ id: 'a', racetime0: 100, interval: INTERVAL, instant0: 10_000, stretches },
    channels: Object.entries(all).map(([name, { value, stride = 1, resolution = 0.001 }]) => {
      const instants = stretches.flatMap(({ from, count }) => Array.from({ length: count }, (_, i) => from + i)).filter((i) => i % stride === 0);
      return { name, resolution, stride, steps: Int32Array.from(instants, (i) => Math.round(value(i * INTERVAL) / resolution)) };
    }),
  });
  overlay.addTrace({ id: 'a', lapTime: 20, fromLine: true }, bytes);
  return overlay;
}

const ask = <Q extends FigureQuestion>(overlay: Overlay, question: Q): FigureAnswers[Q['figure']] => overlay.figure(question) as FigureAnswers[Q['figure']];
const plain = (name: string, more: { scale?: number; stepped?: boolean } = {}) => ({ name, scale: 1, stepped: false, ...more });

describe('histogram', () => {
  test('of a ramp: each bin has the same time, and the area is the lap', () => {
    const overlay = made({ Ramp: { value: (time) => time / 2 } });
    const { bins, times } = ask(overlay, { ...ALL, figure: 'histogram', channel: plain('Ramp'), width: 1 });
    expect(bins).toEqual({ from: 0, width: 1, count: 10 });
    for (const time of times[0]!) expect(time).toBeCloseTo(2, 9);
  });

  test('its width suits the unit shown, and a gear is counted around its number', () => {
    const overlay = made({ Ramp: { value: (time) => time }, Gear: { value: (time) => (time < 5 ? 3 : 4), resolution: 1 } });
    const ramp = ask(overlay, { ...ALL, figure: 'histogram', channel: plain('Ramp', { scale: 3.6 }), width: null });
    expect(ramp.bins).toMatchObject({ from: 0, width: 2, count: 36 });
    expect(ramp.times[0]!.reduce((sum, time) => sum + time, 0)).toBeCloseTo(20, 6);
    const gear = ask(overlay, { ...ALL, figure: 'histogram', channel: plain('Gear', { stepped: true }), width: null });
    expect(gear.bins).toEqual({ from: 2.5, width: 1, count: 2 });
    expect([...gear.times[0]!]).toEqual([expect.closeTo(5, 6), expect.closeTo(15, 6)]);
  });

  test('only what the charts show, by distance and by time; what was lost is no time', () => {
    const overlay = made({ Ramp: { value: (time) => time } }, [{ from: 0, count: 1000 }, { from: 1500, count: 500 }]);
    const total = (scope: Partial<FigureScope>): number => ask(overlay, { ...ALL, ...scope, figure: 'histogram', channel: plain('Ramp'), width: 1 }).times[0]!.reduce((sum, time) => sum + time, 0);
    expect(total({})).toBeCloseTo(15, 6);
    expect(total({ span: { from: 100, to: 199.9 } })).toBeCloseTo(2, 6);
    expect(total({ axis: 'time', span: { from: 9, to: 15.995 } })).toBeCloseTo(2, 6);
  });

  test('a width that would make more bins than can be drawn is widened; a lap without the channel has none', () => {
    const overlay = made({ Ramp: { value: (time) => time * 1000 } });
    expect(ask(overlay, { ...ALL, figure: 'histogram', channel: plain('Ramp'), width: 1e-6 }).bins!.count).toBeLessThanOrEqual(2001);
    expect(ask(overlay, { ...ALL, figure: 'histogram', channel: plain('Speed'), width: null })).toMatchObject({ bins: null, times: [null] });
  });
});

describe('scatter', () => {
  const RADIUS = LENGTH / (2 * Math.PI);

  test('G–G of a car that drives round a circle at a steady speed: one point, at v²/r', () => {
    const overlay = made({ Ax: { value: () => 0 }, Ay: { value: () => SPEED ** 2 / RADIUS } });
    const { points, xRange, yRange } = ask(overlay, { ...ALL, figure: 'scatter', x: plain('Ay', { scale: 1 / G }), y: plain('Ax', { scale: 1 / G }), colour: null });
    expect(points[0]!.x.length).toBe(2000);
    expect(xRange).toEqual([expect.closeTo(1.6018, 4), expect.closeTo(1.6018, 4)]);
    expect(yRange).toEqual([0, 0]);
  });

  test('braking, cornering and pulling away with the same grip lie on a circle of that many g', () => {
    const overlay = made({ Ax: { value: (time) => 2 * G * Math.cos(time) }, Ay: { value: (time) => 2 * G * Math.sin(time) }, Speed: { value: (time) => time } });
    const { points, colourRange } = ask(overlay, { ...ALL, figure: 'scatter', x: plain('Ay', { scale: 1 / G }), y: plain('Ax', { scale: 1 / G }), colour: plain('Speed') });
    const { x, y, at, colour } = points[0]!;
    for (let i = 0; i < x.length; i += 50) expect(Math.hypot(x[i]!, y[i]!)).toBeCloseTo(2, 3);
    expect([at[1000], colour[1000]]).toEqual([expect.closeTo(500, 2), expect.closeTo(10, 3)]);
    expect(colourRange).toEqual([0, expect.closeTo(19.99, 3)]);
  });

  test('channels at other rates meet at the samples of the slower one', () => {
    const overlay = made({ Fast: { value: (time) => 3 * time }, Slow: { value: (time) => 5 * time, stride: 10 }, Jump: { value: (time) => Math.floor(time), resolution: 1, stride: 20 } });
    const { points } = ask(overlay, { ...ALL, figure: 'scatter', x: plain('Fast'), y: plain('Slow'), colour: plain('Jump', { stepped: true }) });
    const { x, y, colour } = points[0]!;
    expect(x.length).toBe(199);
    for (let i = 0; i < x.length; i++) expect(y[i]! / 5).toBeCloseTo(x[i]! / 3, 2);
    expect(colour[25]).toBe(2);
  });

  test('in a hole of the data there is no point, and none without one of the channels', () => {
    const overlay = made({ A: { value: (time) => time }, B: { value: (time) => time, stride: 10 } }, [{ from: 0, count: 505 }, { from: 1000, count: 1000 }]);
    const scatter = (x: string, y: string) => ask(overlay, { ...ALL, figure: 'scatter', x: plain(x), y: plain(y), colour: null });
    expect(scatter('A', 'B').points[0]!.x.every((x) => x < 5.05 || x >= 10)).toBe(true);
    expect(scatter('A', 'none')).toMatchObject({ points: [null], xRange: null });
  });
});

describe('spectrum', () => {
  const signal = (time: number): number => 7 + 4 * Math.sin(2 * Math.PI * 6.3 * time) + Math.sin(2 * Math.PI * 21 * time);

  test('of a lap whose signal is known: frequency within a bin, amplitude in the unit shown', () => {
    const overlay = made({ Shake: { value: signal } });
    for (const block of [null, 4]) {
      const [found] = ask(overlay, { ...ALL, figure: 'spectrum', channel: plain('Shake', { scale: 10 }), window: 'flat-top', block }).spectra;
      const top = found!.amplitudes.indexOf(Math.max(...found!.amplitudes));
      expect(Math.abs(top * found!.step - 6.3)).toBeLessThanOrEqual(found!.step);
      expect(found!.amplitudes[top]! / 40).toBeCloseTo(1, 1.7);
      expect(found!.amplitudes[Math.round(21 / found!.step)]! / 10).toBeCloseTo(1, 1.7);
    }
  });

  test('a hole parts the signal, a slower channel has lower frequencies', () => {
    const overlay = made({ Shake: { value: signal }, Slow: { value: signal, stride: 2 } }, [{ from: 0, count: 900 }, { from: 1000, count: 1000 }]);
    const spectra = (name: string, block: number | null) => ask(overlay, { ...ALL, figure: 'spectrum', channel: plain(name), window: 'hann', block }).spectra[0]!;
    expect(spectra('Shake', null)).toMatchObject({ blocks: 1, duration: expect.closeTo(10, 6) });
    expect(spectra('Shake', 2).blocks).toBe(8 + 9);
    const slow = spectra('Slow', null);
    expect(slow.step * (slow.amplitudes.length - 1)).toBeCloseTo(25, 9);
  });

  test('too short a stretch has none', () => {
    const overlay = made({ Shake: { value: signal } });
    expect(ask(overlay, { ...ALL, span: { from: 100, to: 105 }, figure: 'spectrum', channel: plain('Shake'), window: 'hann', block: null }).spectra).toEqual([null]);
  });
});

describe('channel report and map', () => {
  test('the lap, what is in view and each sector, by hand', () => {
    const overlay = made({ Ramp: { value: (time) => time } });
    const { sections } = overlay.summary({ laps: ['a'], reference: null, focus: null });
    const parts = sections.filter(({ kind }) => kind === 'sector');
    const { statistics } = ask(overlay, { ...ALL, span: { from: 100, to: 200 }, figure: 'report', channels: [plain('Ramp', { scale: 2 })], parts });
    const [lap, view, first, second] = statistics[0]!.map(([each]) => each);
    expect(lap).toMatchObject({ count: 2000, mean: expect.closeTo(19.99, 6), delta: expect.closeTo(39.98, 6) });
    expect(lap).toMatchObject({ min: 0, max: expect.closeTo(39.98, 6) });
    expect(view).toMatchObject({ count: 201, mean: expect.closeTo(6, 6), deviation: expect.closeTo(2 * 0.01 * Math.sqrt((201 ** 2 - 1) / 12), 6) });
    expect([first!.count + second!.count, first!.mean, second!.mean]).toEqual([2001, expect.closeTo(8, 6), expect.closeTo(27.99, 6)]);
  });

  test('the map has the mean of each piece of the road, and nothing where samples were lost', () => {
    const overlay = made({ Ramp: { value: (time) => time }, Slow: { value: (time) => time, stride: 10 } }, [{ from: 0, count: 1000 }, { from: 1500, count: 500 }]);
    const pieces = (name: string): Float32Array => ask(overlay, { ...ALL, figure: 'track', channel: plain(name) }).pieces;
    expect(pieces('Ramp').length).toBe(400);
    expect(pieces('Ramp')[100]).toBeCloseTo(5.02, 4);
    expect(pieces('Ramp')[250]).toBeNaN();
    expect(pieces('Slow')[101]).toBeCloseTo(5.075, 4);
    expect(pieces('none').every(Number.isNaN)).toBe(true);
  });
});

test('a lap of one sample has a point, a bin without a duration, and no spectrum', () => {
  const overlay = made({ Ramp: { value: (time) => 3 + time } }, [{ from: 700, count: 1 }]);
  const channel = plain('Ramp');
  expect(ask(overlay, { ...ALL, figure: 'scatter', x: channel, y: channel, colour: null }).points[0]).toMatchObject({ x: Float32Array.of(10), at: Float32Array.of(350) });
  expect(ask(overlay, { ...ALL, figure: 'histogram', channel, width: null })).toMatchObject({ bins: { count: 1 }, times: [Float64Array.of(0)] });
  expect(ask(overlay, { ...ALL, figure: 'spectrum', channel, window: 'hann', block: 1 }).spectra).toEqual([null]);
  expect(ask(overlay, { ...ALL, figure: 'report', channels: [channel], parts: [] }).statistics[0]![0]![0]).toMatchObject({ count: 1, min: 10, max: 10, slope: NaN });
});

test('every buffer of an answer can be handed over, each once', () => {
  const overlay = made({ Ramp: { value: (time) => time } });
  const channel = plain('Ramp');
  const questions: FigureQuestion[] = [
    { ...ALL, figure: 'histogram', channel, width: null },
    { ...ALL, figure: 'scatter', x: channel, y: channel, colour: channel },
    { ...ALL, figure: 'spectrum', channel, window: 'hann', block: null },
    { ...ALL, figure: 'report', channels: [channel], parts: [] },
    { ...ALL, figure: 'track', channel },
  ];
  for (const question of questions) {
    const answer = overlay.figure(question);
    const buffers = figureBuffers(answer);
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(() => structuredClone(answer, { transfer: buffers })).not.toThrow();
  }
  expect(overlay.cursor({ laps: ['a'], reference: null, axis: 'time', channels: [{ name: 'Ramp', stepped: false }], x: 5 }).values[0]![0]).toBeCloseTo(5, 3);
});
