import type { Row } from './channel.ts';

export const engine: readonly Row[] = [
  ['RPM', 'rpm', 100, 0, 25000, 1, 'Crankshaft speed in revolutions a minute', 5],
  ['EngineTorque', 'N·m', 100, -1000, 3000, 0.1, 'Torque of the combustion engine at the crankshaft; negative on the overrun', 1.5],
  ['EnginePower', 'kW', 20, -500, 2000, 0.1, 'Power of the combustion engine at the crankshaft; negative on the overrun'],
  ['EngineThrottle', '%', 50, 0, 100, 0.1, 'Throttle that the engine gets after limiter and shift cut', 0.1],
  ['EngineLoad', '%', 20, -200, 200, 0.1, 'Engine torque as a share of full torque at this speed'],
  ['RevLimiter', '', 50, 0, 1, 1, 'Rev limiter: 1 while it cuts the engine'],
  ['WaterTemp', '°C', 10, -50, 200, 0.1, 'Coolant temperature at the engine outlet', 0.3],
  ['OilTemp', '°C', 10, -50, 250, 0.1, 'Oil temperature in the sump', 0.3],
  ['ExhaustTemp', '°C', 20, -50, 1500, 1, 'Exhaust gas temperature at the manifold', 3],
  ['OilPressure', 'kPa', 20, 0, 1500, 1, 'Oil pressure in the main gallery', 4],
];

export const gearbox: readonly Row[] = [
  ['GearboxTemp', '°C', 10, -50, 250, 0.1, 'Oil temperature in the gearbox', 0.3],
  ['ClutchGrip', '%', 50, 0, 100, 0.1, 'Share of the torque that the clutch passes on'],
  ['Shifting', '', 100, 0, 1, 1, 'Gear change: 1 while the drive is cut for it'],
  ['GearRatio', '', 20, -50, 50, 0.001, 'Engine turns for each turn of the driven wheels in this gear; 0 in neutral'],
  ['ShaftTorque', 'N·m', 20, -20000, 20000, 1, 'Engine torque at the input of the last differential', 5],
  ['DiffSpeedFront', 'rad/s', 20, -300, 300, 0.01, 'Front left wheel speed less front right wheel speed'],
  ['DiffSpeedRear', 'rad/s', 20, -300, 300, 0.01, 'Rear left wheel speed less rear right wheel speed'],
];

export const ers: readonly Row[] = [
  ['ErsPower', 'kW', 50, -1000, 1000, 0.1, 'Power of the electric motor at the wheels; negative while it harvests', 0.3],
  ['ErsStore', 'MJ', 20, 0, 100, 0.001, 'Energy in the store', 0.002],
  ['ErsCharge', '%', 20, 0, 100, 0.1, 'Energy in the store as a share of what it holds', 0.1],
  ['ErsTemp', '°C', 10, -50, 150, 0.1, 'Temperature of the energy store', 0.3],
  ['ErsDeployed', 'MJ', 20, 0, 100, 0.001, 'Energy that left the store in this lap'],
  ['ErsHarvested', 'MJ', 20, 0, 100, 0.001, 'Energy that went into the store in this lap'],
];

export const fuel: readonly Row[] = [
  ['Fuel', 'kg', 20, 0, 200, 0.001, 'Fuel left in the tank', 0.02],
  ['FuelFlow', 'kg/h', 50, 0, 500, 0.1, 'Fuel that the engine burns', 0.2],
  ['FuelTemp', '°C', 10, -50, 150, 0.1, 'Fuel temperature in the tank', 0.3],
  ['FuelShare', '%', 10, 0, 100, 0.1, 'Fuel left as a share of what the tank holds'],
  ['Mass', 'kg', 10, 0, 5000, 0.1, 'Car with driver and the fuel that is left'],
];

export const damage: readonly Row[] = [
  ['Damage', '', 10, 0, 100000, 1, 'Damage in points: 10000 double the drag'],
  ['DamageDrag', '%', 10, 0, 1000, 0.1, 'Drag that the damage adds'],
];
