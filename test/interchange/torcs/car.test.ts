import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LapwingError } from '../../../common/errors.ts';
import { readTorcsCar } from '../../../main/interchange/torcs/car.ts';
import { torcsCars } from '../../../main/interchange/torcs/cars.ts';
import { torcsRoots } from '../../../main/interchange/torcs/installation.ts';
import { testFolder } from '../../support/folder.ts';
import { saySkippedWithoutTorcs } from '../../support/without-torcs.ts';

const ROOT = fileURLToPath(new URL('../../fixtures/torcs', import.meta.url));
const KESTREL = join(ROOT, 'cars/kestrel/kestrel.xml');
const SETUP = join(ROOT, 'drivers/careful/kestrel.xml');
const DEGREE = Math.PI / 180;
const LBS_IN = 0.45359237 / 0.0254;

/** The line that the kestrel is refused with once `change` has been at its file. */
function refusal(change: (text: string) => string): string {
  const root = testFolder();
  cpSync(ROOT, root, { recursive: true });
  const path = join(root, 'cars/kestrel/kestrel.xml');
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
  try {
    readTorcsCar(path);
  } catch (error) {
    expect(error).toBeInstanceOf(LapwingError);
    const { code, message } = error as LapwingError;
    expect(message).not.toContain('\n');
    return `${code} ${message.replace(path, 'kestrel.xml')}`;
  }
  throw new Error('was read without complaint');
}

/** Sets the `nth` element of that name. */
function set(name: string, val: string, nth = 0): (text: string) => string {
  let seen = 0;
  return (text) => text.replaceAll(new RegExp(`(<attnum name="${name}".* val=")[^"]*`, 'g'), (whole, start: string) => (seen++ === nth ? start + val : whole));
}

describe('a car on its category', () => {
  const car = readTorcsCar(KESTREL);

  test('figures are in SI and where they belong', () => {
    expect(car).toMatchObject({
      name: 'kestrel', title: 'Kestrel 2.4', category: 'club', mass: 980, tank: 55, initialFuel: 55, frontWeight: 0.54,
      body: { length: 4.2, width: 1.75, height: 1.25 },
      engine: { torque: [[0, 60], [1500, 140], [3000, 210], [4500, 240], [6000, 220], [7000, 170]], idle: 850, limiter: 6900, max: 7500, brake: 0.33 },
      drive: { layout: 'rear', rear: { type: 'limited-slip', ratio: 3.9, lockDrive: 1200, lockCoast: 400, maxSlip: 0.05 } },
      brakes: { maxPressure: 14e6, frontShare: 0.58, front: { discDiameter: 0.3, friction: 0.35, material: 'iron' } },
    });
    expect(car.brakes.rear.pistonArea).toBeCloseTo(0.002, 12);
    expect(car.steering.lock).toBeCloseTo(28 * DEGREE, 12);
    expect(car.aero.rearWing.angle).toBeCloseTo(9 * DEGREE, 12);
  });

  test('axles and wings are measured from the centre of mass, which balances the weight', () => {
    const centre = 1.2 * 0.54 - 1.3 * 0.46;
    expect(car.frontAxle).toBeCloseTo(1.2 - centre, 12);
    expect(car.rearAxle).toBeCloseTo(-1.3 - centre, 12);
    expect(-car.rearAxle / (car.frontAxle - car.rearAxle)).toBeCloseTo(0.54, 12);
    expect(car.aero.frontWing.x).toBeCloseTo(1.9 - centre, 12);
  });

  test('the centre of mass stands on the ride height', () => expect(car.centreHeight).toBeCloseTo(0.33 + 0.54 * 0.12 + 0.46 * 0.13, 12));

  test('wheels are FL, FR, RL, RR', () => {
    expect(car.wheels.map(({ y }) => y)).toEqual([0.72, -0.72, 0.74, -0.74]);
    expect(car.wheels[0].toe).toBeCloseTo(-0.1 * DEGREE, 12);
    expect(car.wheels[2].rimDiameter).toBeCloseTo(16 * 0.0254, 12);
    expect(car.suspension[2].spring).toBeCloseTo(1600 * LBS_IN, 6);
    expect(car.suspension[2].fastRebound).toBeCloseTo(110 * LBS_IN, 6);
    expect(car.antiRoll.front).toBeCloseTo(300 * LBS_IN * 1.25, 6);
    expect(car.thirdSpring).toEqual({ front: 0, rear: 0 });
  });

  test('what the car leaves out comes from the category, or else from TORCS', () => {
    expect(car.engine.inertia).toBe(0.19);
    expect(car.gearbox.gears.map(({ ratio }) => ratio)).toEqual([3.1, 2.05, 1.5, 1.15, 0.92, 0.8]);
    expect(car.wheels[0].inertia).toBeCloseTo(1.5 * (1.1 + 0.006 / 2), 12);
    expect(car.wheels[0]).toMatchObject({ pressure: 275600, mass: 20, elasticity: 0.7, loadMin: 0.8, loadMax: 1.6 });
    expect(car.wheels[0].operatingLoad).toBeCloseTo(1.2, 12);
  });

  test('the category caps what goes too far', () => expect(car.wheels.map(({ mu }) => mu)).toEqual([1.25, 1.25, 1.25, 1.25]));
});

