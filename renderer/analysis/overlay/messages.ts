import type { Divisions, Section } from '../../../common/analysis/sections.ts';
import type { RangeStatistics } from '../../../common/analysis/range-statistics.ts';
import type { FigureAnswer, FigureQuestion } from '../figures/messages.ts';

/** What the worker that prepares laps for the charts is told and asked, and what it answers. */
export type OverlayAxis = 'distance' | 'time';

/** Stands among ids of laps for the ideal lap of the others. */
export const IDEAL = 'ideal';

export interface OverlayLap {
  id: string;
  /** s; null for a lap that was not finished. */
  lapTime: number | null;
  /** False for a lap that began on the grid. */
  fromLine: boolean;
}

/** Which laps are drawn, and which of them is compared with. */
export interface Compared {
  /** Ids, `IDEAL` among them where it is drawn. */
  laps: readonly string[];
  /** One of them, or null. */
  reference: string | null;
}

export interface OverlayChannel {
  name: string;
  /** Its values jump rather than move. */
  stepped: boolean;
}

/** A stretch of the axis, m or s as that says. */
export interface Span {
  from: number;
  to: number;
}

export interface ViewQuestion extends Compared {
  axis: OverlayAxis;
  channels: readonly OverlayChannel[];
  /** Null: the whole lap. */
  span: Span | null;
  /** About one a pixel of the charts' width. */
  buckets: number;
}

/** Points of a line, x and y in turn; NaN where the line is broken. Null where there is nothing to draw. */
export type Points = Float32Array<ArrayBuffer> | null;

export interface ViewAnswer extends ViewQuestion, Span {
  /** By channel, then by lap. */
  lines: Points[][];
  /** By lap; s. */
  deltas: Points[];
  /** Lowest and highest of each channel in view, in its unit; null where nothing is. */
  ranges: ([number, number] | null)[];
  deltaRange: [number, number] | null;
}

export interface CursorQuestion extends Compared {
  axis: OverlayAxis;
  channels: readonly OverlayChannel[];
  x: number;
}

export interface CursorAnswer extends CursorQuestion {
  /** By channel, then by lap; in the channel's unit, NaN where there is none. */
  values: number[][];
  /** By lap: s behind the reference, and where the lap is, m. */
  deltas: number[];
  places: number[];
}

export interface RangeQuestion extends Compared {
  axis: OverlayAxis;
  channel: string;
  from: number;
  to: number;
}

export interface RangeAnswer extends RangeQuestion {
  /** By lap. */
  statistics: (RangeStatistics | null)[];
  /** By lap: s from A to B, and by how much it falls behind the reference there. */
  durations: number[];
  losses: number[];
  /** By lap: m from A to B. */
  ways: number[];
}

export interface SummaryQuestion extends Compared {
  /** The lap that is looked at; null while there is none. */
  focus: string | null;
}

/** Why a lap is not compared, or not drawn. */
export type LapTrouble = 'no-distance' | 'no-samples' | 'one-sample' | 'no-start';

export interface SummaryAnswer extends SummaryQuestion {
  /** Of the lap, m; 0 while nothing says. */
  length: number;
  /** The longest lap, s. */
  longest: number;
  sections: Section[];
  /** By lap, then by section, s. */
  times: number[][];
  /** Of the laps without the ideal one, s; null where it cannot be put together. */
  idealTime: number | null;
  /** By section, s. */
  idealTimes: number[];
  /** What the focused lap loses on the reference in each of equal pieces of the lap, s; NaN where that is not known. */
  losses: Float32Array<ArrayBuffer>;
  /** By lap. */
  troubles: (LapTrouble | null)[];
}

/** Where places of single laps lie on the axis. */
export interface PlacesQuestion {
  laps: readonly string[];
  axis: OverlayAxis;
  /** What tells them apart, and each: of which lap, how many m from the line or s since it. */
  keys: readonly string[];
  marks: readonly { lap: string; at: number; unit: 'm' | 's' }[];
}

export interface PlacesAnswer extends PlacesQuestion {
  /** NaN where that is not known. */
  xs: number[];
}

/** Values at the places of the samples of one lap: the reference's where it has any. */
export interface TableQuestion extends Compared {
  axis: OverlayAxis;
  channels: readonly OverlayChannel[];
  /** Null: the whole lap. */
  span: Span | null;
}

export interface TableAnswer extends TableQuestion, Span {
  /** m or s, as the axis says. */
  xs: Float64Array<ArrayBuffer>;
  /** By lap: s since the line, or m from it, whichever the axis is not. */
  others: Float64Array<ArrayBuffer>[];
  /** By lap: s behind the reference. */
  deltas: Float64Array<ArrayBuffer>[];
  /** By channel, then by lap; in the channel's unit. */
  values: Float64Array<ArrayBuffer>[][];
}

/** What is waited for, whatever else is asked meanwhile: to export and to print. */
export interface OnceQuestions {
  view: ViewQuestion;
  table: TableQuestion;
}
export interface OnceAnswers {
  view: ViewAnswer;
  table: TableAnswer;
}
export type OnceKind = keyof OnceQuestions;

export interface Questions {
  view: ViewQuestion;
  cursor: CursorQuestion;
  range: RangeQuestion;
  summary: SummaryQuestion;
  places: PlacesQuestion;
}

export interface Answers {
  view: ViewAnswer;
  cursor: CursorAnswer;
  range: RangeAnswer;
  summary: SummaryAnswer;
  places: PlacesAnswer;
}

export type Kind = keyof Questions;

export type OnceAsked = { [K in OnceKind]: { kind: K; question: OnceQuestions[K] } }[OnceKind];

export type ToOverlay =
  /** More channels of a lap, as `lap.trace` answers. */
  | { kind: 'lap'; lap: OverlayLap; bytes: Uint8Array }
  /** Every lap but these can be forgotten. */
  | { kind: 'keep'; ids: readonly string[] }
  /** Null where the circuit is not known. */
  | { kind: 'track'; track: Divisions | null }
  | { kind: 'once'; ticket: number; asked: OnceAsked }
  /** By which panel it is asked comes back with the answer. */
  | { kind: 'figure'; panel: number; question: FigureQuestion }
  | { [K in Kind]: { kind: K; question: Questions[K] } }[Kind];

export type FromOverlay = { kind: 'once'; ticket: number; answer: OnceAnswers[OnceKind] } | { kind: 'figure'; panel: number; answer: FigureAnswer } | { [K in Kind]: { kind: K; answer: Answers[K] } }[Kind];
