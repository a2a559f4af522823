import { batch, computed, effect, signal } from '@preact/signals';
import type { TrackView } from '../../common/race-view.ts';
import { CHANNELS } from '../../common/channels.ts';
import { finestSections } from '../../common/analysis/sections.ts';
import { MathBook, type MathChannel } from '../../common/math/math-book.ts';
import type { Strip } from '../live/strips.ts';
import type { ChosenLap } from '../state/lap-choice.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { StripChoice } from '../state/strip-choice.ts';
import type { FigureAnswer, FigureQuestion, FigureScope } from './figures/messages.ts';
import { LapLibrary } from './lap-library.ts';
import { LapLoader } from './lap-loader.ts';
import { markerKey, Markers } from './markers.ts';
import { analysisStrip, asChannels, isSwitch, mathDigits, neededChannels } from './math-strips.ts';
import { IDEAL } from './overlay/messages.ts';
import type { CursorAnswer, OverlayAxis, RangeAnswer, Span, SummaryAnswer, TableAnswer, ViewAnswer, ViewQuestion } from './overlay/messages.ts';
import { OverlayClient } from './overlay/overlay-client.ts';
import type { ReportSheet } from './report/report-sheet.ts';
import type { SectionLoss } from './words.ts';

export const DEFAULT_CHANNELS: readonly string[] = ['Speed', 'Throttle', 'Brake', 'Gear', 'Steer'];
/** The narrowest view: m, and s. */
const NARROWEST: Readonly<Record<OverlayAxis, number>> = { distance: 5, time: 0.1 };

/** Everything that the analysis screen shows and its parts change together. Lives as long as the window. */
export class AnalysisDesk {
  readonly pitWall: PitWall;
  readonly library: LapLibrary;
  readonly loader: LapLoader;
  readonly channels: StripChoice;
  readonly axis = signal<OverlayAxis>('distance');
  /** What the charts show; null: the whole lap. */
  readonly span = signal<Span | null>(null);
  /** The expression that is being written, as far as it is right; null while there is none. */
  readonly draft = signal<MathChannel | null>(null);
  readonly cursor = signal<number | null>(null);
  readonly marks = signal<{ a: number | null; b: number | null }>({ a: null, b: null });
  /** Whose statistics between A and B are shown. */
  readonly rangeChannel = signal('Speed');
  /** Width of the charts, CSS px. */
  readonly width = signal(0);
  readonly track = signal<TrackView | null>(null);
  /** Why there is no map of the circuit. */
  readonly trackTrouble = signal<string | null>(null);
  readonly view = signal<ViewAnswer | null>(null);
  readonly values = signal<CursorAnswer | null>(null);
  readonly range = signal<RangeAnswer | null>(null);
  readonly summary = signal<SummaryAnswer | null>(null);
  /** The lap report that stands over the screen; null while there is none. */
  readonly report = signal<ReportSheet | null>(null);
  readonly markers: Markers;
  /** Where each marker lies on the axis, by its key; missing where its lap is not known there. */
  readonly markerPlaces = signal<ReadonlyMap<string, number>>(new Map());
  /** Channels that panels of figures show beside those of the charts, by panel. */
  readonly #wanted = signal<ReadonlyMap<object, readonly string[]>>(new Map());
  readonly #client: OverlayClient;
  /** Math channels that the worker knows. */
  #told: readonly MathChannel[] = [];
  /** By name; what is asked once is known for as long as the window lives. */
  readonly #tracks = new Map<string, Promise<TrackView>>();

