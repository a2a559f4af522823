import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LapRow, RaceView, TrackView } from '../../../../common/race-view.ts';
import { openWorkstation } from '../../../../main/workstation.ts';
import type { FigureAnswers, FigureQuestion } from '../../../../renderer/analysis/figures/messages.ts';
import { Overlay } from '../../../../renderer/analysis/overlay/overlay.ts';

const RATE = 100;
const plain = (name: string) => ({ name, unit: '', scale: 1, stepped: false });
const whole = (id: string) => ({ laps: [id], reference: null, axis: 'distance' as const, span: null });

/** A flying lap of the simulator, as a screen gets it. */
const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-figures-'));
const overlay = new Overlay();
let lap: LapRow;
let length: number;
const ask = <Q extends FigureQuestion>(question: Q): FigureAnswers[Q['figure']] => overlay.figure(question) as FigureAnswers[Q['figure']];

beforeAll(async () => {
  const workstation = await openWorkstation({ dataDir });
  let session!: ReturnType<typeof workstation.open>;
  const over = new Promise<void>((resolve) => {
    session = workstation.open({ event: (name, payload) => void (name === 'race' && (payload as RaceView).state === 'finished' && resolve()), live() {} });
  });
  const { race_id } = (await session.request('race.start', { track: 'little-marsh', cars: 2, laps: 2, rate: RATE, seed: 7, speed: 'max' })) as RaceView;
  await over;
  const track = (await session.request('track', { name: 'little-marsh' })) as TrackView;
  length = track.length;
  lap = ((await session.request('laps.list', { race_id })) as LapRow[]).find(({ lap_type }) => lap_type === 'flying')!;
  const bytes = (await session.request('lap.trace', { id: lap.id, channels: ['Distance', 'Speed', 'Ax', 'Ay', 'CombinedAcc'] })) as Uint8Array;
  await workstation.close();
  overlay.setTrack(track);
  overlay.addTrace({ id: lap.id, lapTime: lap.lap_time, fromLine: true }, bytes);
}, 120_000);

afterAll(() => rmSync(dataDir, { recursive: true }));

test('the area of a histogram is the lap time, and speeds weighted by their time the way that was driven', () => {
  const { bins, times } = ask({ ...whole(lap.id), figure: 'histogram', channel: plain('Speed'), width: 0.5 });
  const [total, way] = [...times[0]!].reduce(([sum, driven], time, i) => [sum + time, driven + time * (bins!.from + (i + 0.5) * bins!.width)], [0, 0]) as [number, number];
  expect(Math.abs(total - lap.lap_time!)).toBeLessThan(1.5 / RATE);
  expect(way / length).toBeGreaterThan(0.97);
  expect(way / length).toBeLessThan(1.03);
});

test('how far points of the G–G diagram lie from its middle is what the car itself says of both accelerations', () => {
  const { points } = ask({ ...whole(lap.id), figure: 'scatter', x: plain('Ay'), y: plain('Ax'), colour: plain('CombinedAcc') });
  const { x, y, colour } = points[0]!;
  expect(x.length).toBeGreaterThan(0.95 * RATE * lap.lap_time!);
  const apart = Array.from(x, (each, i) => Math.abs(Math.hypot(each, y[i]!) - colour[i]!)).toSorted((a, b) => a - b);
  expect(apart[apart.length >> 1]).toBeLessThan(0.3);
  expect(Math.max(...colour)).toBeGreaterThan(20);
});
