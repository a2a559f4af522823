import { describe, expect, test } from 'vitest';
import { Random } from '../../../sim/random.ts';
import { MathError } from '../../../common/math/math-error.ts';
import { MathBook } from '../../../common/math/math-book.ts';
import { constant, trouble } from './support.ts';

describe('reading an expression', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['10 - 4 - 3', 3],
    ['12 / 4 / 3', 1],
    ['1 < 2 and not 3 < 2', 1],
    ['false or true && false', 0],
    ['!true || 1 <> 1', 0],
    ['if(2 >= 2, .5e1, 7)', 5],
    ['max(1, 2, 3) - min(4, 5)', -1],
    ['1 # the rest is not looked at\n + 1', 2],
    ['ABS(-Pi) / pi', 1],
    ['hypot(3, 4) + mod(-1, 3) + clamp(9, 0, 2)', 9],
  ])('%s', (expression, value) => {
    expect(constant(expression)[0]).toBeCloseTo(value, 12);
  });

  test.each([
    ['', 'Nothing is written yet', ''],
    ['Speed +', 'ends too early', ''],
    ['(Speed', '")" is missing', ''],
    ['Speed)', 'closes nothing', ')'],
    ['Speed Brake', 'operator is missing', 'Brake'],
    ['* Speed', 'value is missing before "*"', '*'],
    ['1 < 2 < 3', 'Two comparisons', '<'],
    ['Speed @ 3', 'means nothing', '@'],
    ['5 parsecs', 'no unit', 'parsecs'],
    ['Speed in', 'stands a unit', 'in'],
    ['1e999', 'too large', '1e999'],
    ['spede * 2', 'Is Speed meant', 'spede'],
    ['derivativ(Speed)', 'Is derivative meant', 'derivativ'],
    ['sqrt(Speed, 2)', 'written sqrt(x)', 'sqrt(Speed, 2)'],
    ['derivative', 'is a function', 'derivative'],
    ['constructor', 'no channel', 'constructor'],
    ['constructor(1)', 'no function', 'constructor'],
    ['__proto__(1)', 'no function', '__proto__'],
  ])('%s is refused at the place', (expression, says, at) => {
    const found = trouble(expression);
    expect(found.says).toContain(says);
    expect(found.says).not.toContain('\n');
    expect(found.at).toBe(at);
  });

  test.each([
    ['1+'.repeat(900) + '1', 'parts'],
    ['1+'.repeat(1001), 'characters'],
    ['('.repeat(300), 'inside each other'],
    ['-'.repeat(300) + '1', 'inside each other'],
    ['abs('.repeat(150), 'inside each other'],
    ['2^'.repeat(150) + '2', 'inside each other'],
  ])('what is too long or too deep is refused', (expression, says) => {
    expect(trouble(expression).says).toContain(says);
  });

  test('whatever is typed gives a program or a MathError, within the text', () => {
    const random = new Random(7, 0);
    const pieces = ['Speed', 'Brake', 'distance', 'time', 'nan', '1', '2.5', '5 %', '3 km/h', '0.2 s', '5 Hz', '(', ')', '(', ')', ',', '+', '-', '*', '/', '^', '<', '>=', '=', ' in m/s', 'and', 'not', 'if(', 'derivative(', 'smooth(', 'reference(', 'lowpass(', 'max(', '#', '\n', '°', '½', '\u0000', 'é', '😀', '"', "'"];
    const book = new MathBook([{ name: 'own', expression: 'Speed * 2' }]);
    let right = 0;
    for (let n = 0; n < 20_000; n++) {
      let text = '';
      for (let i = 1 + random.below(14); i > 0; i--) text += pieces[random.below(pieces.length)]! + (random.below(3) === 0 ? ' ' : '');
      const found = book.compile(text);
      if (found instanceof MathError) {
        expect(found.from).toBeGreaterThanOrEqual(0);
        expect(found.to).toBeGreaterThanOrEqual(found.from);
        expect(found.to).toBeLessThanOrEqual(text.length + 1);
        expect(found.message).not.toMatch(/\n|undefined/);
      } else right++;
    }
    expect(right).toBeGreaterThan(100);
  });
});
