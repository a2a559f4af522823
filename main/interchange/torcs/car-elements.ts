const PLACES = ['Front Left', 'Front Right', 'Rear Left', 'Rear Right'];

/** Sections of a TORCS car by the start of the field of a `CarSpec` that comes from there; the first that fits counts. */
const SECTIONS: readonly (readonly [string, string])[] = [
  ['engine.', 'Engine'],
  ['gearbox.', 'Gearbox'],
  ['drive.front', 'Front Differential'],
  ['drive.rear', 'Rear Differential'],
  ['drive.centre', 'Central Differential'],
  ['aero.frontWing', 'Front Wing'],
  ['aero.rearWing', 'Rear Wing'],
  ['aero.area', 'Aerodynamics/front area'],
  ['aero.', 'Aerodynamics'],
  ['brakes.front.', 'Front Left Brake'],
  ['brakes.rear.', 'Rear Left Brake'],
  ['brakes.', 'Brake System'],
  ['steering.', 'Steer'],
  ...PLACES.map((place, i) => [`wheels[${i}]`, `${place} Wheel`] as const),
  ...PLACES.map((place, i) => [`suspension[${i}]`, `${place} Suspension`] as const),
  ['frontAxle', 'Front Axle/xpos'],
  ['rearAxle', 'Rear Axle/xpos'],
  ['', 'Car'],
];

/** Elements whose TORCS name is not the field's own in words. */
const NAMES = new Map([
  ['tank', 'fuel tank'],
  ['frontWeight', 'front-rear weight repartition'],
  ['centreHeight', 'GC height'],
  ['torque', 'data points'],
  ['idle', 'tickover'],
  ['limiter', 'revs limiter'],
  ['max', 'revs maxi'],
  ['fuelFactor', 'fuel cons factor'],
  ['brake', 'brake coefficient'],
  ['lockDrive', 'locking input torque'],
  ['lockCoast', 'locking brake input torque'],
  ['maxSlip', 'max slip bias'],
  ['minShare', 'min torque bias'],
  ['maxShare', 'max torque bias'],
  ['viscosity', 'viscosity factor'],
  ['drag', 'Cx'],
  ['groundFront', 'front Clift'],
  ['groundRear', 'rear Clift'],
  ['frontShare', 'front-rear brake repartition'],
  ['discDiameter', 'disk diameter'],
  ['friction', 'mu'],
  ['lock', 'steer lock'],
  ['rate', 'max steer speed'],
  ['width', 'tire width'],
  ['aspect', 'tire height-width ratio'],
]);

/** Where a TORCS car says what became the field at `path` of its `CarSpec`: `wheels[2].rimDiameter` is `Rear Left Wheel/rim diameter`. */
export function elementOf(path: string): string {
  const [start, section] = SECTIONS.find(([field]) => path.startsWith(field))!;
  const rest = path.slice(start.length).replace(/^\./, '');
  if (rest === '') return section;
  const [, field = '', entry] = /^([^[]*)(?:\[(\d+)\])?/.exec(rest)!;
  const words = NAMES.get(field) ?? field.replaceAll(/\.|(?=[A-Z])/g, ' ').toLowerCase();
  return `${section}/${words}${entry === undefined ? '' : `/${Number(entry) + 1}`}`;
}
