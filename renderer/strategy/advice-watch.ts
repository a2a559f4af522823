import { computed, effect, signal } from '@preact/signals';
import type { Advice } from '../../common/strategy-advice.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { latestWins } from './latest-wins.ts';

interface Question {
  race_id: string;
  car: string;
  racetime: number;
}

type Watching = Pick<PitWall, 'connection' | 'host' | 'race' | 'raceId' | 'picks' | 'standings'> & { replay: Pick<PitWall['replay'], 'view' | 'now'> };

/** Box now or stay out, for one car of the race that is shown: as it is told while that is live, and as it stood then in a replay. */
export class AdviceWatch {
  /** By hand; null: the car that is looked at on the Live screen. */
  readonly chosen = signal<string | null>(null);
  /** Undefined until there is an answer; null where nothing can be said. What was said stays until it is said anew. */
  readonly advice = signal<Advice | null | undefined>(undefined);
  /** Why there is none. */
  readonly trouble = signal<string | null>(null);
  readonly #pitWall: Watching;
  readonly #ends: (() => void)[];
  #last: string | null = null;

  /** Whose advice is shown; null while no car is known. While there are no standings, as after a jump of a replay, it stays the same. */
  readonly car = computed((): string | null => {
    const { picks, standings } = this.#pitWall;
    const rows = standings.value?.rows ?? [];
    const there = (car: string | null): boolean => rows.some((row) => row.car === car);
    const chosen = this.chosen.value;
    const focus = picks.focus.value;
    if (rows.length > 0) this.#last = there(chosen) ? chosen : there(focus) ? focus : rows[0]!.car;
    return this.#last;
  });

  readonly #replaying = computed(() => this.#pitWall.replay.view.value !== null);

  /** Whether cars are on the track, or were when what is shown happened. */
  readonly on = computed(() => this.#replaying.value || this.#pitWall.race.value?.state === 'running');

  constructor(pitWall: Watching) {
    this.#pitWall = pitWall;
    const { connection } = pitWall;
    const ask = latestWins(
      (asked: Question) => connection.request('strategy.advice', asked),
      (advice, { race_id, car }) => this.#show(advice, race_id, car),
      (error) => this.#fail(error),
    );
    this.#ends = [
      connection.on('advice', (advice) => !this.#replaying.value && this.#show(advice, advice.race_id, advice.car)),
      effect(() => this.#watch()),
      // Standings come as a replay goes on, and when it jumps.
      effect(() => {
        const [car, race_id] = [this.car.value, pitWall.raceId.value];
        if (!this.#replaying.value || !pitWall.standings.value || car === null || race_id === null) return;
        ask({ race_id, car, racetime: pitWall.replay.now(performance.now()) });
      }),
    ];
  }

  #watch(): void {
    const { connection, host, raceId } = this.#pitWall;
    const [car, race_id, on] = [this.car.value, raceId.value, this.on.value];
    if (host.value !== 'connected') return;
    this.advice.value = undefined;
    this.trouble.value = null;
    const watched = on && !this.#replaying.value ? car : null;
    connection.request('strategy.watch', { car: watched }).then(
      (advice) => watched !== null && this.advice.peek() === undefined && this.#show(advice, race_id, watched),
      (error: unknown) => this.#fail(error),
    );
  }

  #show(advice: Advice | null, race_id: string | null, car: string): void {
    if (car !== this.car.peek() || race_id !== this.#pitWall.raceId.peek()) return;
    this.trouble.value = null;
    this.advice.value = advice;
  }

  #fail(error: unknown): void {
    this.trouble.value = error instanceof Error ? error.message : String(error);
  }

  /** Nobody looks any more. */
  close(): void {
    for (const end of this.#ends) end();
    if (this.#pitWall.host.value === 'connected') this.#pitWall.connection.request('strategy.watch', { car: null }).catch(() => undefined);
  }
}
