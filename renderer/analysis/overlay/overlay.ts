import { deltaOverTime, deltaTime } from '../../../common/analysis/delta-time.ts';
import { idealLap, type IdealLap } from '../../../common/analysis/ideal-lap.ts';
import { placeAt, timeAt } from '../../../common/analysis/lap-progress.ts';
import { decodeLapTrace } from '../../../common/analysis/lap-trace.ts';
import { rangeStatistics } from '../../../common/analysis/range-statistics.ts';
import { finestSections, sectionsOf, sectionTimes, type Divisions, type Section } from '../../../common/analysis/sections.ts';
import { figureAnswer } from '../figures/figure-answers.ts';
import type { FigureAnswer, FigureQuestion } from '../figures/messages.ts';
import { IdealLine } from './ideal-line.ts';
import { LapLine, type OverlayLine } from './lap-line.ts';
import { lapTable } from './lap-table.ts';
import { IDEAL } from './messages.ts';
import type { CursorAnswer, CursorQuestion, OverlayAxis, OverlayLap, PlacesAnswer, PlacesQuestion, RangeAnswer, RangeQuestion } from './messages.ts';
import type { Points, Span, SummaryAnswer, SummaryQuestion, TableAnswer, TableQuestion, ViewAnswer, ViewQuestion } from './messages.ts';
import { evenPoints, pointsBetween, rangeOf, valueAt } from './sample-line.ts';

/** Pieces of the lap that the map is coloured by. */
const PIECES = 400;

/** The laps on the charts: what the worker knows, and how it answers. Knows nothing of the screen. */
export class Overlay {
  private readonly laps = new Map<string, LapLine>();
  private track: Divisions | null = null;
  private ideal: { key: string; lap: IdealLap | null; line: OverlayLine | null } | undefined;

  /** More channels of a lap, as `lap.trace` answers. */
  addTrace(lap: OverlayLap, bytes: Uint8Array): void {
    const trace = decodeLapTrace(bytes);
    const known = this.laps.get(lap.id);
    if (known) known.add(trace.channels);
    else this.laps.set(lap.id, new LapLine(lap, trace));
    this.measure();
  }

  keep(ids: readonly string[]): void {
    for (const id of this.laps.keys()) if (!ids.includes(id)) this.laps.delete(id);
    this.measure();
  }

  /** Null where the circuit is not known: then the laps say how long it is, and it has no sections. */
  setTrack(track: Divisions | null): void {
    this.track = track;
    this.measure();
  }

  private get length(): number {
    return this.track?.length ?? Math.max(0, ...[...this.laps.values()].map((lap) => lap.reach));
  }

  private measure(): void {
    const { length } = this;
    for (const lap of this.laps.values()) lap.setLength(length);
    this.ideal = undefined;
  }

  private get sections(): Section[] {
    return this.track ? sectionsOf(this.track) : [];
  }

  private lineOf(id: string | null, laps: readonly string[]): OverlayLine | undefined {
    if (id === null) return undefined;
    return id === IDEAL ? (this.idealOf(laps).line ?? undefined) : this.laps.get(id);
  }

  private idealOf(ids: readonly string[]): NonNullable<Overlay['ideal']> {
    const real = ids.filter((id) => this.laps.has(id));
    const key = real.join('\n');
    if (this.ideal?.key === key) return this.ideal;
    const lines = real.map((id) => this.laps.get(id)!);
    const sections = this.track ? finestSections(this.sections) : [{ name: '', kind: 'sector' as const, from: 0, to: this.length, sector: 0 }];
    const lap = idealLap(lines.map(({ progress }) => progress), sections);
    this.ideal = { key, lap, line: lap && new IdealLine(lap, lines) };
    return this.ideal;
  }

  private whole(axis: OverlayAxis, drawn: readonly (OverlayLine | undefined)[]): Span {
    return { from: 0, to: (axis === 'distance' ? this.length : longest(drawn)) || 1 };
  }

  view(question: ViewQuestion): ViewAnswer {
    const { laps, reference, axis, channels, buckets } = question;
    const drawn = laps.map((id) => this.lineOf(id, laps));
    const compared = this.lineOf(reference, laps);
    const { from, to } = question.span ?? this.whole(axis, drawn);
    const lines = channels.map(({ name }) =>
      drawn.map((lap) => {
        const line = lap?.channel(name, axis);
        return line ? pointsBetween(line, from, to, buckets) : null;
      }),
    );
    const deltas = drawn.map((lap) => (lap && compared ? deltaPoints(lap, compared, { axis, from, to, buckets, length: this.length }) : null));
    return { ...question, from, to, lines, deltas, ranges: lines.map(rangeOf), deltaRange: rangeOf(deltas) };
  }

  table(question: TableQuestion): TableAnswer {
    const drawn = question.laps.map((id) => this.lineOf(id, question.laps));
    return lapTable(question, drawn, this.lineOf(question.reference, question.laps), question.span ?? this.whole(question.axis, drawn));
  }

