export type PhaseKind = 'SC' | 'VSC';

/** A safety car or virtual safety car, from and to in laps driven: 16.3 is 30% into lap 17. */
export interface Phase {
  start: number;
  end: number;
  kind: PhaseKind;
}

/** Phases as tables, so that many races can be run without making objects: where they lie in laps, and when they come in seconds. */
export class Phases {
  count = 0;
  /** Laps driven. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** 1 for a safety car, 0 for a virtual one. */
  readonly safetyCar: Uint8Array;
  /** s since the start of the race; Infinity for an end that the flag forestalls. */
  readonly startTime: Float64Array;
  readonly endTime: Float64Array;
  /** s that the safety car is slower on its first lap. */
  readonly delay: Float64Array;
  /** Whole laps behind the safety car; Infinity where it stays to the flag. */
  readonly turns: Float64Array;

  constructor(capacity: number) {
    this.start = new Float64Array(capacity);
    this.end = new Float64Array(capacity);
    this.safetyCar = new Uint8Array(capacity);
    this.startTime = new Float64Array(capacity);
    this.endTime = new Float64Array(capacity);
    this.delay = new Float64Array(capacity);
    this.turns = new Float64Array(capacity);
  }

  /** Of phases in rising order. What ends after the race ends with it. */
  static of(phases: readonly Phase[], laps: number): Phases {
    const table = new Phases(phases.length);
    for (const { start, end, kind } of phases) table.add(start, Math.min(end, laps), kind === 'SC' ? 1 : 0);
    return table;
  }

  add(start: number, end: number, safetyCar: 0 | 1): void {
    const at = this.count++;
    this.start[at] = start;
    this.end[at] = end;
    this.safetyCar[at] = safetyCar;
    this.startTime[at] = NaN;
    this.endTime[at] = NaN;
    this.delay[at] = 0;
    this.turns[at] = 0;
  }

  /** Brings what was added last into its place among the others, which are in order. */
  settleLast(): void {
    for (let at = this.count - 1; at > 0 && this.start[at]! < this.start[at - 1]!; at--) {
      for (const column of [this.start, this.end, this.safetyCar]) {
        const kept = column[at]!;
        column[at] = column[at - 1]!;
        column[at - 1] = kept;
      }
    }
  }
}

/** No flags. */
export const GREEN = new Phases(0);
