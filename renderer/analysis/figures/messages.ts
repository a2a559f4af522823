import type { Bins } from '../../../common/analysis/histogram.ts';
import type { RangeStatistics } from '../../../common/analysis/range-statistics.ts';
import type { Section } from '../../../common/analysis/sections.ts';
import type { SpectrumOptions } from '../../../common/analysis/spectrum.ts';
import type { OverlayAxis, Span } from '../overlay/messages.ts';

/** What a panel of figures asks the worker, and what that answers. All values are in the unit that is shown. */
export interface FigureScope {
  /** Ids, `IDEAL` among them where it is drawn. */
  laps: readonly string[];
  /** What math channels compare with: one of the laps, or null. */
  reference: string | null;
  axis: OverlayAxis;
  /** What the charts show; null: the whole lap. */
  span: Span | null;
}

export interface FigureChannel {
  name: string;
  /** That is shown. */
  unit: string;
  /** From the channel's unit to the one shown. */
  scale: number;
  /** Its values jump rather than move. */
  stepped: boolean;
}

export interface HistogramQuestion extends FigureScope {
  figure: 'histogram';
  channel: FigureChannel;
  /** Of a bin; null: as suits the values. */
  width: number | null;
}
export interface HistogramAnswer extends HistogramQuestion {
  /** Null where no lap has a value. */
  bins: Bins | null;
  /** By lap: s in each bin; null where the lap has no value. */
  times: (Float64Array<ArrayBuffer> | null)[];
}

export interface ScatterQuestion extends FigureScope {
  figure: 'scatter';
  x: FigureChannel;
  y: FigureChannel;
  /** Null: each lap in its own colour. */
  colour: FigureChannel | null;
}
export interface ScatterPoints {
  x: Float32Array<ArrayBuffer>;
  y: Float32Array<ArrayBuffer>;
  /** Empty where no channel colours the points. */
  colour: Float32Array<ArrayBuffer>;
  /** Where on the axis of the charts, m or s; none less than the one before. */
  at: Float32Array<ArrayBuffer>;
}
export interface ScatterAnswer extends ScatterQuestion {
  /** By lap; null where there is none. */
  points: (ScatterPoints | null)[];
  /** Lowest and highest of each; null where there is no point. */
  xRange: [number, number] | null;
  yRange: [number, number] | null;
  colourRange: [number, number] | null;
}

export interface SpectrumQuestion extends FigureScope, SpectrumOptions {
  figure: 'spectrum';
  channel: FigureChannel;
}
export interface LapSpectrum {
  /** Hz. */
  step: number;
  amplitudes: Float64Array<ArrayBuffer>;
  blocks: number;
  /** Of a block, s. */
  duration: number;
}
export interface SpectrumAnswer extends SpectrumQuestion {
  /** By lap; null where there are too few samples that follow each other. */
  spectra: (LapSpectrum | null)[];
}

export interface ReportQuestion extends FigureScope {
  figure: 'report';
  channels: readonly FigureChannel[];
  /** The whole lap and what is in view come before them. */
  parts: readonly Section[];
}
export interface ReportAnswer extends ReportQuestion {
  /** By lap, then by part (the whole lap, what is in view, each part), then by channel. */
  statistics: (RangeStatistics | null)[][][];
}

export interface TrackQuestion extends FigureScope {
  figure: 'track';
  channel: FigureChannel;
}
export interface TrackAnswer extends TrackQuestion {
  /** Of the first lap: the channel's mean over each of equal pieces of the track; NaN where it is not known. */
  pieces: Float32Array<ArrayBuffer>;
}

export interface FigureQuestions {
  histogram: HistogramQuestion;
  scatter: ScatterQuestion;
  spectrum: SpectrumQuestion;
  report: ReportQuestion;
  track: TrackQuestion;
}
export interface FigureAnswers {
  histogram: HistogramAnswer;
  scatter: ScatterAnswer;
  spectrum: SpectrumAnswer;
  report: ReportAnswer;
  track: TrackAnswer;
}
export type Figure = keyof FigureQuestions;
export type FigureQuestion = FigureQuestions[Figure];
export type FigureAnswer = FigureAnswers[Figure];
