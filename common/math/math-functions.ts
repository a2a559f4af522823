/** A function of the language: how it is called and what it does, for people. */
export interface MathFunctionWords {
  name: string;
  takes: string;
  says: string;
}

export const MATH_FUNCTIONS = [
  { name: 'derivative', takes: 'x [, over]', says: 'How fast x changes, over time or over what is named: derivative(Speed), derivative(Altitude, distance)' },
  { name: 'integrate', takes: 'x [, over]', says: 'Sum of x since the lap began, over time or over what is named: integrate(Speed)' },
  { name: 'lowpass', takes: 'x, frequency', says: 'Without what is faster than a frequency, not moved in time: lowpass(Ax, 5 Hz)' },
  { name: 'highpass', takes: 'x, frequency', says: 'What lowpass takes away' },
  { name: 'smooth', takes: 'x, width', says: 'Mean over a width in s or m around each sample: smooth(Ax, 0.2 s), smooth(Ax, 20 m)' },
  { name: 'shift', takes: 'x, by', says: 'x as it was so many s or m before: shift(Throttle, 0.1 s)' },
  { name: 'reference', takes: 'x', says: 'x in the reference lap at the same place: Speed - reference(Speed)' },
  { name: 'if', takes: 'condition, x, y', says: 'x where the condition holds, else y: if(Brake > 5 %, Speed, nan)' },
  { name: 'min', takes: 'x, y [, z …]', says: 'The least of several values' },
  { name: 'max', takes: 'x, y [, z …]', says: 'The greatest of several values' },
  { name: 'clamp', takes: 'x, least, greatest', says: 'x, kept between two values' },
  { name: 'abs', takes: 'x', says: 'x without its sign' },
  { name: 'sign', takes: 'x', says: '1, 0 or −1, as x is above, at or below 0' },
  { name: 'sqrt', takes: 'x', says: 'Square root' },
  { name: 'hypot', takes: 'x, y [, z …]', says: 'Length of the hypotenuse: hypot(Ax, Ay)' },
  { name: 'floor', takes: 'x', says: 'The next whole number below' },
  { name: 'ceil', takes: 'x', says: 'The next whole number above' },
  { name: 'round', takes: 'x', says: 'The nearest whole number' },
  { name: 'mod', takes: 'x, y', says: 'What is left of x after whole multiples of y' },
  { name: 'exp', takes: 'x', says: 'e to the power of x' },
  { name: 'log', takes: 'x', says: 'Natural logarithm' },
  { name: 'log10', takes: 'x', says: 'Logarithm to base 10' },
  { name: 'sin', takes: 'x', says: 'Sine of an angle, rad or °' },
  { name: 'cos', takes: 'x', says: 'Cosine of an angle' },
  { name: 'tan', takes: 'x', says: 'Tangent of an angle' },
  { name: 'asin', takes: 'x', says: 'Angle of a sine, rad' },
  { name: 'acos', takes: 'x', says: 'Angle of a cosine, rad' },
  { name: 'atan', takes: 'x', says: 'Angle of a tangent, rad' },
  { name: 'atan2', takes: 'y, x', says: 'Angle of a direction, rad' },
  { name: 'isnan', takes: 'x', says: 'Whether x is not known' },
  { name: 'lap_mean', takes: 'x', says: 'Mean of x over the whole lap' },
  { name: 'lap_min', takes: 'x', says: 'The least x of the whole lap' },
  { name: 'lap_max', takes: 'x', says: 'The greatest x of the whole lap' },
  { name: 'lap_deviation', takes: 'x', says: 'Standard deviation of x over the whole lap' },
] as const satisfies readonly MathFunctionWords[];

/** Words that stand for a value. */
export const MATH_WORDS = [
  { name: 'time', says: 'Since the lap began, s' },
  { name: 'distance', says: 'Way from the line along the centre line, m' },
  { name: 'pi', says: '3.14159 …' },
  { name: 'g', says: 'Acceleration of gravity, 9.80665 m/s²' },
  { name: 'nan', says: 'A value that is not known: nothing is drawn' },
  { name: 'true', says: 'A condition that holds' },
  { name: 'false', says: 'A condition that does not hold' },
] as const;

export type MathFunctionName = (typeof MATH_FUNCTIONS)[number]['name'];
export type MathWord = (typeof MATH_WORDS)[number]['name'];

const RESERVED = new Set<string>([...MATH_FUNCTIONS.map(({ name }) => name), ...MATH_WORDS.map(({ name }) => name), 'and', 'or', 'not', 'in']);

/** Whether a name, in small letters, is a word of the language. */
export const isMathWord = (name: string): boolean => RESERVED.has(name);