describe('a driver\'s setup on top', () => {
  const car = readTorcsCar(KESTREL, { setup: SETUP });

  test('is taken within the car\'s ranges', () => {
    expect(car.initialFuel).toBe(20);
    expect(car.aero.rearWing.angle).toBeCloseTo(11 * DEGREE, 12);
    expect(car.aero.frontWing.angle).toBeCloseTo(12 * DEGREE, 12);
    expect(car.suspension[0].spring).toBeCloseTo(2000 * LBS_IN, 6);
    expect(car.suspension[1].spring).toBeCloseTo(1400 * LBS_IN, 6);
  });

  test('a word counts if the car allows it', () => expect(car.drive).toMatchObject({ layout: 'rear', rear: { type: 'free' } }));
});

describe('front-wheel and four-wheel drive', () => {
  const driven = (type: string) => {
    const root = testFolder();
    cpSync(ROOT, root, { recursive: true });
    const path = join(root, 'cars/kestrel/kestrel.xml');
    const rear = '<section name="Rear Differential">';
    const other = (name: string, ratio: number) => `<section name="${name}"><attstr name="type" val="VISCOUS COUPLER"/><attnum name="ratio" val="${ratio}"/>
      <attnum name="min torque bias" unit="%" val="30"/><attnum name="max torque bias" unit="%" val="60"/></section>`;
    const text = readFileSync(path, 'utf8').replace('4WD" val="RWD"', `4WD" val="${type}"`).replace(rear, other('Front Differential', 3.5) + other('Central Differential', 5.5) + rear);
    writeFileSync(path, text);
    return readTorcsCar(path).drive;
  };

  test('FWD', () => expect(driven('FWD')).toMatchObject({ layout: 'front', front: { type: 'viscous', ratio: 3.5 } }));

  test('4WD turns by the centre differential alone', () => {
    expect(driven('4WD')).toMatchObject({
      layout: 'all', front: { ratio: 1 }, rear: { type: 'limited-slip', ratio: 1 }, centre: { type: 'viscous', ratio: 5.5, minShare: 0.3, maxShare: 0.6 },
    });
  });
});

