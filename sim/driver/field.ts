import type { DriverEntry } from '../../common/driver-entry.ts';
import type { CarEntry } from '../../common/lap.ts';
import type { CarSpec } from '../car/car-spec.ts';
import { DEFAULT_CAR, findCar } from '../car/cars.ts';
import { variant } from '../car/variant.ts';
import type { Random } from '../random.ts';

/** How somebody drives. */
export interface DriverTraits {
  /** Share of the grip that is used on a good lap. */
  readonly skill: number;
  /** Deviation of that share from corner to corner. */
  readonly scatter: number;
  /** From lights out to the clutch, s. */
  readonly reaction: number;
}

/** One starter: who, in what, and how good. */
export interface Starter {
  readonly entry: CarEntry;
  readonly spec: CarSpec;
  readonly traits: DriverTraits;
  /** Index of the team. */
  readonly team: number;
}

/** Name, model, then factors on power, drag, downforce and grip. */
const TEAMS: readonly (readonly [string, string, number, number, number, number])[] = [
  ['Halyard', 'Halyard HR4', 1.012, 1.0, 1.02, 1.004],
  ['Corvane', 'Corvane C12', 1.018, 1.01, 1.02, 1.0],
  ['Meridian', 'Meridian M9', 1.0, 0.985, 1.01, 1.003],
  ['Ostrava Works', 'OW 31', 1.015, 1.005, 1.005, 0.998],
  ['Brightwell', 'Brightwell B7', 0.998, 0.99, 1.0, 1.0],
  ['Tessera', 'Tessera T3', 1.004, 1.0, 0.995, 0.999],
  ['Nordlys', 'Nordlys 8', 0.99, 0.98, 0.985, 1.0],
  ['Palisade', 'Palisade PX', 1.008, 1.02, 1.0, 0.995],
  ['Quarterdeck', 'Quarterdeck Q5', 0.985, 0.985, 0.98, 0.997],
  ['Saltmarsh', 'Saltmarsh S2', 0.982, 0.995, 0.975, 0.994],
];

/** Number, driver, index of the team, skill in thousandths, scatter in thousandths. */
const DRIVERS: readonly (readonly [number, string, number, number, number])[] = [
  [7, 'Ines Quiroga', 0, 986, 3],
  [23, 'Tom Ashdown', 0, 982, 4],
  [4, 'Kenji Morikawa', 1, 985, 4],
  [31, 'Lukas Bräuer', 1, 979, 3],
  [12, 'Aoife Kinsella', 2, 984, 4],
  [88, 'Mateus Valadão', 2, 978, 6],
  [16, 'Piotr Zieliński', 3, 981, 5],
  [55, 'Ravi Chandran', 3, 977, 4],
  [9, 'Elena Petrova', 4, 980, 5],
  [41, 'Daan Hoekstra', 4, 974, 4],
  [18, 'Noah Mbeki', 5, 978, 6],
  [63, 'Freya Lindqvist', 5, 976, 5],
  [27, 'Giulio Sartori', 6, 977, 5],
  [72, 'Emre Aydın', 6, 971, 6],
  [5, 'Camille Roussel', 7, 975, 7],
  [36, 'Jack Tolliver', 7, 972, 5],
  [14, 'Santiago Ibarra', 8, 974, 5],
  [50, 'Mei-Lin Zhao', 8, 970, 6],
  [21, 'Oskar Virtanen', 9, 973, 6],
  [99, 'Priya Nandakumar', 9, 968, 7],
  [2, 'Hugo Lacaze', 0, 972, 6],
  [33, 'Yusuf Demir', 1, 971, 6],
  [44, 'Bridget Falconer', 2, 973, 5],
  [77, 'Stefan Kovač', 3, 970, 7],
  [10, 'Amara Okafor', 4, 972, 5],
  [19, 'Viktor Halász', 5, 969, 6],
  [28, 'Sofia Andrade', 6, 971, 6],
  [61, 'Liam Prendergast', 7, 968, 7],
  [47, 'Haruka Endo', 8, 970, 5],
  [85, 'Nils Bergström', 9, 967, 7],
  [3, 'Chiara Venturi', 0, 969, 6],
  [38, 'Omar Haddad', 1, 968, 6],
  [53, 'Tamsin Greaves', 2, 970, 6],
  [66, 'Andrei Ionescu', 3, 967, 7],
  [11, 'Paula Echeverría', 4, 968, 6],
  [29, 'Felix Oduya', 5, 966, 7],
  [42, 'Marit Solheim', 6, 968, 5],
  [58, 'Kwame Boateng', 7, 965, 7],
  [70, 'Anneke de Wit', 8, 966, 6],
  [95, 'Dmitri Sokolov', 9, 964, 8],
];

