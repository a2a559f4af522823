/** States of a coder, as a power of two. */
export const STATE_BITS = 10;
const STATES = 1 << STATE_BITS;

/** Symbols that stand for one value each; then for 2, 4, 8, 16, 32 values, told apart by so many bits more; the last for all beyond, written in whole. */
const SINGLE = 16;
const GROUPS = 5;
const BEYOND = SINGLE + GROUPS;
const SYMBOLS = BEYOND + 1;
/** The first value that no group holds. */
export const FIRST_BEYOND = SINGLE + 2 * ((1 << GROUPS) - 1);

/** Of a symbol: its first value and the bits that follow it. */
const FIRST_VALUES = Int32Array.from({ length: SYMBOLS }, (_, s) => (s < SINGLE ? s : SINGLE + 2 * ((1 << (s - SINGLE)) - 1)));
const MORE_BITS = Int32Array.from({ length: SYMBOLS }, (_, s) => (s < SINGLE || s === BEYOND ? 0 : s - SINGLE + 1));
const SYMBOL_OF = Int32Array.from({ length: FIRST_BEYOND }, (_, value) => FIRST_VALUES.findLastIndex((first) => first <= value));

function symbolOf(value: number): number {
  return value < FIRST_BEYOND ? SYMBOL_OF[value]! : BEYOND;
}

/** Spreads of misses in steps for which a table is made: each for itself, */
const NARROW_SPREADS = [0.1, 0.125, 0.155, 0.194, 0.241, 0.301, 0.375, 0.467, 0.582, 0.725, 0.904, 1.13, 1.4];
/** and from there on, where the lower bits are written as they are, four for every power of two. */
const WIDE_SPREADS = [1.75, 2.08, 2.47, 2.94];
const NARROW = NARROW_SPREADS.length;
const WIDE = WIDE_SPREADS.length;
/** Number of a scale with which all misses are 0. */
export const ALL_ZERO = 0;
export const SCALES = 1 + NARROW + 30 * WIDE;

/** Lower bits of a folded miss that are written as they are. */
export const plainBits = (scale: number): number => (scale <= NARROW ? 0 : 1 + Math.floor((scale - 1 - NARROW) / WIDE));
/** Which table a scale has. */
const tableOf = (scale: number): number => (scale <= NARROW ? scale - 1 : NARROW + ((scale - 1 - NARROW) % WIDE));
const TABLES = NARROW + WIDE;

/** e^-x by sums and products alone: every platform must make the same tables. */
function fading(x: number): number {
  const small = x / 4096;
  let power = 1 - small + (small * small) / 2 - (small * small * small) / 6;
  for (let i = 0; i < 12; i++) power *= power;
  return power;
}

/** How often a miss of so many steps comes: a normal distribution, with some misses of twice and a few of five times its spread. */
function frequency(steps: number, spread: number): number {
  let sum = 0;
  for (const [share, times] of [[0.92, 1], [0.07, 2.2], [0.01, 5]] as const) {
    const wide = spread * times;
    for (let part = -2; part <= 2; part++) {
      const place = (steps + part / 5) / wide;
      sum += (share / wide) * fading((place * place) / 2);
    }
  }
  return sum;
}

/** How often each value comes, so that they add up to the number of states and none is left out. */
function countsOf(table: number): Int32Array {
  const narrow = table < NARROW;
  const spread = narrow ? NARROW_SPREADS[table]! : WIDE_SPREADS[table - NARROW]!;
  const shares = new Float64Array(SYMBOLS);
  let total = 0;
  for (let value = 0; value < FIRST_BEYOND; value++) {
    const share = narrow ? frequency((value + 1) >> 1, spread) : frequency(value + 0.5, spread);
    shares[symbolOf(value)]! += share;
    total += share;
  }
  const counts = Int32Array.from(shares, (share) => Math.max(1, Math.round((share / total) * STATES)));
  const most = counts.indexOf(Math.max(...counts));
  counts[most]! += STATES - counts.reduce((sum, count) => sum + count, 0);
  return counts;
}

