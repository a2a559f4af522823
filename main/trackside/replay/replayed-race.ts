import type { RaceView } from '../../../common/race-view.ts';
import { LapwingError } from '../../../common/errors.ts';
import type { ReplayTimeline } from '../../../common/replay.ts';
import type { TimingEvent } from '../../../common/timing.ts';
import type { LapStore, RaceRecord } from '../laps/lap-store.ts';
import { raceAfter } from '../race-state.ts';
import { LapShelf } from './lap-shelf.ts';
import { ReplayedCar } from './replayed-car.ts';
import { ReplayedFrames } from './replayed-frames.ts';
import { ReplayedTiming } from './replayed-timing.ts';

/** Physics steps a second of races that do not say so. */
const USUAL_STEP = 500;

/** A stored race, of which only that is read which is asked for. */
export class ReplayedRace {
  readonly race_id: string;
  readonly cars: readonly ReplayedCar[];
  readonly timing: ReplayedTiming;
  /** As it was before the first word of race control. */
  readonly opening: RaceView;
  /** Race time of the first and the last thing that there is, s. */
  readonly from: number;
  readonly to: number;
  private readonly found = new Set<string>();
  private readonly shelf: LapShelf;
  private readonly started: number;
  /** Called when `notes` has one more. */
  onNote: () => void = () => undefined;

  /**
   * `clock` tells the race time up to which the cars have records, s. Throws LapwingError E_NO_RACE, E_RACE_RUNNING, E_NO_LAP, or E_DB_CORRUPT where
   * the store is so damaged that nothing of the race can be found.
   */
  constructor(store: LapStore, race_id: string, clock: () => number) {
    const record = recordOf(store, race_id);
    if (!record) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race_id)} in this data folder. The list of races says what there is.`);
    if (record.state === 'running') {
      throw new LapwingError('E_RACE_RUNNING', `${race_id} is not over, or not all of it has arrived. Watch it live; it replays when it has ended.`);
    }
    this.race_id = race_id;
    this.started = record.started;
    const note = (text: string): void => {
      if (this.found.has(text)) return;
      this.found.add(text);
      this.onNote();
    };
    try {
      const shelf = new LapShelf(store.db, race_id, note);
      this.shelf = shelf;
      if (shelf.laps.length === 0) throw new LapwingError('E_NO_LAP', `${race_id} has no stored laps that can be read. There is nothing to replay.`);
      const heads = shelf.laps.map(({ head }) => head);
      const wholeLength = record.laps || Math.max(...heads.map((head) => head.lap));
      this.timing = new ReplayedTiming(store.db, race_id, heads, record.laps, note);
      const byCar = Map.groupBy(shelf.laps, ({ head }) => head.car);
      this.cars = [...byCar].map(([car, laps]) => new ReplayedCar(car, laps, shelf, clock));
      const entries = [...byCar.values()].map(([lap]) => {
        const { car, number, driver, team, model } = lap!.head;
        return { car, number, driver, team, model };
      });
      const started = this.timing.events.find((event) => event.type === 'started');
      const { head } = shelf.laps[0]!;
      this.opening = openingView({ ...record, laps: wholeLength }, started, head.rate, started ? [] : entries);
    } catch (error) {
      if (error instanceof LapwingError) throw error;
      throw new LapwingError('E_DB_CORRUPT', `${race_id} cannot be found in the store (${(error as Error).message}). Restore a backup of the data folder, or replay another race.`, { cause: error });
    }
    const { events } = this.timing;
    this.from = Math.min(events[0]?.racetime ?? Infinity, ...this.cars.map(({ laps }) => laps[0]!.racetime));
    this.to = Math.max(this.from, events.at(-1)?.racetime ?? -Infinity, ...this.cars.map(({ end }) => end));
  }

  /** What of the race cannot be shown, or not as it was, a line each. */
  get notes(): string[] {
    return [...this.found];
  }

  /** The race as its cars sent it, from the start. */
  frames(): ReplayedFrames {
    return new ReplayedFrames(this.shelf, this.started);
  }

  /** The race as a screen saw it after the first `count` events. */
  viewAfter(count: number): RaceView {
    return this.timing.events.slice(0, count).reduce(raceAfter, this.opening);
  }

  get timeline(): ReplayTimeline {
    const first = new Map<number, number>();
    for (const { laps } of this.cars) for (const { lap, racetime } of laps) first.set(lap, Math.min(first.get(lap) ?? Infinity, racetime));
    const laps = [...first].map(([lap, racetime]) => ({ lap, racetime })).sort((a, b) => a.lap - b.lap);
    return { laps, marks: this.timing.marks };
  }

  /** When the laps of a car began, or without one those of the first on track. */
  lapsOf(car: string | undefined): { lap: number; racetime: number }[] {
    return this.cars.find((each) => each.car === car)?.laps ?? this.timeline.laps;
  }
}

/** Throws LapwingError E_DB_CORRUPT. */
function recordOf(store: LapStore, race_id: string): RaceRecord | undefined {
  try {
    return store.races().find((race) => race.race_id === race_id);
  } catch (error) {
    throw new LapwingError('E_DB_CORRUPT', `The list of races cannot be read (${(error as Error).message}). Restore a backup of the data folder.`, { cause: error });
  }
}

type Started = Extract<TimingEvent, { type: 'started' }>;

function openingView(record: { race_id: string; track: string; laps: number; seed: number }, started: Started | undefined, rate: number, cars: RaceView['cars']): RaceView {
  const { race_id, track, laps, seed } = record;
  const { track_title = track, car_title = null, step = USUAL_STEP, noise = false, weather_kind = null } = started ?? {};
  return {
    ...{ race_id, track, laps, seed, rate, speed: 1, track_title, car_title, step, noise, weather_kind, state: 'running', racetime: 0, lap: 0, cars },
    ...{ flag: 'green', flag_phase: null, yellow_sectors: [], weather: null },
  };
}