  constructor(pitWall: PitWall) {
    this.pitWall = pitWall;
    this.channels = new StripChoice(localStorage, DEFAULT_CHANNELS, 'lapwing.analysis.strips', (name) => isInCatalogue(name) || pitWall.math.book.peek().has(name));
    this.library = new LapLibrary(pitWall.connection);
    this.#client = new OverlayClient(
      {
        view: (answer) => (this.view.value = answer),
        cursor: (answer) => (this.values.value = answer),
        range: (answer) => (this.range.value = answer),
        summary: (answer) => this.#summarised(answer),
        places: ({ keys, xs }) => (this.markerPlaces.value = new Map(keys.flatMap((key, i) => (Number.isNaN(xs[i]!) ? [] : [[key, xs[i]!] as const])))),
      },
      (line) => pitWall.notices.answer('error', line),
    );
    this.loader = new LapLoader(pitWall.connection, (lap, bytes) => this.#client.tell({ kind: 'lap', lap, bytes }));
    effect(() => this.#followTrack(this.trackName.value));
    effect(() => this.#dropForgotten());
    effect(() => this.loader.load(this.drawn.value, [...new Set(['Distance', ...neededChannels(this.#shownChannels.value, this.book.value)])]));
    effect(() => this.#client.tell({ kind: 'keep', ids: this.pitWall.lapChoice.list.value.map(({ row }) => row.id) }));
    effect(() => this.#askSummary());
    this.markers = new Markers(pitWall, this.library, this.drawn);
    effect(() => this.#askPlaces());
    effect(() => this.#askView());
    effect(() => this.#askCursor());
    effect(() => this.#askRange());
  }

  /** The circuit that is looked at: the reference's, or where that is no lap the first one's. */
  readonly trackName = computed<string | null>(() => {
    const { list, reference } = this.pitWall.lapChoice;
    return (list.value.find(({ row }) => row.id === reference.value) ?? list.value[0])?.track ?? null;
  });

  /** The chosen laps of that circuit; those of others are told, and not drawn. */
  readonly drawn = computed<readonly ChosenLap[]>(() => this.pitWall.lapChoice.list.value.filter(({ track }) => track === this.trackName.value));

  readonly #ids = computed<readonly string[]>(() => {
    const ids = this.drawn.value.map(({ row }) => row.id).filter((id) => this.loader.loaded.value.has(id));
    return this.reference.value === IDEAL ? [...ids, IDEAL] : ids;
  });

  /** Math channels that can be asked for, the one that is being written among them. */
  readonly #math = computed<readonly MathChannel[]>(() => [...this.pitWall.math.list.value, ...(this.draft.value ? [this.draft.value] : [])]);

  /** What they come to. */
  readonly book = computed(() => new MathBook(this.#math.value));

  /** Channels of the charts, and the one that is being written. */
  readonly #asked = computed<readonly string[]>(() => [...this.channels.channels.value, ...(this.draft.value ? [this.draft.value.name] : [])]);

  /** How a channel of the catalogue or a math channel is shown. */
  stripOf(name: string): Strip {
    return analysisStrip(name, this.book.value);
  }

  /** Digits after the point of its values: of a math channel four figures of the largest in view. */
  digitsOf(name: string): number {
    const { view } = this;
    return this.digitsFor(name, view.value?.ranges[view.value.channels.findIndex((channel) => channel.name === name)] ?? null);
  }

  /** The same for values in a range. */
  digitsFor(name: string, range: readonly [number, number] | null): number {
    return range && this.book.value.has(name) && !isSwitch(this.stripOf(name)) ? mathDigits(Math.max(Math.abs(range[0]), Math.abs(range[1]))) : this.stripOf(name).digits;
  }

  /** All channels that can be picked. */
  readonly pickable = computed(() => [...asChannels(this.pitWall.math.list.value, this.pitWall.math.book.value), ...CHANNELS]);

  /** As the worker has to know them. */
  #overlayChannels(names: readonly string[]) {
    return names.map((name) => ({ name, stepped: this.stripOf(name).stepped }));
  }

  /** Asks when the worker has been told of the math channels as they are. */
  #knowing<T>(ask: () => T): T {
    const channels = this.#math.peek();
    if (channels !== this.#told) this.#client.tell({ kind: 'math', channels });
    this.#told = channels;
    return ask();
  }

  /** Takes math channels off the charts that are no more. */
  #dropForgotten(): void {
    const isKnown = (name: string): boolean => isInCatalogue(name) || this.pitWall.math.book.value.has(name);
    if (!isKnown(this.rangeChannel.peek())) this.rangeChannel.value = 'Speed';
    const drawn = this.channels.channels.peek();
    if (drawn.every((name) => !isKnown(name))) this.channels.reset();
    else for (const name of drawn) if (!isKnown(name)) this.channels.remove(name);
  }

  get reference() {
    return this.pitWall.lapChoice.reference;
  }

  /** Channels of the charts, and of panels of figures. */
  readonly #shownChannels = computed<readonly string[]>(() => [...new Set([...this.#asked.value, ...[...this.#wanted.value.values()].flat()])]);

  /** What panels of figures are worked out from; null while laps are on their way, or there is none. */
  readonly scope = computed<FigureScope | null>(() => {
    void this.track.value;
    void this.loader.version.value;
    void this.pitWall.math.list.value;
    const [laps, reference, axis, span] = [this.#ids.value, this.reference.value, this.axis.value, this.span.value];
    return this.loader.holding.value || laps.length === 0 ? null : { laps, reference, axis, span };
  });

  /** Says which channels a panel of figures shows. */
  want(panel: object, channels: readonly string[]): void {
    const wanted = new Map(this.#wanted.peek());
    if (channels.length > 0) wanted.set(panel, channels);
    else wanted.delete(panel);
    this.#wanted.value = wanted;
  }

  /** For a panel of figures: asks the worker, the newest question of those that come at a time. */
  panel(hear: (answer: FigureAnswer) => void): { ask(question: FigureQuestion): void; end(): void } {
    const { ask, end } = this.#client.panel(hear);
    return { ask: (question) => this.#knowing(() => ask(question)), end };
  }

  /** The lap that is looked at, where it is of this circuit; else the last that is. */
  readonly focus = computed<string | null>(() => {
    const { focus, reference } = this.pitWall.lapChoice;
    const ids = this.drawn.value.map(({ row }) => row.id);
    if (focus.value !== null && ids.includes(focus.value)) return focus.value;
    return ids.findLast((id) => id !== reference.value) ?? ids.at(-1) ?? null;
  });

  /** What the focused lap loses in each of the finest sections. Empty where that is not known. */
  readonly losses = computed<readonly SectionLoss[]>(() => {
    const summary = this.summary.value;
    if (!summary || summary.focus === null || summary.focus === summary.reference) return [];
    const [mine, other] = [summary.focus, summary.reference].map((id) => summary.times[summary.laps.indexOf(id ?? '')]);
    const finest = finestSections(summary.sections);
    return summary.sections.flatMap((section, i) => {
      const loss = (mine?.[i] ?? NaN) - (other?.[i] ?? NaN);
      return finest.includes(section) && !Number.isNaN(loss) ? [{ section, loss }] : [];
    });
  });

  #followTrack(name: string | null): void {
    batch(() => {
      this.track.value = null;
      this.trackTrouble.value = null;
      this.span.value = null;
      this.marks.value = { a: null, b: null };
      this.cursor.value = null;
      this.summary.value = null;
      this.view.value = null;
    });
    this.#client.tell({ kind: 'track', track: null });
    if (name !== null) void this.#fetchTrack(name);
  }

  async #fetchTrack(name: string): Promise<void> {
    try {
      const asked = this.#tracks.get(name) ?? this.pitWall.connection.request('track', { name });
      this.#tracks.set(name, asked);
      const track = await asked;
      if (name !== this.trackName.peek()) return;
      const { length, sectors, corners } = track;
      this.#client.tell({ kind: 'track', track: { length, sectors, corners } });
      this.track.value = track;
    } catch (error) {
      this.#tracks.delete(name);
      if (name === this.trackName.peek()) this.trackTrouble.value = `${(error as Error).message} Its laps can be compared all the same, without corners and map.`;
    }
  }

  /** Nothing is drawn before all has come that is on its way, unless that takes long. */
  #askSummary(): void {
    void this.track.value;
    void this.loader.version.value;
    const question = { laps: this.#ids.value, reference: this.reference.value, focus: this.focus.value };
    if (!this.loader.holding.value && question.laps.length > 0) this.#knowing(() => this.#client.ask('summary', question));
  }

  #askView(): void {
    void this.track.value;
    void this.loader.version.value;
    const [laps, reference, axis, span] = [this.#ids.value, this.reference.value, this.axis.value, this.span.value];
    const channels = this.#overlayChannels(this.#asked.value);
    const buckets = Math.max(50, Math.round(this.width.value));
    if (!this.loader.holding.value && this.width.value > 0) this.#knowing(() => this.#client.ask('view', { laps, reference, axis, span, channels, buckets }));
  }

  /** What the charts of this stretch draw, of these laps and channels. @param span null: the whole lap */
  viewOnce(question: Pick<ViewQuestion, 'laps' | 'reference' | 'axis' | 'span' | 'buckets'>, channels: readonly string[]): Promise<ViewAnswer> {
    return this.#knowing(() => this.#client.once('view', { ...question, channels: this.#overlayChannels(channels) }));
  }

  /** Values of the laps on the charts, as far as they are in view. */
  tableOnce(channels: readonly string[]): Promise<TableAnswer> {
    return this.#knowing(() => this.#client.once('table', { laps: this.#ids.peek(), reference: this.reference.peek(), axis: this.axis.peek(), span: this.span.peek(), channels: this.#overlayChannels(channels) }));
  }

  #askPlaces(): void {
    void this.track.value;
    void this.loader.version.value;
    const [axis, markers] = [this.axis.value, this.markers.all.value];
    this.#client.ask('places', { laps: this.#ids.value, axis, keys: markers.map(markerKey), marks: markers.map(({ lap, at, unit }) => ({ lap, at, unit })) });
  }

  #askCursor(): void {
    void this.view.value;
    const x = this.cursor.value;
    if (x === null) {
      this.values.value = null;
      return;
    }
    const channels = this.#overlayChannels(this.#shownChannels.value);
    this.#knowing(() => this.#client.ask('cursor', { laps: this.#ids.peek(), reference: this.reference.value, axis: this.axis.value, channels, x }));
  }

  #askRange(): void {
    void this.view.value;
    const { a, b } = this.marks.value;
    if (a === null || b === null || a === b) {
      this.range.value = null;
      return;
    }
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    this.#knowing(() => this.#client.ask('range', { laps: this.#ids.peek(), reference: this.reference.value, axis: this.axis.value, channel: this.rangeChannel.value, from, to }));
  }

  #summarised(answer: SummaryAnswer): void {
    batch(() => {
      this.summary.value = answer;
      const worst = this.losses.value.toSorted((a, b) => b.loss - a.loss)[0];
      if (this.cursor.peek() === null && worst && this.axis.peek() === 'distance') this.cursor.value = (worst.section.from + worst.section.to) / 2;
    });
  }

  /** The whole of the axis. */
  get whole(): Span {
    const summary = this.summary.peek();
    return { from: 0, to: (this.axis.peek() === 'distance' ? summary?.length : summary?.longest) || 1 };
  }

  get shown(): Span {
    return this.span.peek() ?? this.whole;
  }

  setAxis(axis: OverlayAxis): void {
    if (axis === this.axis.peek()) return;
    batch(() => {
      this.axis.value = axis;
      this.span.value = null;
      this.cursor.value = null;
      this.marks.value = { a: null, b: null };
    });
  }

  /** Shows a stretch, as far as it lies in the lap; all of it where it is as long as that. */
  show(from: number, to: number): void {
    const { whole } = this;
    const width = Math.max(Math.min(NARROWEST[this.axis.peek()], whole.to), Math.min(to - from, whole.to));
    const begin = Math.min(Math.max(from, 0), whole.to - width);
    this.span.value = width >= whole.to * 0.9999 ? null : { from: begin, to: begin + width };
  }

  /** Zooms by a factor and leaves `at` where it is on the screen. */
  zoom(factor: number, at: number): void {
    const { from, to } = this.shown;
    this.show(at - (at - from) * factor, at - (at - from) * factor + (to - from) * factor);
  }

  /** Moves the view by a share of its width. */
  pan(share: number): void {
    const { from, to } = this.shown;
    this.show(from + share * (to - from), to + share * (to - from));
  }

  /** Puts a marker on the lap that is looked at. @param x of the axis */
  mark(x: number): void {
    const lap = this.focus.peek();
    if (lap !== null) void this.markers.put(lap, { at: x, unit: this.axis.peek() === 'distance' ? 'm' : 's', text: '' });
  }

  /** Looks at a marker's lap, and puts the cursor where the marker is. @param x of the axis */
  jumpTo({ lap }: { lap: string }, x: number): void {
    this.pitWall.lapChoice.lookAt(lap);
    const { from, to } = this.shown;
    if (x < from || x > to) this.show(x - (to - from) / 2, x + (to - from) / 2);
    this.moveCursor(x);
  }

  moveCursor(x: number): void {
    const { whole } = this;
    this.cursor.value = Math.min(Math.max(x, whole.from), whole.to);
  }
}

const isInCatalogue = (name: string): boolean => CHANNELS.some((channel) => channel.name === name);