  cursor(question: CursorQuestion): CursorAnswer {
    const { laps, reference, axis, channels, x } = question;
    const drawn = laps.map((id) => this.lineOf(id, laps));
    const compared = this.lineOf(reference, laps);
    const values = channels.map(({ name, stepped }) =>
      drawn.map((lap) => {
        const line = lap?.channel(name, axis);
        return line ? valueAt(line, x, stepped) : NaN;
      }),
    );
    return {
      ...question,
      values,
      deltas: drawn.map((lap) => (lap && compared ? deltaAt(lap, compared, axis, x) : NaN)),
      places: drawn.map((lap) => (lap ? (axis === 'distance' ? x : placeAt(lap.progress, x)) : NaN)),
    };
  }

  range(question: RangeQuestion): RangeAnswer {
    const { laps, reference, axis, channel, from, to } = question;
    const drawn = laps.map((id) => this.lineOf(id, laps));
    const compared = this.lineOf(reference, laps);
    const along = (lap: OverlayLine, x: number): number => (axis === 'distance' ? timeAt(lap.progress, x) : x);
    const place = (lap: OverlayLine, x: number): number => (axis === 'distance' ? x : placeAt(lap.progress, x));
    const of = (measure: (lap: OverlayLine) => number): number[] => drawn.map((lap) => (lap ? measure(lap) : NaN));
    return {
      ...question,
      statistics: drawn.map((lap) => {
        const line = lap?.channel(channel, axis);
        return line ? rangeStatistics(line.xs, line.ys, from, to) : null;
      }),
      durations: of((lap) => along(lap, to) - along(lap, from)),
      losses: of((lap) => (compared ? deltaAt(lap, compared, axis, to) - deltaAt(lap, compared, axis, from) : NaN)),
      ways: of((lap) => place(lap, to) - place(lap, from)),
    };
  }

  places(question: PlacesQuestion): PlacesAnswer {
    const xs = question.marks.map(({ lap, at, unit }) => {
      const line = this.laps.get(lap);
      if (question.axis === (unit === 'm' ? 'distance' : 'time')) return at;
      return line ? (unit === 'm' ? timeAt(line.progress, at) : placeAt(line.progress, at)) : NaN;
    });
    return { ...question, xs };
  }

  figure(question: FigureQuestion): FigureAnswer {
    return figureAnswer(question, question.laps.map((id) => this.lineOf(id, question.laps)), this.length);
  }

  summary(question: SummaryQuestion): SummaryAnswer {
    const { laps, reference, focus } = question;
    const { length, sections } = this;
    const drawn = laps.map((id) => this.lineOf(id, laps));
    const ideal = this.idealOf(laps).lap;
    const [focused, compared] = [this.lineOf(focus, laps), this.lineOf(reference, laps)];
    return {
      ...question,
      length,
      longest: longest(drawn),
      sections,
      times: drawn.map((lap) => (lap ? sectionTimes(lap.progress, sections) : sections.map(() => NaN))),
      idealTime: ideal?.lapTime ?? null,
      idealTimes: ideal ? sectionTimes(ideal.progress, sections) : [],
      losses: focused && compared ? lossesOf(focused, compared, length) : new Float32Array(),
      troubles: laps.map((id) => this.laps.get(id)?.trouble ?? null),
    };
  }
}

/** s of the longest of some laps. */
function longest(laps: readonly (OverlayLine | undefined)[]): number {
  return Math.max(0, ...laps.map((lap) => lap?.progress.time.at(-1) ?? 0));
}

function deltaAt(lap: OverlayLine, reference: OverlayLine, axis: OverlayAxis, x: number): number {
  const [delta] = axis === 'distance' ? deltaTime(lap.progress, reference.progress, [x]) : deltaOverTime(lap.progress, reference.progress, [x]);
  return delta!;
}

/** Delta-time in view, at each bucket and exactly at the ends of the lap. */
function deltaPoints(lap: OverlayLine, reference: OverlayLine, view: Pick<ViewQuestion, 'axis' | 'buckets'> & Span & { length: number }): Points {
  const { axis, from, to, buckets, length } = view;
  const begin = Math.max(0, from);
  const end = Math.min(to, axis === 'distance' ? length : (lap.progress.time.at(-1) ?? 0));
  if (!(end > begin)) return null;
  const xs = new Float64Array(buckets + 1);
  for (let i = 0; i < buckets; i++) xs[i] = begin + ((end - begin) * i) / buckets;
  xs[buckets] = end;
  return evenPoints(xs, axis === 'distance' ? deltaTime(lap.progress, reference.progress, xs) : deltaOverTime(lap.progress, reference.progress, xs));
}

function lossesOf(lap: OverlayLine, reference: OverlayLine, length: number): Float32Array<ArrayBuffer> {
  const delta = deltaTime(lap.progress, reference.progress, Float64Array.from({ length: PIECES + 1 }, (_, i) => (length * i) / PIECES));
  return Float32Array.from({ length: PIECES }, (_, i) => delta[i + 1]! - delta[i]!);
}
