import type { Row } from './channel.ts';

export const driver: readonly Row[] = [
  ['Throttle', '%', 100, 0, 100, 0.1, 'Accelerator pedal as the driver presses it', 0.1],
  ['Brake', '%', 100, 0, 100, 0.1, 'Brake pedal as the driver presses it', 0.1],
  ['Clutch', '%', 100, 0, 100, 0.1, 'Clutch lever; 100 is pulled and lets nothing through', 0.1],
  ['Steer', 'rad', 100, -0.6, 0.6, 0.0001, 'Angle of the front wheels, positive to the left', 0.0003],
  ['SteerInput', '%', 50, -100, 100, 0.1, 'Steering wheel as a share of its lock, positive to the left', 0.1],
  ['Gear', '', 100, -1, 8, 1, 'Engaged gear; 0 is neutral, -1 reverse'],
  ['GearRequest', '', 50, -1, 8, 1, 'Gear that the driver has asked for with the paddles'],
];

export const control: readonly Row[] = [
  ['BrakeBias', '%', 10, 0, 100, 0.1, 'Front share of the brake pressure as it is set'],
  ['DRS', '', 50, 0, 1, 1, 'Rear wing: 1 while it is open'],
  ['PitLimiter', '', 20, 0, 1, 1, 'Pit lane speed limiter: 1 while the car is held to the limit'],
  ['ErsRequest', '%', 50, -100, 100, 0.1, 'Share of the electric power that is asked for; negative harvests'],
  ['TrackFlag', '', 10, 0, 3, 1, 'Flag for the whole track: 0 green, 1 virtual safety car, 2 safety car, 3 chequered'],
  ['YellowFlag', '', 10, 0, 1, 1, 'Yellow flag: 1 while it is shown in the sector the car is in'],
  ['BlueFlag', '', 10, 0, 1, 1, 'Blue flag: 1 while the car is about to be lapped'],
];

export const timing: readonly Row[] = [
  ['Lap', '', 10, 0, 1000, 1, 'Lap the car is on; 0 from the grid to the first crossing of the line'],
  ['LapTime', 's', 100, 0, 3600, 0.001, 'Time since this lap began'],
  ['LastLapTime', 's', 10, 0, 3600, 0.001, 'Time of the lap before; 0 where there is none'],
  ['BestLapTime', 's', 10, 0, 3600, 0.001, 'Best lap time of the car in this race; 0 where there is none'],
  ['Sector', '', 10, 0, 20, 1, 'Sector of the lap the car is in, from 1; 0 where it is not known'],
  ['Position', '', 10, 0, 64, 1, 'Place in the race'],
  ['GapLeader', 's', 10, 0, 7200, 0.001, 'Time behind the leader at the last timing mark'],
  ['GapAhead', 's', 10, 0, 7200, 0.001, 'Time behind the car ahead in the race at the last timing mark'],
  ['GapBehind', 's', 10, 0, 7200, 0.001, 'Time ahead of the car behind in the race at the last timing mark'],
  ['DistanceAhead', 'm', 20, 0, 30000, 0.1, 'Way along the track to the next car in front, whatever lap it is on'],
  ['DistanceBehind', 'm', 20, 0, 30000, 0.1, 'Way along the track to the next car behind, whatever lap it is on'],
];
