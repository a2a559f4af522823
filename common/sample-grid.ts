/**
 * When the channels of one car are sampled. Instants are counted from race time 0; a channel has a sample at those whose
 * number is a multiple of its stride. An instant at which any channel has one is a record.
 */
export interface SampleGrid {
  /** From one instant to the next, s. */
  readonly interval: number;
  /** One a channel, instants. */
  readonly strides: readonly number[];
}

/** Instants a second that a grid may have: more is no logger. */
const FINEST = 100_000;
/** Different rates that a grid may have. */
const MOST_RATES = 50;

/** The coarsest grid that holds every rate, Hz. Throws RangeError for rates that have none, such as a fraction beside others. */
export function gridOf(rates: readonly number[]): SampleGrid {
  const [first = 1] = rates;
  if (rates.every((rate) => rate === first)) return { interval: 1 / first, strides: rates.map(() => 1) };
  if (new Set(rates).size > MOST_RATES) throw new RangeError(`channels of more than ${MOST_RATES} different rates`);
  let instants = 1;
  for (const rate of rates) {
    if (!Number.isInteger(rate) || rate < 1) throw new RangeError(`a channel of ${rate} samples a second does not fit the others`);
    instants = (instants / greatestDivisor(instants, rate)) * rate;
    if (instants > FINEST) throw new RangeError(`no grid of ${FINEST} instants a second or fewer holds all rates`);
  }
  return { interval: 1 / instants, strides: rates.map((rate) => instants / rate) };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Tells the race time of an instant, s: the same number from whichever frame or lap it is read. */
export function instantClock(interval: number): (instant: number) => number {
  const rate = Math.round(1 / interval);
  const whole = Math.abs(rate * interval - 1) < 1e-9;
  return (instant) => (whole ? instant / rate : instant * interval);
}

/** Whether a channel of this stride has a sample at an instant. */
export function hasSample(stride: number, instant: number): boolean {
  return instant % stride === 0;
}

/** Samples that a channel has at `count` instants from number `first` on. */
export function samplesIn(stride: number, first: number, count: number): number {
  return Math.floor((first + count - 1) / stride) - Math.floor((first - 1) / stride);
}

/** Strides that tell the records: those that are no multiple of another one. */
export function sieveOf(strides: readonly number[]): number[] {
  const distinct = [...new Set(strides)].sort((a, b) => a - b);
  return distinct.filter((stride, i) => !distinct.slice(0, i).some((finer) => stride % finer === 0));
}

export function isRecord(sieve: readonly number[], instant: number): boolean {
  for (let i = 0; i < sieve.length; i++) if (hasSample(sieve[i]!, instant)) return true;
  return false;
}

/** Records among `count` instants from number `first` on. */
export function recordsIn(sieve: readonly number[], first: number, count: number): number {
  if (sieve.length === 1) return samplesIn(sieve[0]!, first, count);
  let records = 0;
  for (let i = 0; i < count; i++) if (isRecord(sieve, first + i)) records++;
  return records;
}
