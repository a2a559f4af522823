import { signal } from '@preact/signals';
import type { Connection, RequestParams } from '../../common/contract.ts';
import { FASTEST_REPLAY, SLOWEST_REPLAY, type ReplayTimeline, type ReplayView } from '../../common/replay.ts';
import { latestWins } from '../strategy/latest-wins.ts';

/** Race seconds a second that a person chooses from. */
export const REPLAY_SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;

const REMEMBERED = 'lapwing.replay';

type Seek = RequestParams<'replay.seek'>;
type Step = RequestParams<'replay.step'>;
type Remembered = Required<Pick<RequestParams<'replay.open'>, 'race_id' | 'racetime' | 'playing' | 'speed' | 'together'>>;

export interface ReplayControlOptions {
  connection: Connection;
  attempt<T>(asking: Promise<T>): Promise<T | undefined>;
  /** Of this window alone: a reload goes on where it was. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Another replay is shown than before, or one instead of the live race. */
  onBegin(): void;
  /** What was shown is not what came before. */
  onJump(): void;
  /** The live race is shown again. */
  onEnd(): void;
}

/** The replay that this window shows, if it shows one, and all that can be done with it. */
export class ReplayControl {
  /** Null while the live race is shown. */
  readonly view = signal<ReplayView | null>(null);
  readonly timeline = signal<ReplayTimeline | null>(null);
  readonly #options: ReplayControlOptions;
  #heardAt = 0;
  #closing = false;
  readonly #seek = latestWins((to: Seek) => this.#options.attempt(this.#options.connection.request('replay.seek', to)), () => {}, () => {});

  constructor(options: ReplayControlOptions) {
    this.#options = options;
    options.connection.on('replay', (view) => this.#take(view));
  }

  /** Race time now, s, reckoned from when the workstation last said it. @param wall ms, as `performance.now()` counts */
  now(wall: number): number {
    const view = this.view.value;
    if (!view) return 0;
    const since = view.playing ? ((wall - this.#heardAt) / 1000) * view.speed : 0;
    return Math.min(view.to, view.racetime + Math.max(0, since));
  }

  #take(view: ReplayView): void {
    if (this.#closing) return;
    const before = this.view.value;
    this.view.value = view;
    this.#heardAt = performance.now();
    this.#remember(view);
    if (before?.replay !== view.replay) {
      if (before?.race_id !== view.race_id) void this.#fetchTimeline(view.race_id);
      this.#options.onBegin();
    } else if (before.jumps !== view.jumps) this.#options.onJump();
  }

  async #fetchTimeline(race_id: string): Promise<void> {
    this.timeline.value = null;
    const timeline = await this.#options.attempt(this.#options.connection.request('replay.timeline', {}));
    if (timeline && this.view.value?.race_id === race_id) this.timeline.value = timeline;
  }

  #remember({ race_id, racetime, playing, speed, together }: ReplayView): void {
    this.#options.storage.setItem(REMEMBERED, JSON.stringify({ race_id, racetime, playing, speed, together } satisfies Remembered));
  }

  /** Shows a stored race; false when that cannot be, which is told. */
  async open(race_id: string, how: Partial<Remembered> = {}): Promise<boolean> {
    this.#closing = false;
    const view = await this.#options.attempt(this.#options.connection.request('replay.open', { ...how, race_id }));
    return view !== undefined;
  }

  /** The connection is there anew: what this window replayed before goes on. */
  async resume(): Promise<void> {
    const json = this.#options.storage.getItem(REMEMBERED);
    if (json === null) return;
    this.view.value = null;
    const remembered = JSON.parse(json) as Remembered;
    if (!(await this.open(remembered.race_id, remembered))) this.#options.storage.removeItem(REMEMBERED);
  }

  /** Back to the live race. */
  async close(): Promise<void> {
    if (!this.view.value) return;
    this.#closing = true;
    this.#options.storage.removeItem(REMEMBERED);
    await this.#options.attempt(this.#options.connection.request('replay.close', {}));
    this.view.value = null;
    this.timeline.value = null;
    this.#options.onEnd();
  }

  /** To a race time or a lap; of several while one is under way, the last. */
  seek(to: Seek): void {
    this.#seek(to);
  }

  step(by: Step): void {
    void this.#options.attempt(this.#options.connection.request('replay.step', by));
  }

  /** By so many s of race time. */
  skip(seconds: number): void {
    this.seek({ racetime: this.now(performance.now()) + seconds });
  }

  toggle(): void {
    this.set({ playing: !this.view.value?.playing });
  }

  set(to: RequestParams<'replay.set'>): void {
    void this.#options.attempt(this.#options.connection.request('replay.set', to));
  }

  /** To the next faster or slower speed that there is. */
  changeSpeed(by: 1 | -1): void {
    const speed = this.view.value?.speed ?? 1;
    const next = by === 1 ? REPLAY_SPEEDS.find((each) => each > speed) : REPLAY_SPEEDS.findLast((each) => each < speed);
    this.set({ speed: next ?? (by === 1 ? FASTEST_REPLAY : SLOWEST_REPLAY) });
  }

  /** The lap that is being driven at a race time. */
  lapAt(racetime: number): number | null {
    return this.timeline.value?.laps.findLast((lap) => lap.racetime <= racetime + 1e-6)?.lap ?? null;
  }
}
