import { lapProgress } from '../../../common/analysis/lap-progress.ts';
import { placesAt } from '../../../common/analysis/places.ts';
import { evaluateMath } from '../../../common/math/evaluate.ts';
import type { MathBudget } from '../../../common/math/math-budget.ts';
import type { MathGrid, MathLap, MathLine, Plan } from '../../../common/math/plan.ts';
import { reading } from '../laps/lap-functions.ts';
import type { OpenLap } from '../laps/open-lap.ts';

/** By how much two samples may be further apart than usual before something counts as missing. */
const APART = 1.5;

/** A stored lap, as expressions are evaluated over it. */
export class StoredMathLap implements MathLap {
  private readonly lap: OpenLap;
  private readonly compared: StoredMathLap | null;
  private readonly grids = new Map<number, MathGrid>();
  private began: number | undefined;

  /** @param reference what `reference()` looks at; null for none */
  constructor(lap: OpenLap, reference: OpenLap | null) {
    this.lap = lap;
    this.compared = reference && new StoredMathLap(reference, null);
  }

  column(name: string): { stride: number; values: Float64Array } | null {
    const values = reading(() => this.lap.values(name));
    return values ? { stride: this.lap.strideOf(name)!, values } : null;
  }

  grid(stride: number): MathGrid {
    let grid = this.grids.get(stride);
    if (grid) return grid;
    const { interval, racetime0 } = this.lap.index;
    const instants = this.lap.instants(stride);
    const times = Float64Array.from(instants, (instant) => racetime0 + instant * interval - this.start);
    const breaks = Uint8Array.from(instants, (instant, i) => Number(i + 1 < instants.length && instants[i + 1]! - instant > APART * stride));
    this.grids.set(stride, (grid = { times, places: this.placesOf(times), breaks, interval: stride * interval }));
    return grid;
  }

  reference(plan: Plan, budget: MathBudget): MathLine | null {
    const found = this.compared && evaluateMath(plan, this.compared, budget);
    const { places, breaks } = found ? this.compared.grid(found.stride) : { places: null, breaks: null };
    return places && { xs: places, ys: found!.values, breaks };
  }

  /** Race time at which the lap began, s: at the line, or with its first sample where that is not known. */
  private get start(): number {
    if (this.began !== undefined) return this.began;
    const { racetime0, interval } = this.lap.index;
    const distance = this.distance(0);
    const start = distance ? lapProgress({ ...distance, interval: interval * distance.stride, lapTime: null, length: Infinity, fromLine: true }).start : NaN;
    return (this.began = Number.isNaN(start) ? racetime0 : start);
  }

  private placesOf(times: Float64Array): Float64Array | null {
    const distance = this.distance(this.start);
    return distance && placesAt(times, distance);
  }

  /** `Distance` and when it was sampled, s since `start`. */
  private distance(start: number): { stride: number; times: Float64Array; distances: Float64Array } | null {
    const column = this.column('Distance');
    if (!column || column.values.length === 0) return null;
    const { racetime0, interval } = this.lap.index;
    const times = Float64Array.from(this.lap.instants(column.stride), (instant) => racetime0 + instant * interval - start);
    return { stride: column.stride, times, distances: column.values };
  }
}
