const INCH = 0.0254;
const POUND = 0.45359237;

/**
 * What TORCS multiplies a number of each unit by (params.cpp). Every other unit is taken as it stands: `N`, `l`, `m`, `kg`, `s`.
 * `lbs` is always a mass there, so that `lbs/in` comes to kg/m: springs of TORCS's files are that much softer than they read.
 */
const FACTORS = new Map<string, number>([
  ['ft', 0.304801], ['feet', 0.304801],
  ['in', INCH], ['inch', INCH], ['inches', INCH],
  ['km', 1000], ['cm', 0.01], ['mm', 0.001],
  ['deg', Math.PI / 180],
  ['h', 3600], ['hour', 3600], ['hours', 3600],
  ['day', 86400], ['days', 86400],
  ['lb', POUND], ['lbs', POUND],
  ['lbf', POUND * 9.80665],
  ['slug', 14.59484546], ['slugs', 14.59484546],
  ['kPa', 1e3], ['MPa', 1e6], ['PSI', 6894.76], ['psi', 6894.76],
  ['rpm', Math.PI / 30], ['RPM', Math.PI / 30],
  ['%', 0.01], ['percent', 0.01],
  ['mph', 0.44704], ['MPH', 0.44704],
]);

/** SI value of one `unit`, which may be a product and a quotient of units with `.`, `/` and a `2` for a square: `kg.m2`, `lbs/in/s`. */
export function unitFactor(unit: string): number {
  const [above = '', ...below] = unit.split('/');
  return below.reduce((factor, part) => factor / productOf(part), productOf(above));
}

/** TORCS divides by everything that follows the first `/`. */
function productOf(part: string): number {
  let factor = 1;
  for (const [, name, square] of part.matchAll(/([^.2]+)(2?)/g)) factor *= (FACTORS.get(name!) ?? 1) ** (square ? 2 : 1);
  return factor;
}
