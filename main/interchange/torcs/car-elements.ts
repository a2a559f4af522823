const PLACES = ['Front Left', 'Front Right', 'Rear Left', 'Rear Right'];

/** Sections and elements of a TORCS car by the field of a `CarSpec` that comes from there; the longest that fits counts. */
const ELEMENTS: readonly (readonly [string, string])[] = [
  ['mass', 'Car/mass'],
  ['tank', 'Car/fuel tank'],
  ['frontWeight', 'Car/front-rear weight repartition'],
  ['centreHeight', 'Car/GC height'],
  ['frontAxle', 'Front Axle/xpos'],
  ['rearAxle', 'Rear Axle/xpos'],
  ['engine.torque', 'Engine/data points'],
  ['engine.idle', 'Engine/tickover'],
  ['engine.limiter', 'Engine/revs limiter'],
  ['engine.max', 'Engine/revs maxi'],
  ['engine.fuelFactor', 'Engine/fuel cons factor'],
  ['engine.brake', 'Engine/brake coefficient'],
  ['gearbox.gears', 'Gearbox/gears'],
  ['aero.drag', 'Aerodynamics/Cx'],
  ['aero.area', 'Aerodynamics/front area'],
  ['aero.groundFront', 'Aerodynamics/front Clift'],
  ['aero.groundRear', 'Aerodynamics/rear Clift'],
  ['brakes.frontShare', 'Brake System/front-rear brake repartition'],
  ...PLACES.flatMap((place, i) => [
    [`wheels[${i}].width`, `${place} Wheel/tire width`] as const,
    [`wheels[${i}].aspect`, `${place} Wheel/tire height-width ratio`] as const,
  ]),
];

/** Sections by the start of a field's path; the rest of the path is the element, in words. */
const SECTIONS: readonly (readonly [string, string])[] = [
  ['engine', 'Engine'],
  ['gearbox', 'Gearbox'],
  ['drive.front', 'Front Differential'],
  ['drive.rear', 'Rear Differential'],
  ['drive.centre', 'Central Differential'],
  ['aero.frontWing', 'Front Wing'],
  ['aero.rearWing', 'Rear Wing'],
  ['brakes.front', 'Front Left Brake'],
  ['brakes.rear', 'Rear Left Brake'],
  ['brakes', 'Brake System'],
  ['steering', 'Steer'],
  ...PLACES.map((place, i) => [`wheels[${i}]`, `${place} Wheel`] as const),
  ...PLACES.map((place, i) => [`suspension[${i}]`, `${place} Suspension`] as const),
  ['', 'Car'],
];

/** Where a TORCS car says what became the field at `path` of its `CarSpec`: `wheels[2].rimDiameter` is `Rear Left Wheel/rim diameter`. */
export function elementOf(path: string): string {
  const element = ELEMENTS.find(([field]) => path === field || path.startsWith(`${field}[`));
  if (element) return element[1] + path.slice(element[0].length).replace(/^\[(\d+)\].*/, (_, i: string) => `/${Number(i) + 1}`);
  const [field, section] = SECTIONS.find(([start]) => path.startsWith(start))!;
  const rest = path.slice(field.length).replace(/^\./, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return rest ? `${section}/${rest}` : section;
}
