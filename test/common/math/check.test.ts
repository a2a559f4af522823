import { describe, expect, test } from 'vitest';
import { MathBook, nameTrouble } from '../../../common/math/math-book.ts';
import { MathError } from '../../../common/math/math-error.ts';
import { constant, program, trouble } from './support.ts';

describe('units', () => {
  test.each([
    ['Speed', 'm/s'],
    ['Speed * 3.6', 'm/s'],
    ['Speed in km/h', 'km/h'],
    ['derivative(Speed)', 'm/s²'],
    ['derivative(Speed) / g', ''],
    ['derivative(Speed) in g', 'g'],
    ['integrate(Speed)', 'm'],
    ['integrate(Throttle, distance)', 'm'],
    ['derivative(Altitude, distance)', ''],
    ['Fuel * Speed ^ 2', 'J'],
    ['2 * Throttle', '%'],
    ['Throttle / 100 %', ''],
    ['sqrt(Ax / PathCurvature)', 'm/s'],
    ['1 / Speed', 's/m'],
    ['derivative(time - reference(time), distance)', 's/m'],
    ['lowpass(TyreTempFL - TyreTempFR, 2 Hz)', '°C'],
    ['derivative(TyreTempFL)', '°C/s'],
    ['atan2(SpeedY, SpeedX) in °', '°'],
    ['Fuel ^ 2', 'kg²'],
    ['Fuel * TyreTempFL / Speed', 'kg·s·°C/m'],
    ['if(Brake > 5 %, Speed, nan)', 'm/s'],
    ['max(Speed, 0)', 'm/s'],
    ['Gear', ''],
    ['Speed > 200 km/h', ''],
  ])('%s is in "%s"', (expression, unit) => {
    expect(program(expression).unit).toBe(unit);
  });

  test.each([
    ['36 km/h + 1 m/s', 39.6, 'km/h'],
    ['1 m/s + 36 km/h', 11, 'm/s'],
    ['(1 bar) in kPa', 100, 'kPa'],
    ['50 % * 10 m', 5, 'm'],
    ['180 deg in rad', Math.PI, 'rad'],
    ['sin(90 °)', 1, ''],
    ['2 g / g', 2, ''],
    ['60 rpm in Hz', 2 * Math.PI, 'Hz'],
    ['3 m/s^2 * 2 s', 6, 'm/s'],
    ['3 m/s2 * 2 s', 6, 'm/s'],
    ['(9 m²) ^ 0.5', 3, 'm'],
  ])('%s = %d %s', (expression, value, unit) => {
    expect(constant(expression)[0]).toBeCloseTo(value, 12);
    expect(constant(expression)[1]).toBe(unit);
  });

  test.each([
    ['speed + fuel', 'speed is m/s, fuel is kg: they cannot be added.', 'fuel'],
    ['Speed - 3', 'Speed is m/s, 3 is a plain number: they cannot be subtracted. Write 3 m/s.', '3'],
    ['Throttle > 5', 'Throttle is %, 5 is a plain number: which is meant? Write 5 %.', '5'],
    ['1 + (Speed < 2 s)', 'Speed is m/s, 2 s is s: they cannot be compared.', '2 s'],
    ['Speed in kg', 'Speed is m/s: it cannot be counted in kg.', 'Speed in kg'],
    ['sin(Speed)', 'Speed is m/s: a plain number or an angle is wanted. Divide it by 1 m/s.', 'Speed'],
    ['if(Speed, 1, 2)', 'Speed is m/s, not a condition: compare it, as in Speed > 0.', 'Speed'],
    ['(Speed > 1 m/s) * 2', '(Speed > 1 m/s) is a condition, not a value', '(Speed > 1 m/s)'],
    ['lowpass(Speed, 5)', '5 is a plain number: a frequency is in Hz, as in 5 Hz.', '5'],
    ['lowpass(Speed, -1 Hz)', 'The frequency must be above 0.', '-1 Hz'],
    ['smooth(Speed, Speed)', 'Speed is m/s: The width is in s or in m.', 'Speed'],
    ['smooth(Speed, time)', 'time changes along the lap', 'time'],
    ['Speed ^ Gear', 'Gear changes along the lap', 'Gear'],
    ['reference(reference(Speed))', 'looks at the reference lap already', 'reference(reference(Speed))'],
  ])('%s does not fit', (expression, says, at) => {
    const found = trouble(expression);
    expect(found.says).toContain(says);
    expect(found.at).toBe(at);
  });

  test('what jumps is told from what moves', () => {
    expect(['Gear', 'Gear + 1', 'Speed > 3 m/s', 'floor(Speed)', 'if(Gear = 3, 1, nan)'].map((each) => program(each).stepped)).toEqual([true, true, true, true, true]);
    expect(['Speed', 'Gear * Speed', 'smooth(Gear, 1 s)', 'derivative(Gear)'].map((each) => program(each).stepped)).toEqual([false, false, false, false]);
  });

  test('it is known which channels are needed', () => {
    const own = [{ name: 'Slip', expression: 'WheelSpeedFL * 0.3 m - speed' }];
    expect(program('slip / Speed', own).channels.toSorted()).toEqual(['Speed', 'WheelSpeedFL']);
    expect(program('reference(time)').refers).toBe(true);
  });
});

describe('math channels of each other', () => {
  const book = (definitions: Record<string, string>): MathBook => new MathBook(Object.entries(definitions).map(([name, expression]) => ({ name, expression })));
  const says = (of: MathBook, name: string): string => (of.program(name) as MathError).message;

  test('a circle is refused by its names', () => {
    const circle = book({ One: 'Two + 1', Two: 'three', Three: 'ONE * 2', Self: 'Self', Fine: 'Speed' });
    expect(says(circle, 'One')).toBe('One is made of itself: One → Two → Three → One.');
    expect(says(circle, 'Three')).toBe('One is made of itself: One → Two → Three → One.');
    expect(says(circle, 'self')).toBe('Self is made of itself.');
    expect(circle.program('Fine')).not.toBeInstanceOf(MathError);
  });

  test('what is wrong with one is told where it is used', () => {
    expect(says(book({ Bad: 'Speed + Fuel', User: 'Bad * 2' }), 'User')).toBe('The math channel Bad does not work: Speed is m/s, Fuel is kg: they cannot be added.');
  });

  test('no more than so many lie in each other', () => {
    const chain = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, i === 0 ? 'Speed' : `c${i - 1} + c${i - 1}`]));
    const found = book(chain);
    expect(found.program('c9')).not.toBeInstanceOf(MathError);
    expect(says(found, 'c19')).toContain('lie in each other');
    for (let i = 0; i < 10; i++) expect(found.program(`c${i}`)).not.toBeInstanceOf(MathError);
  });

  test('names', () => {
    expect(nameTrouble('Slip', [])).toBeNull();
    expect(nameTrouble('speed', [])).toContain('Speed is a channel');
    expect(nameTrouble('Derivative', [])).toContain('word of the language');
    expect(nameTrouble('in', [])).toContain('word of the language');
    expect(nameTrouble('slip', ['Slip'])).toContain('There is a math channel Slip');
    expect(nameTrouble('1st', [])).toContain('begins with a letter');
    expect(nameTrouble('', [])).toContain('needs a name');
  });
});
