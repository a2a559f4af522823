import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LapwingError } from '../../common/errors.ts';
import { readCarFile } from '../../main/interchange/car-file.ts';
import { carNames, findCar } from '../../sim/car/cars.ts';
import { testFolder } from '../support/folder.ts';

type Json = Record<string, any>;

function write(text: string): string {
  const path = join(testFolder(), 'car.json');
  writeFileSync(path, text);
  return path;
}

/** The line that a GT is refused with once `change` has been at its document. */
function refusal(change: (car: Json) => void): string {
  const car = structuredClone(findCar('lapwing-gt')) as Json;
  change(car);
  return lineOf(write(JSON.stringify(car)));
}

function lineOf(path: string): string {
  try {
    readCarFile(path);
  } catch (error) {
    expect(error).toBeInstanceOf(LapwingError);
    const { code, message } = error as LapwingError;
    expect(code).toBe('E_CAR_FILE');
    expect(message).not.toContain('\n');
    return message.replace(path, 'car.json');
  }
  throw new Error('was read without complaint');
}

test.each(carNames())('%s comes back as it was written', (name) => {
  expect(readCarFile(write(JSON.stringify(findCar(name))))).toEqual(findCar(name));
});

test.each<[string, (car: Json) => void, string | RegExp]>([
  ['a negative mass', (car) => (car['mass'] = -1), 'car.json: mass: must be above 0.'],
  ['a mass in words', (car) => (car['mass'] = '1320 kg'), 'car.json: mass: must be a number.'],
  ['no mass', (car) => delete car['mass'], 'car.json: mass: must be a number.'],
  ['a number too large to be one', (car) => (car['tank'] = Infinity), 'car.json: tank: must be a number.'],
  ['a field that is not a car\'s', (car) => (car['colour'] = 'red'), /car\.json: the document: .*colour/],
  ['an engine beyond reckoning', (car) => (car['engine'].max = 1e30), /car\.json: engine\.max: must be at most /],
  ['a wheel of no inertia', (car) => (car['wheels'][0].inertia = 1e-9), 'car.json: wheels[0].inertia: must be at least 0.001 kg·m².'],
  ['one point of torque', (car) => car['engine'].torque.splice(1), 'car.json: engine.torque: must have two points or more.'],
  ['torque that turns back', (car) => car['engine'].torque.reverse(), 'car.json: engine.torque: must rise in rpm from point to point.'],
  ['a limiter below idle', (car) => (car['engine'].limiter = 900), 'car.json: engine.limiter: must be above the idle speed.'],
  ['no gears', (car) => (car['gearbox'].gears = []), 'car.json: gearbox.gears: must have one gear or more.'],
  ['eleven gears', (car) => (car['gearbox'].gears = Array(11).fill(car['gearbox'].gears[0])), 'car.json: gearbox.gears: must have at most 10 gears.'],
  ['a gear that turns nothing', (car) => (car['gearbox'].gears[2].ratio = 0), 'car.json: gearbox.gears[2].ratio: must be above 0.'],
  ['no tyre', (car) => (car['wheels'][2].rimDiameter = 0), 'car.json: wheels[2].rimDiameter: must be above 0.'],
  ['three wheels', (car) => car['wheels'].pop(), /car\.json: wheels/],
  ['all weight in front', (car) => (car['frontWeight'] = 1), 'car.json: frontWeight: must be between 0 and 1.'],
  ['more fuel than fits', (car) => (car['initialFuel'] = 111), 'car.json: initialFuel: is more than the tank holds.'],
  ['a layout of its own', (car) => (car['drive'].layout = 'sideways'), /car\.json: drive\.layout: /],
])('%s', (_, change, line) => {
  if (typeof line === 'string') expect(refusal(change)).toBe(line);
  else expect(refusal(change)).toMatch(line);
});

test('what is not JSON, not there or too large', () => {
  expect(lineOf(write('{"name": "x"'))).toMatch(/^car\.json: it is not JSON: /);
  expect(lineOf(write(' '.repeat(2 ** 20 + 1)))).toBe('car.json: 2 MB; such a file has at most 1 MB.');
  expect(lineOf(join(testFolder(), 'car.json'))).toMatch(/there is no such file/);
});
