import type { Row } from './channel.ts';

export const motion: readonly Row[] = [
  ['Speed', 'm/s', 100, 0, 150, 0.01, 'Speed over the ground', 0.03],
  ['SpeedX', 'm/s', 50, -50, 150, 0.01, 'Speed along the body, positive forward', 0.03],
  ['SpeedY', 'm/s', 50, -60, 60, 0.01, 'Speed across the body, positive to the left', 0.03],
  ['Ax', 'm/s²', 500, -150, 150, 0.01, 'Longitudinal acceleration of the body, positive forward', 0.1],
  ['Ay', 'm/s²', 500, -150, 150, 0.01, 'Lateral acceleration of the body, positive to the left', 0.1],
  ['Az', 'm/s²', 500, -500, 500, 0.01, 'Vertical acceleration of the body without gravity, positive upward', 0.15],
  ['Vaz', 'rad/s', 500, -10, 10, 0.001, 'Yaw rate, positive to the left', 0.003],
  ['Vax', 'rad/s', 500, -20, 20, 0.001, 'Roll rate, positive to the right', 0.003],
  ['Vay', 'rad/s', 500, -20, 20, 0.001, 'Pitch rate, positive nose down', 0.003],
  ['Roll', 'rad', 50, -0.6, 0.6, 0.0001, 'Roll of the body against the road, positive to the right', 0.0003],
  ['Pitch', 'rad', 50, -0.6, 0.6, 0.0001, 'Pitch of the body against the road, positive nose down', 0.0003],
  ['Heave', 'mm', 50, -1000, 1000, 0.1, 'Height of the body over the road against its place at rest', 0.1],
  ['HeaveRate', 'mm/s', 50, -20000, 20000, 1, 'Rate at which the body rises from the road'],
  ['Heading', 'rad', 100, -3.2, 3.2, 0.0001, 'Direction the car points in, from the x axis, positive to the left', 0.002],
  ['SideSlip', 'rad', 50, -3.2, 3.2, 0.0001, 'Angle from where the body points to where it goes, positive to the left', 0.002],
  ['Understeer', 'rad', 20, -1, 1, 0.0001, 'Steering beyond what the bend needs without slip; negative is oversteer'],
  ['PathCurvature', '1/m', 20, -1, 1, 0.0001, 'Curvature of the way the car drives: yaw rate over speed, positive to the left'],
  ['CombinedAcc', 'm/s²', 20, 0, 200, 0.01, 'Longitudinal and lateral acceleration taken together'],
];

export const position: readonly Row[] = [
  ['Distance', 'm', 1000, 0, 30000, 0.01, 'Way from the start line: the projection onto the centre line'],
  ['Offset', 'm', 100, -300, 300, 0.01, 'Distance from the centre line, positive to the left', 0.03],
  ['X', 'm', 100, -20000, 20000, 0.01, 'Position east of the map origin', 0.03],
  ['Y', 'm', 100, -20000, 20000, 0.01, 'Position north of the map origin', 0.03],
  ['Altitude', 'm', 20, -1000, 6000, 0.01, 'Height of the road under the car above the map origin', 0.05],
  ['TrackSpeed', 'm/s', 20, -50, 150, 0.01, 'Speed along the centre line'],
  ['TrackAngle', 'rad', 20, -3.2, 3.2, 0.0001, 'Angle of the body to the centre line, positive to the left'],
  ['TrackCurvature', '1/m', 20, -1, 1, 0.0001, 'Curvature of the centre line where the car is, positive to the left'],
  ['Slope', 'rad', 20, -1, 1, 0.0001, 'Slope of the road under the car, positive uphill'],
  ['Banking', 'rad', 20, -1.6, 1.6, 0.0001, 'Banking of the road under the car, positive where the left is the higher'],
];

export const aero: readonly Row[] = [
  ['AirSpeed', 'm/s', 20, -60, 180, 0.01, 'Speed against the air along the body', 0.2],
  ['PitotPressure', 'kPa', 20, -5, 30, 0.001, 'Dynamic pressure of the air at the nose', 0.02],
  ['Headwind', 'm/s', 10, -60, 60, 0.01, 'Wind against the car along the body; negative pushes'],
  ['Drag', 'N', 20, -20000, 50000, 1, 'Drag of body and wings'],
  ['DownforceFront', 'N', 20, -50000, 100000, 1, 'Downforce at the front axle'],
  ['DownforceRear', 'N', 20, -50000, 100000, 1, 'Downforce at the rear axle'],
  ['AeroBalance', '%', 20, -500, 500, 0.1, 'Front share of the downforce; 0 while there is none'],
  ['Tow', '%', 20, 0, 100, 0.1, 'Share of the body drag that the slipstream of the cars ahead takes away'],
  ['DirtyAir', '%', 20, 0, 100, 0.1, 'Share of the downforce that the wake of the cars ahead takes away'],
];

export const conditions: readonly Row[] = [
  ['AirTemp', '°C', 10, -50, 70, 0.1, 'Temperature of the air', 0.1],
  ['TrackTemp', '°C', 10, -50, 90, 0.1, 'Temperature of the road surface', 0.2],
  ['AirDensity', 'kg/m³', 10, 0, 2, 0.0001, 'Density of the air'],
  ['WindSpeed', 'm/s', 10, 0, 60, 0.01, 'Speed of the wind over the ground', 0.1],
  ['WindDirection', 'rad', 10, -3.2, 3.2, 0.0001, 'Direction the wind blows to, from the x axis, positive to the left', 0.02],
  ['Rain', '%', 10, 0, 100, 0.1, 'Rain that falls: 0 is none, 100 a downpour'],
  ['Wetness', '%', 10, 0, 100, 0.1, 'Water on the road: 0 is dry, 100 standing water'],
];
