import { describe, expect, it } from 'vitest';
import { FIELD_SIZE } from '../../../common/driver-entry.ts';
import { DEFAULT_CAR, findCar } from '../../../sim/car/cars.ts';
import { enterField, fieldEntries } from '../../../sim/driver/field.ts';
import { Random } from '../../../sim/random.ts';

const enter = (...args: [cars: number, drivers?: Parameters<typeof enterField>[3]]) => enterField(args[0], new Random(1, 0), undefined, args[1] ?? []);

describe('the field', () => {
  it('is as large as races may be, every number once', () => {
    const numbers = enter(FIELD_SIZE).map(({ entry }) => entry.number);
    expect(new Set(numbers).size).toBe(FIELD_SIZE);
  });

  it('gives the first places to guests, and the rest to ours whose numbers are free', () => {
    const entries = fieldEntries(3, undefined, [{ number: 4, name: 'Ada Keane' }]);
    expect(entries.map(({ car, driver }) => [car, driver])).toEqual([['car4', 'Ada Keane'], ['car23', 'Tom Ashdown'], ['car31', 'Lukas Bräuer']]);
    expect(entries[0]).toMatchObject({ team: 'Halyard', model: 'Halyard HR4' });
    const full = fieldEntries(FIELD_SIZE, undefined, [{ number: 95, name: 'Ada Keane' }]);
    expect(full).toHaveLength(FIELD_SIZE);
    expect(new Set(full.map(({ number }) => number)).size).toBe(FIELD_SIZE);
  });

  it('tells who races as it enters them', () => {
    const drivers = [{ number: 0, name: 'A', team: 'Fen Racing' }, { number: 300, name: 'B', team: 'Corvane' }];
    expect(fieldEntries(20, undefined, drivers)).toEqual(enter(20, drivers).map(({ entry }) => entry));
  });

  it('puts team mates together: in our team’s version of the car, or in the car as it is', () => {
    const [a, b, c, d] = enter(4, [
      { number: 1, name: 'A', team: 'Fen Racing' },
      { number: 2, name: 'B', team: 'Corvane' },
      { number: 3, name: 'C', team: 'Fen Racing' },
      { number: 4, name: 'D', team: 'Moss' },
    ]);
    expect([a!.team === c!.team, a!.team === d!.team, a!.team === b!.team]).toEqual([true, false, false]);
    expect(a!.spec).toEqual(findCar(DEFAULT_CAR));
    expect(b!.spec).toEqual(enter(3)[2]!.spec);
    expect([a!.entry.model, b!.entry.model]).toEqual([findCar(DEFAULT_CAR).title, 'Corvane C12']);
  });

  it('takes skill and consistency for what they say, and for those of the place where they say nothing', () => {
    const traits = (drivers: Parameters<typeof enterField>[3]) => enter(1, drivers)[0]!.traits;
    const plain = traits([]);
    const [best, worst] = [traits([{ number: 1, name: 'A', skill: 1, consistency: 1 }]), traits([{ number: 1, name: 'A', skill: 0, consistency: 0 }])];
    expect(traits([{ number: 1, name: 'A' }])).toEqual(plain);
    expect(best.skill).toBeGreaterThan(plain.skill);
    expect(worst.skill).toBeLessThan(Math.min(...enter(FIELD_SIZE).map((starter) => starter.traits.skill)));
    expect([best.scatter, worst.scatter]).toEqual([expect.closeTo(0.002, 9), expect.closeTo(0.012, 9)]);
  });
});
