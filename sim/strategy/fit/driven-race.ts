/** One lap as it was driven, whoever timed it. */
export interface DrivenLap {
  car: string;
  /** From 1. */
  lap: number;
  /** Race time at the line where it began, s. */
  start: number;
  /** s. */
  time: number;
  /** Whether the car began it in the pits, and whether it ended it there. */
  out: boolean;
  in: boolean;
  /** That it was driven on; laps of the set when the lap began. */
  compound: string;
  age: number;
  /** kg when it began; null where the car has not said it. */
  fuel: number | null;
  /** s in the box on this lap or the one before, told with the lap out of the pits; null where nobody knows. */
  standing: number | null;
  /** Whether it lapped another car or was lapped. */
  disturbed: boolean;
}

/** When lap times do not say what a car can do, s of race time. `end` is Infinity while it lasts. */
export interface Slow {
  start: number;
  end: number;
  why: 'safety-car' | 'vsc' | 'yellow' | 'wet';
}

/** A race as far as it has been driven. */
export interface DrivenRace {
  /** Of the whole race. */
  laps: number;
  driven: readonly DrivenLap[];
  slow: readonly Slow[];
}