/** What a skill of 0 and of 1 stand for; ours lie between 0.5 and 0.9. */
const SKILL = [0.94, 0.99] as const;
/** What a consistency of 0 and of 1 stand for. */
const SCATTER = [0.012, 0.002] as const;

/** A place in the field: who sits there, in whose version of the car. */
interface Seat {
  readonly number: number;
  readonly driver: string;
  readonly team: string;
  /** Index of the team; past ours for another. */
  readonly teamIndex: number;
  readonly skill: number;
  readonly scatter: number;
}

/**
 * `drivers`, then as many of ours as there are cars left: those whose places they did not take first, and nobody whose number
 * they took.
 */
function lineUp(cars: number, drivers: readonly DriverEntry[]): Seat[] {
  const taken = new Set(drivers.map((driver) => driver.number));
  const ours = DRIVERS.map(ownSeat);
  const teams = TEAMS.map(([name]) => name);
  const guests = drivers.map(({ number, name, team, skill, consistency }, i): Seat => {
    const own = ours[i]!;
    if (team !== undefined && !teams.includes(team)) teams.push(team);
    return {
      number,
      driver: name,
      team: team ?? own.team,
      teamIndex: team === undefined ? own.teamIndex : teams.indexOf(team),
      skill: skill === undefined ? own.skill : between(SKILL, skill),
      scatter: consistency === undefined ? own.scatter : between(SCATTER, consistency),
    };
  });
  const rest = [...ours.slice(drivers.length), ...ours.slice(0, drivers.length)].filter(({ number }) => !taken.has(number));
  return [...guests, ...rest].slice(0, cars);
}

function ownSeat([number, driver, teamIndex, skill, scatter]: (typeof DRIVERS)[number]): Seat {
  return { number, driver, team: TEAMS[teamIndex]![0], teamIndex, skill: skill / 1000, scatter: scatter / 1000 };
}

function between([from, to]: readonly [number, number], share: number): number {
  return from + (to - from) * share;
}

function entryOf({ number, driver, team, teamIndex }: Seat, car: CarSpec | undefined): CarEntry {
  const model = car?.title ?? TEAMS[teamIndex]?.[1] ?? findCar(DEFAULT_CAR).title;
  return { car: `car${number}`, number, driver, team, model };
}

/** Who will race: `enterField` without the cars. */
export function fieldEntries(cars: number, car: CarSpec | undefined, drivers: readonly DriverEntry[]): CarEntry[] {
  return lineUp(cars, drivers).map((seat) => entryOf(seat, car));
}

/**
 * The first `cars` of the field, `drivers` in its first places, all in `car` or, without one, in their teams' versions of ours.
 * `random` gives each driver the form of the day.
 */
export function enterField(cars: number, random: Random, car: CarSpec | undefined, drivers: readonly DriverEntry[]): Starter[] {
  return lineUp(cars, drivers).map((seat) => ({
    team: seat.teamIndex,
    entry: entryOf(seat, car),
    spec: car ?? teamCar(seat.teamIndex),
    traits: {
      skill: seat.skill + 0.003 * random.normal(),
      scatter: seat.scatter,
      reaction: random.between(0.19, 0.36),
    },
  }));
}

function teamCar(teamIndex: number): CarSpec {
  const car = findCar(DEFAULT_CAR);
  const team = TEAMS[teamIndex];
  if (!team) return car;
  const [, , power, drag, downforce, grip] = team;
  return variant(car, { power, drag, downforce, grip });
}
