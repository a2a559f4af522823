import { perWheel, type Row } from './channel.ts';

export const wheels: readonly Row[] = [
  ...perWheel('WheelSpeed', 'rad/s', 100, -100, 1000, 0.01, 'Rotation of the wheel', 0.1),
  ...perWheel('SlipRatio', '', 50, -200, 200, 0.0001, 'Slip along the wheel over its speed on the road, positive while it brakes'),
  ...perWheel('SlipAngle', 'rad', 50, -1.6, 1.6, 0.0001, 'Angle from where the wheel points to where it goes, positive to the left', 0.002),
  ...perWheel('DriveTorque', 'N·m', 20, -20000, 20000, 1, 'Drive torque at the wheel', 5),
  ...perWheel('Surface', '', 10, 0, 255, 1, 'Surface under the wheel by its number in the list of the track'),
  ...perWheel('SurfaceGrip', '', 10, 0, 5, 0.001, 'Factor of the surface on the friction of the tyre'),
];

export const tyres: readonly Row[] = [
  ['TyreCompound', '', 10, 0, 4, 1, 'Tread on all four wheels: 0 soft, 1 medium, 2 hard, 3 intermediate, 4 wet'],
  ...perWheel('TyreTemp', '°C', 20, -50, 400, 0.1, 'Mean temperature of the tread surface', 0.5),
  ...perWheel('TyreTempInner', '°C', 20, -50, 400, 0.1, 'Temperature of the inner third of the tread surface', 0.5),
  ...perWheel('TyreTempMiddle', '°C', 20, -50, 400, 0.1, 'Temperature of the middle third of the tread surface', 0.5),
  ...perWheel('TyreTempOuter', '°C', 20, -50, 400, 0.1, 'Temperature of the outer third of the tread surface', 0.5),
  ...perWheel('TyreTempCarcass', '°C', 10, -50, 300, 0.1, 'Temperature of the carcass', 0.3),
  ...perWheel('TyreTempGas', '°C', 10, -50, 300, 0.1, 'Temperature of the gas in the tyre', 0.3),
  ...perWheel('TyrePressure', 'kPa', 10, 0, 1000, 0.1, 'Pressure in the tyre over that of the air outside', 0.3),
  ...perWheel('TyreWear', '%', 10, 0, 100, 0.001, 'Tread that is gone'),
  ...perWheel('TyreGraining', '%', 10, 0, 100, 0.01, 'Tread surface that is torn by sliding while cold'),
  ...perWheel('TyreGrip', '%', 10, 0, 200, 0.1, 'Friction that heat, wear and graining leave of what the tyre has at its best'),
  ...perWheel('TyreLoad', 'N', 500, 0, 100000, 1, 'Vertical load on the contact patch', 15),
  ...perWheel('TyreForceX', 'N', 50, -100000, 100000, 1, 'Force of the road along the wheel, positive forward'),
  ...perWheel('TyreForceY', 'N', 50, -100000, 100000, 1, 'Force of the road across the wheel, positive to the left'),
  ...perWheel('TyreSliding', 'kW', 20, 0, 10000, 0.01, 'Power that sliding turns into heat in the contact patch'),
];

export const brakes: readonly Row[] = [
  ['BrakePressureFront', 'kPa', 100, 0, 100000, 1, 'Pressure in the front brake circuit', 15],
  ['BrakePressureRear', 'kPa', 100, 0, 100000, 1, 'Pressure in the rear brake circuit', 15],
  ...perWheel('BrakeTemp', '°C', 20, -50, 2000, 0.1, 'Brake disc temperature', 2),
  ...perWheel('BrakeTorque', 'N·m', 20, 0, 30000, 1, 'Brake torque at the wheel'),
  ...perWheel('BrakePower', 'kW', 20, 0, 5000, 0.1, 'Power that the brake turns into heat'),
  ...perWheel('BrakeFade', '%', 10, 0, 200, 0.1, 'Friction that heat leaves of what the pad has at its best'),
];

export const suspension: readonly Row[] = [
  ...perWheel('SuspTravel', 'mm', 500, -1000, 1000, 0.01, 'Compression of the suspension at the wheel against its place at rest', 0.05),
  ...perWheel('DamperSpeed', 'mm/s', 1000, -20000, 20000, 1, 'Rate at which the suspension is compressed; negative is rebound', 2),
  ...perWheel('RideHeight', 'mm', 50, -1000, 2000, 0.1, 'Height of the body over the road at the wheel', 0.3),
  ['RideHeightFront', 'mm', 20, -1000, 2000, 0.1, 'Mean height of the body over the road at the front axle'],
  ['RideHeightRear', 'mm', 20, -1000, 2000, 0.1, 'Mean height of the body over the road at the rear axle'],
  ['AntiRollFront', 'N', 20, -50000, 50000, 1, 'Force of the front anti-roll bar onto the left wheel'],
  ['AntiRollRear', 'N', 20, -50000, 50000, 1, 'Force of the rear anti-roll bar onto the left wheel'],
  ['LoadFront', '%', 20, 0, 100, 0.1, 'Front share of the load on the four wheels'],
  ['LoadLeft', '%', 20, 0, 100, 0.1, 'Left share of the load on the four wheels'],
  ['CrossWeight', '%', 20, 0, 100, 0.1, 'Share of the load on the front right and the rear left wheel'],
];
