/** Exponents of metre, kilogram, second and degree Celsius. Angles and shares have none. */
export type Dimension = readonly [m: number, kg: number, s: number, celsius: number];

/** What a value is counted in. */
export interface Unit {
  /** As it is written behind a value; empty for a plain number. */
  symbol: string;
  /** How many of the coherent SI unit one of it is. Temperatures are counted from 0 °C. */
  factor: number;
  dimension: Dimension;
}

const NONE: Dimension = [0, 0, 0, 0];
export const PLAIN: Unit = { symbol: '', factor: 1, dimension: NONE };

/** m/s²: the acceleration of gravity by agreement. */
export const GRAVITY = 9.80665;

const table: readonly (readonly [symbol: string, factor: number, dimension: Dimension, ...spellings: string[]])[] = [
  ['m', 1, [1, 0, 0, 0]],
  ['mm', 1e-3, [1, 0, 0, 0]],
  ['cm', 1e-2, [1, 0, 0, 0]],
  ['km', 1e3, [1, 0, 0, 0]],
  ['s', 1, [0, 0, 1, 0]],
  ['ms', 1e-3, [0, 0, 1, 0]],
  ['min', 60, [0, 0, 1, 0]],
  ['h', 3600, [0, 0, 1, 0]],
  ['kg', 1, [0, 1, 0, 0]],
  ['m/s', 1, [1, 0, -1, 0]],
  ['km/h', 1 / 3.6, [1, 0, -1, 0]],
  ['mm/s', 1e-3, [1, 0, -1, 0]],
  ['m/s²', 1, [1, 0, -2, 0], 'm/s^2', 'm/s2'],
  ['g', GRAVITY, [1, 0, -2, 0]],
  ['m/s³', 1, [1, 0, -3, 0], 'm/s^3', 'm/s3'],
  ['m²', 1, [2, 0, 0, 0], 'm^2', 'm2'],
  ['1/m', 1, [-1, 0, 0, 0]],
  ['s/m', 1, [-1, 0, 1, 0]],
  ['ms/m', 1e-3, [-1, 0, 1, 0]],
  ['Hz', 1, [0, 0, -1, 0], '1/s'],
  ['rpm', Math.PI / 30, [0, 0, -1, 0]],
  ['rad/s', 1, [0, 0, -1, 0]],
  ['°/s', Math.PI / 180, [0, 0, -1, 0], 'deg/s'],
  ['rad/s²', 1, [0, 0, -2, 0], 'rad/s^2', 'rad/s2'],
  ['rad', 1, NONE],
  ['°', Math.PI / 180, NONE, 'deg'],
  ['%', 1e-2, NONE],
  ['kg/h', 1 / 3600, [0, 1, -1, 0]],
  ['kg/s', 1, [0, 1, -1, 0]],
  ['kg/m³', 1, [-3, 1, 0, 0], 'kg/m^3', 'kg/m3'],
  ['N', 1, [1, 1, -2, 0]],
  ['kN', 1e3, [1, 1, -2, 0]],
  ['N·m', 1, [2, 1, -2, 0], 'Nm'],
  ['J', 1, [2, 1, -2, 0]],
  ['kJ', 1e3, [2, 1, -2, 0]],
  ['MJ', 1e6, [2, 1, -2, 0]],
  ['W', 1, [2, 1, -3, 0]],
  ['kW', 1e3, [2, 1, -3, 0]],
  ['Pa', 1, [-1, 1, -2, 0]],
  ['kPa', 1e3, [-1, 1, -2, 0]],
  ['bar', 1e5, [-1, 1, -2, 0]],
  ['°C', 1, [0, 0, 0, 1], 'degC'],
  ['°C/s', 1, [0, 0, -1, 1], 'degC/s'],
];

const units = new Map(table.flatMap(([symbol, factor, dimension, ...more]) => [symbol, ...more].map((spelling): [string, Unit] => [spelling, { symbol, factor, dimension }])));
const longest = Math.max(...[...units.keys()].map(({ length }) => length));
/** What a coherent unit is called; of several the first of the table. */
const coherent = new Map(table.filter(([symbol, factor]) => factor === 1 && symbol !== 'rad').toReversed().map(([symbol, , dimension]) => [dimension.join(), symbol]));
coherent.set('0,0,-1,0', '1/s');
coherent.set('2,1,-2,0', 'J');
coherent.set('0,0,-2,0', '1/s²');

/** Every unit that can be written, as it is shown. */
export const UNIT_SYMBOLS: readonly string[] = table.map(([symbol]) => symbol);

/** A unit by how it is written; undefined where nobody knows it. */
export const unitNamed = (symbol: string): Unit | undefined => (symbol === '' ? PLAIN : units.get(symbol));

/** The longest unit that a text has at a place, and how many characters it takes. */
export function unitAt(text: string, at: number): { unit: Unit; length: number } | undefined {
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const unit = units.get(text.slice(at, at + length));
    if (unit && !(/[\p{L}\d_]$/u.test(text.slice(at, at + length)) && /^[\p{L}\d_]/u.test(text.slice(at + length)))) return { unit, length };
  }
  return undefined;
}

export const sameDimension = (a: Unit, b: Unit): boolean => a.dimension.every((exponent, i) => Math.abs(exponent - b.dimension[i]!) < 1e-9);

export const isDimensionless = (unit: Unit): boolean => sameDimension(unit, PLAIN);

/** The coherent unit of what comes of multiplying: `a` to some power times `b` to some power. */
export function productUnit(a: Unit, powerA: number, b: Unit = PLAIN, powerB = 1): Unit {
  const dimension = a.dimension.map((exponent, i) => exponent * powerA + b.dimension[i]! * powerB + 0) as unknown as Dimension;
  return { symbol: coherent.get(dimension.join()) ?? composed(dimension), factor: 1, dimension };
}

const RAISED: Readonly<Record<string, string>> = { 2: '²', 3: '³' };

function composed(dimension: Dimension): string {
  const part = (sign: 1 | -1): string[] =>
    ['kg', 'm', 's', '°C'].flatMap((base, i) => {
      const exponent = dimension[[1, 0, 2, 3][i]!]! * sign;
      if (exponent <= 1e-9) return [];
      return exponent === 1 ? [base] : [`${base}${RAISED[exponent] ?? `^${Number(exponent.toFixed(3))}`}`];
    });
  const [above, below] = [part(1).join('·'), part(-1)];
  if (below.length === 0) return above;
  return `${above || '1'}/${below.length > 1 ? `(${below.join('·')})` : below[0]!}`;
}