describe('what is refused', () => {
  test.each<[string, (text: string) => string, RegExp]>([
    ['cut short', (text) => text.slice(0, text.length / 2), /^E_TORCS_FILE kestrel\.xml:\d+: .*cut short\.$/],
    ['a torque curve of one point', (text) => text.replace(/<section name="2">[\s\S]*?(?=<\/section>\s*<\/section>\s*<section name="Clutch">)/, ''), /^E_CAR_FILE kestrel\.xml: Engine\/data points: must have two points or more\.$/],
    ['a torque curve that does not rise', set('rpm', '1500', 2), /^E_CAR_FILE kestrel\.xml: Engine\/data points: must rise in rpm/],
    ['a point left out', (text) => text.replace('<section name="3">', '<section name="9">'), /Engine\/data points: there is no point 3/],
    ['a negative mass', set('mass', '-980'), /^E_CAR_FILE kestrel\.xml: Car\/mass: must be above 0\.$/],
    ['a category that nobody has', (text) => text.replace('"club"/>', '"open"/>'), /^E_CAR_FILE kestrel\.xml: Car\/category: there is no categories\/open\.xml/],
    ['no tyre', set('rim diameter', '0', 1), /^E_CAR_FILE kestrel\.xml: Front Left Wheel\/rim diameter: must be above 0\.$/],
    ['a tyre of no width', set('tire width', '-205'), /^E_CAR_FILE kestrel\.xml: Front Right Wheel\/tire width: must be above 0\.$/],
    ['brakes that hold nothing', (text) => text.replace(/(Front Left Brake[\s\S]*?"mu" val=")0.35/, '$10'), /^E_CAR_FILE kestrel\.xml: Front Left Brake\/mu: must be above 0\.$/],
    ['a body of no width', set('body width', '0'), /^E_CAR_FILE kestrel\.xml: Car\/body width: must be above 0\.$/],
    ['a gear that eats all', set('efficiency', '0'), /^E_CAR_FILE kestrel\.xml: Gearbox\/gears\/1: must be from 0\.1 to 1\.$/],
    ['all weight in front', set('front-rear weight repartition', '1.2'), /^E_CAR_FILE kestrel\.xml: Car\/front-rear weight repartition: must be between 0 and 1\.$/],
    ['no reverse', set('ratio', '0'), /^E_CAR_FILE kestrel\.xml: Gearbox\/gears\/r: the reverse gear has no ratio/],
    ['no gears', set('ratio', '0', 1), /^E_CAR_FILE kestrel\.xml: Gearbox\/gears: must have one gear or more\.$/],
    ['a number that is none', set('mass', 'heavy'), /^E_TORCS_FILE kestrel\.xml:9: Car\/mass: "heavy" is not a number\.$/],
    ['a drive of its own', (text) => text.replace('in="RWD,FWD,4WD" val="RWD"', 'val="6WD"'), /Drivetrain\/type: "6WD" is none of RWD, FWD and 4WD/],
    ['a differential of its own', (text) => text.replace('FREE,LIMITED SLIP" val="LIMITED SLIP"', '" val="MAGIC"'), /Rear Differential\/type: "MAGIC" drives nothing/],
    ['a category from elsewhere', (text) => text.replace('val="club"', 'val="../club"'), /Car\/category: "\.\.\/club" is not the name of a category/],
  ])('%s', (_, change, line) => expect(refusal(change)).toMatch(line));

  test('more gears than the gearbox can have', () => {
    const many = Array.from({ length: 11 }, (_, i) => `<section name="${i + 1}"><attnum name="ratio" val="${4 - i / 4}"/></section>`).join('');
    const line = refusal((text) => text.replace(/(<section name="gears">\s*<section name="r">[\s\S]*?<\/section>)[\s\S]*?(<\/section>\s*<\/section>\s*<section name="Drivetrain">)/, `$1${many}$2`));
    expect(line).toBe('E_CAR_FILE kestrel.xml: Gearbox/gears: must have at most 10 gears.');
  });
});

test('the cars of an installation are listed', () => {
  expect(torcsCars(ROOT)).toEqual([{ name: 'kestrel', category: 'club', path: KESTREL }]);
  expect(torcsCars(join(ROOT, 'cars'))).toEqual([]);
});

const installed = torcsRoots().find((root) => existsSync(join(root, 'cars/car1-ow1')));
if (!installed) saySkippedWithoutTorcs('its own cars are not read');

test.skipIf(!installed)('every car of an installed TORCS is read', () => {
  const cars = torcsCars(installed);
  expect(cars.length).toBeGreaterThan(10);
  for (const { path } of cars) expect(readTorcsCar(path).mass).toBeGreaterThan(400);
});
