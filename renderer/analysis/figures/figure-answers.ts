import { binsOver, timeInBins } from '../../../common/analysis/histogram.ts';
import { rangeStatistics } from '../../../common/analysis/range-statistics.ts';
import type { RangeStatistics } from '../../../common/analysis/range-statistics.ts';
import { spectrum } from '../../../common/analysis/spectrum.ts';
import { niceStep } from '../../charts/nice-range.ts';
import type { OverlayLine } from '../overlay/lap-line.ts';
import type { Span } from '../overlay/messages.ts';
import { valueAt } from '../overlay/sample-line.ts';
import { samplesOf, stretchesOf, valuesAt } from './lap-samples.ts';
import type { FigureAnswer, FigureAnswers, FigureChannel, FigureQuestion, FigureQuestions, ScatterPoints } from './messages.ts';

/** Bins that a histogram has at most unless a person says how wide they are, and then. */
const BINS = 40;
const MOST_BINS = 2000;
/** Pieces of the lap that the map is coloured by. */
const PIECES = 400;

type Lines = readonly (OverlayLine | undefined)[];

/** Works out what a panel of figures shows. @param lines of the question's laps @param length of the lap, m */
export function figureAnswer(question: FigureQuestion, lines: Lines, length: number): FigureAnswer {
  switch (question.figure) {
    case 'histogram':
      return histogram(question, lines);
    case 'scatter':
      return scatter(question, lines);
    case 'spectrum':
      return spectra(question, lines);
    case 'report':
      return report(question, lines, length);
    case 'track':
      return track(question, lines, length);
  }
}

/** Buffers that can be handed over with an answer. */
export function figureBuffers(answer: FigureAnswer): ArrayBuffer[] {
  switch (answer.figure) {
    case 'histogram':
      return answer.times.flatMap((times) => (times ? [times.buffer] : []));
    case 'scatter':
      return answer.points.flatMap((points) => (points ? [points.x.buffer, points.y.buffer, points.colour.buffer, points.at.buffer] : []));
    case 'spectrum':
      return answer.spectra.flatMap((each) => (each ? [each.amplitudes.buffer] : []));
    case 'report':
      return [];
    case 'track':
      return [answer.pieces.buffer];
  }
}

function histogram(question: FigureQuestions['histogram'], lines: Lines): FigureAnswers['histogram'] {
  const { channel, width } = question;
  const samples = lines.map((lap) => (lap ? samplesOf(lap, channel, question) : null));
  const range = rangeOfAll(samples.map((each) => each?.values));
  if (!range) return { ...question, bins: null, times: samples.map(() => null) };
  const span = range[1] - range[0];
  const own = channel.stepped ? 1 : niceStep(span || Math.abs(range[0]) || 1, BINS);
  const bins = binsOver(...range, Math.max(width ?? own, span / MOST_BINS), channel.stepped && width === null);
  return { ...question, bins, times: samples.map((each) => each && (timeInBins(each.values, new Float64Array(each.values.length).fill(each.interval), bins) as Float64Array<ArrayBuffer>)) };
}

/** A point for each sample of the channel that has fewer; the other one is read between its samples. */
function scatter(question: FigureQuestions['scatter'], lines: Lines): FigureAnswers['scatter'] {
  const points = lines.map((lap) => (lap ? pointsOf(lap, question) : null));
  return {
    ...question,
    points,
    xRange: rangeOfAll(points.map((each) => each?.x)),
    yRange: rangeOfAll(points.map((each) => each?.y)),
    colourRange: rangeOfAll(points.map((each) => each?.colour)),
  };
}

function pointsOf(lap: OverlayLine, question: FigureQuestions['scatter']): ScatterPoints | null {
  const { x, y, colour } = question;
  const [over, up] = [samplesOf(lap, x, question), samplesOf(lap, y, question)];
  if (!over || !up) return null;
  const base = over.times.length <= up.times.length ? over : up;
  const xs = valuesAt(lap, x, question, base);
  const ys = valuesAt(lap, y, question, base);
  const colours = colour && valuesAt(lap, colour, question, base);
  if (!xs || !ys || (colour && !colours)) return null;
  const known: number[] = [];
  for (let i = 0; i < xs.length; i++) if (!Number.isNaN(xs[i]! + ys[i]! + (colours ? colours[i]! : 0))) known.push(i);
  if (known.length === 0) return null;
  const pick = (from: Float64Array): Float32Array<ArrayBuffer> => Float32Array.from(known, (i) => from[i]!);
  return { x: pick(xs), y: pick(ys), colour: colours ? pick(colours) : new Float32Array(), at: pick(base.at) };
}

function spectra(question: FigureQuestions['spectrum'], lines: Lines): FigureAnswers['spectrum'] {
  const of = (lap: OverlayLine | undefined): FigureAnswers['spectrum']['spectra'][number] => {
    const samples = lap ? samplesOf(lap, question.channel, question) : null;
    const found = samples && spectrum(stretchesOf(samples), samples.interval, question);
    return found && { step: found.step, amplitudes: found.amplitudes, blocks: found.blocks, duration: found.duration };
  };
  return { ...question, spectra: lines.map(of) };
}

function report(question: FigureQuestions['report'], lines: Lines, length: number): FigureAnswers['report'] {
  const { channels, span, parts, axis } = question;
  const of = (lap: OverlayLine, { name, scale }: FigureChannel, over: 'distance' | 'time', { from, to }: Span): RangeStatistics | null => {
    const line = lap.channel(name, over);
    const found = line && rangeStatistics(line.xs, line.ys, from, to);
    return found && scaled(found, scale);
  };
  const rows = (lap: OverlayLine): (RangeStatistics | null)[][] => [
    channels.map((channel) => of(lap, channel, 'time', { from: -Infinity, to: Infinity })),
    channels.map((channel) => (span ? of(lap, channel, axis, span) : null)),
    ...parts.map((part) => channels.map((channel) => of(lap, channel, 'distance', part.to >= length ? { ...part, to: Infinity } : part))),
  ];
  return { ...question, statistics: lines.map((lap) => (lap ? rows(lap) : [])) };
}

function scaled({ count, min, max, mean, delta, deviation, slope }: RangeStatistics, scale: number): RangeStatistics {
  return { count, min: min * scale, max: max * scale, mean: mean * scale, delta: delta * scale, deviation: deviation * scale, slope: slope * scale };
}

function track(question: FigureQuestions['track'], [lap]: Lines, length: number): FigureAnswers['track'] {
  const pieces = new Float32Array(PIECES).fill(NaN);
  const { name, scale, stepped } = question.channel;
  const line = lap?.channel(name, 'distance');
  if (!lap || !line || length <= 0) return { ...question, pieces };
  const sums = new Float64Array(PIECES);
  const counts = new Uint32Array(PIECES);
  for (let i = 0; i < line.xs.length; i++) {
    const piece = Math.floor((line.xs[i]! / length) * PIECES);
    if (piece < 0 || piece >= PIECES || Number.isNaN(line.ys[i]!)) continue;
    sums[piece]! += line.ys[i]!;
    counts[piece]!++;
  }
  const between = (piece: number): number => valueAt(line, ((piece + 0.5) / PIECES) * length, stepped);
  for (let i = 0; i < PIECES; i++) pieces[i] = (counts[i]! > 0 ? sums[i]! / counts[i]! : between(i)) * scale;
  return { ...question, pieces };
}

function rangeOfAll(lists: readonly (Float32Array | Float64Array | undefined)[]): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    if (!list) continue;
    for (const value of list) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}