/** A table for the coder (asymmetric numeral systems): a state stands for a symbol, and with some bits from the stream for the next state. */
export interface MissTable {
  /** By state: bits to read in 4 bits, what they are added to in 10, how many bits follow the symbol in 5 (31: written in whole), its first value in the rest. */
  read: Int32Array;
  /** By value below `FIRST_BEYOND`, and for all beyond at that place: how many bits of the state to write, as `(state + this) >> 16`. */
  bits: Int32Array;
  /** Likewise: where in `states` the next state is, the rest of the state added. */
  next: Int32Array;
  states: Int32Array;
}

/** By value, and for all beyond: its symbol's first value and the bits that follow. */
export const VALUE_FIRST = Int32Array.from({ length: FIRST_BEYOND + 1 }, (_, value) => FIRST_VALUES[symbolOf(value)]!);
export const VALUE_MORE = Int32Array.from({ length: FIRST_BEYOND + 1 }, (_, value) => MORE_BITS[symbolOf(value)]!);

/** In place of the bits that follow: more than can be read at once. */
export const WHOLE = 31;
const made: (MissTable | undefined)[] = Array.from({ length: TABLES });

export function missTable(scale: number): MissTable {
  const table = tableOf(scale);
  return (made[table] ??= make(countsOf(table)));
}

function make(counts: Int32Array): MissTable {
  const begins = new Int32Array(SYMBOLS);
  for (let s = 1; s < SYMBOLS; s++) begins[s] = begins[s - 1]! + counts[s - 1]!;
  const symbols = new Int32Array(STATES);
  let place = 0;
  // A step that is prime to the number of states comes to each of them once, and spreads a symbol's evenly.
  const step = (STATES >> 1) + (STATES >> 3) + 3;
  counts.forEach((count, s) => {
    for (let i = 0; i < count; i++) {
      symbols[place] = s;
      place = (place + step) & (STATES - 1);
    }
  });
  const next = counts.slice();
  const read = new Int32Array(STATES);
  const states = new Int32Array(STATES);
  symbols.forEach((s, state) => {
    const x = next[s]!++;
    states[begins[s]! + x - counts[s]!] = STATES + state;
    const bits = STATE_BITS - (31 - Math.clz32(x));
    const more = s === BEYOND ? WHOLE : MORE_BITS[s]!;
    read[state] = bits | (((x << bits) - STATES) << 4) | (more << 14) | (FIRST_VALUES[s]! << 19);
  });
  const bySymbol = Int32Array.from(counts, (count) => {
    // The fewest bits, and one more from the state on whose rest would be too large for the symbol otherwise.
    const fewest = STATE_BITS - 1 - (31 - Math.clz32(count));
    return ((fewest + 1) << 16) - (count << (fewest + 1));
  });
  const values = Array.from({ length: FIRST_BEYOND + 1 }, (_, value) => symbolOf(value));
  return { read, bits: Int32Array.from(values, (s) => bySymbol[s]!), next: Int32Array.from(values, (s) => begins[s]! - counts[s]!), states };
}

/** Values of one length in bits that are looked at for what they cost. */
const LOOKS = 16;
let costs: Float64Array[] | undefined;

/** For each scale, what a folded miss of 0 to 32 bits costs in the mean, bits; for those who write. */
export function missCosts(): readonly Float64Array[] {
  return (costs ??= Array.from({ length: SCALES }, (_, scale) => (scale === ALL_ZERO ? Float64Array.from({ length: 33 }, (__, b) => (b === 0 ? 0 : Infinity)) : costsOf(scale))));
}

function costsOf(scale: number): Float64Array {
  const counts = countsOf(tableOf(scale));
  const plain = plainBits(scale);
  return Float64Array.from({ length: 33 }, (_, length) => {
    const [low, high] = length === 0 ? [0, 1] : [2 ** (length - 1), 2 ** length];
    let sum = 0;
    for (let look = 0; look < LOOKS; look++) {
      const s = symbolOf(Math.floor((low + ((high - low) * look) / LOOKS) / 2 ** plain));
      sum += STATE_BITS - Math.log2(counts[s]!) + (s === BEYOND ? 32 : plain + MORE_BITS[s]!);
    }
    return sum / LOOKS;
  });
}
