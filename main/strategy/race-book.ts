import type { TrackView } from '../../common/race-view.ts';
import { LapwingError } from '../../common/errors.ts';
import type { LapHead } from '../../common/lap.ts';
import type { Advice } from '../../common/strategy-advice.ts';
import type { RaceFit } from '../../common/strategy-fit.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { TWO_COMPOUNDS_FROM } from '../../sim/driver/pit-plan.ts';
import type { RaceTrace } from '../../common/strategy-trace.ts';
import { numbersOf } from '../../sim/strategy/advice/numbers.ts';
import { raceInputs } from '../../sim/strategy/advice/race-inputs.ts';
import type { StrategyInputs } from '../../common/strategy.ts';
import { traceOf } from '../../sim/strategy/advice/trace.ts';
import { Adviser } from '../../sim/strategy/advice/advise.ts';
import type { DrivenRace } from '../../sim/strategy/fit/driven-race.ts';
import { fitRace } from '../../sim/strategy/fit/fit-race.ts';
import type { Sqlite } from '../sqlite.ts';
import type { DrivenLaps } from './driven-laps.ts';
import { storedLaps } from './stored-laps.ts';

/** Earlier races on the same circuit that are looked at for what this one has not said yet. */
const EARLIER = 3;

interface RaceLine {
  track: string;
  started: number;
  laps: number | null;
}

/** What strategy knows of one race: as far as the store has it, and then as it is told. */
export class RaceBook {
  readonly race_id: string;
  readonly #laps: DrivenLaps;
  readonly #distance: number;
  readonly #leastCompounds: number;
  readonly #earlier: RaceFit | null;
  /** The newest fit and advisers, with the laps and flags that they stand on. */
  #now: { race: DrivenRace; fit: RaceFit; adviser: Adviser } | undefined;

  /** Throws E_NO_RACE. */
  constructor(db: Sqlite, race_id: string) {
    const line = db.prepare<[string], RaceLine>('SELECT track, started, laps FROM race WHERE id = ?').get(race_id);
    const map = trackOf(db, race_id);
    if (!line && !map) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race_id)} in this data folder. The list of races says what there is.`);
    this.race_id = race_id;
    this.#laps = storedLaps(db, race_id, () => undefined);
    this.#distance = line?.laps ?? 0;
    const track = line?.track ?? map!.name;
    this.#earlier = earlierFit(db, track, line?.started ?? Infinity, race_id);
    this.#leastCompounds = map && this.laps > 0 && this.laps * map.length < TWO_COMPOUNDS_FROM ? 1 : 2;
  }

  /** Of the whole race; 0 until race control has said it. */
  get laps(): number {
    return this.#laps.laps || this.#distance;
  }

  ended(head: LapHead): void {
    this.#laps.ended(head);
    this.#now = undefined;
  }

  hear(event: TimingEvent): void {
    this.#laps.hear(event);
    this.#now = undefined;
  }

  /** Up to a race time, s. */
  fit(until?: number): RaceFit {
    return this.#at(until).fit;
  }

  /** `hindsight`: as things stood then, by the numbers of all laps that there are now. */
  advise(car: string, until?: number, hindsight = false): Advice | null {
    const { race, adviser } = this.#at(until);
    return (hindsight && until !== undefined ? this.#adviser(race, this.#at().fit, until) : adviser).advise(car);
  }

  /** Up to a race time, s. */
  trace(until?: number): RaceTrace {
    const { race, fit } = this.#at(until);
    return traceOf(this.race_id, race, this.#laps.out(until), numbersOf(fit, this.#earlier));
  }

  /** What plans of a car are computed with, up to a race time, s. Throws E_NO_RACE while nobody has said how many laps there are. */
  inputs(car: string, until?: number): StrategyInputs {
    if (this.laps === 0) throw new LapwingError('E_NO_RACE', 'How many laps the race has is not known yet. Ask again after its start.');
    const { fit } = this.#at(until);
    return raceInputs(numbersOf(fit, this.#earlier), fit, car, this.laps);
  }

  #at(until?: number): { race: DrivenRace; fit: RaceFit; adviser: Adviser } {
    if (until === undefined && this.#now) return this.#now;
    const race = { ...this.#laps.race(until), laps: this.laps };
    const fit = fitRace(race);
    const at = { race, fit, adviser: this.#adviser(race, fit, until) };
    if (until === undefined) this.#now = at;
    return at;
  }

  #adviser(race: DrivenRace, fit: RaceFit, until: number | undefined): Adviser {
    return new Adviser({ race_id: this.race_id, race, out: this.#laps.out(until), fit, earlier: this.#earlier, leastCompounds: this.#leastCompounds });
  }
}

/** The circuit as it was kept when the race began. */
function trackOf(db: Sqlite, race_id: string): TrackView | undefined {
  const there = db.prepare<[], number>("SELECT 1 FROM sqlite_master WHERE name = 'race_track'").pluck().get();
  const json = there ? db.prepare<[string], string>('SELECT json FROM race_track WHERE race_id = ?').pluck().get(race_id) : undefined;
  return json === undefined ? undefined : (JSON.parse(json) as TrackView);
}

/** The newest that tells what a stop costs, else the newest. */
function earlierFit(db: Sqlite, track: string, before: number, not: string): RaceFit | null {
  const ids = db.prepare<[string, number, string, number], string>(
    "SELECT id FROM race WHERE track = ? AND started < ? AND id <> ? AND state = 'finished' ORDER BY started DESC LIMIT ?",
  );
  const fits: RaceFit[] = [];
  for (const id of ids.pluck().all(track, before, not, EARLIER)) {
    const fit = fitRace(storedLaps(db, id, () => undefined).race());
    if (fit.pit.stop.told) return fit;
    fits.push(fit);
  }
  return fits[0] ?? null;
}
