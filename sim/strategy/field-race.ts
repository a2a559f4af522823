import { classify } from './classify.ts';
import { age, beginFlags, endFlags } from './flags.ts';
import { greenAndDrsLaps } from './lap-times.ts';
import { overtake } from './overtake.ts';
import { inLap, outLap } from './pit-laps.ts';
import { RaceState, type Verdict } from './race-state.ts';
import { retire } from './retire.ts';

/**
 * One race of a field, lap by lap; run it again for the next.
 *
 * The order inside a lap is the model: out-laps, lap times with DRS, flags, wear and fuel, retirements, overtaking, in-laps,
 * ends of flags (`docs/strategy.md`).
 */
export class FieldRace extends RaceState {
  /** Drives the race and classifies it: `order` is the result, `times` and `places` how it came about. */
  run(): Verdict {
    this.#line();
    const { laps } = this.field;
    for (let lap = 1; lap <= laps; lap++) this.#lap(lap);
    this.verdict = classify(this);
    return this.verdict;
  }

  #line(): void {
    const { field } = this;
    const { count, laps, spec } = field;
    this.order.set(field.grid);
    this.running = count;
    for (let place = 0; place < count; place++) this.places[field.grid[place]!] = place;
    for (let c = 0; c < count; c++) {
      this.times[c] = 0;
      this.stint[c] = field.firstStint[c]!;
    }
    this.pitted.fill(0);
    this.pitCount = 0;
    this.calledCount = 0;
    this.offPlan = false;
    this.waiting.fill(0);
    this.decided.fill(-1);
    this.late.fill(0);
    this.drsFrom.fill(spec.drs ? spec.drs.fromLap : laps + 1);
    this.progress.fill(0);
    this.retired.fill(0);
    this.duelled.fill(0);
    this.offTable.fill(0);
    this.activePhase.fill(-1);
    this.nextPhase.fill(0);
    this.ghostLaps.fill(-1);
    this.mayPass.fill(1);
    this.someMayNot = false;
    this.flagShown = false;
    this.verdict = 0;
  }

  #lap(lap: number): void {
    const flags = this.phases.count > 0;
    if (this.pitCount > 0) outLap(this, lap);
    greenAndDrsLaps(this, lap);
    if (flags) beginFlags(this, lap);
    if (flags || this.offPlan) age(this, lap);
    if (this.retiring > 0) retire(this, lap);
    overtake(this, lap);
    inLap(this, lap);
    if (flags) endFlags(this, lap);
    this.#close(lap);
  }

  #close(lap: number): void {
    const { order, now, times, places, running, progress } = this;
    const { count } = this.field;
    const row = lap * count;
    for (let place = 0; place < count; place++) {
      const c = order[place]!;
      places[row + c] = place;
      if (place < running) {
        times[row + c] = now[c]!;
        progress[c] = lap;
      } else {
        times[row + c] = NaN;
      }
    }
  }
}
