import { describe, expect, test } from 'vitest';
import { COLOURS, MOST_LAPS } from '../../../renderer/state/kept-choice.ts';
import { LapChoice } from '../../../renderer/state/lap-choice.ts';
import { madeRow } from '../analysis/made-lap.ts';

const race = { track: 'monza', started: 1 };
const row = (car: number) => madeRow(`race/car${car}/001`);

function chosen(count: number): LapChoice {
  const choice = new LapChoice();
  choice.addAll(Array.from({ length: count }, (_, i) => ({ row: row(i + 1), race })));
  return choice;
}

describe('the laps that are compared', () => {
  test('the first is the reference, the last the one that is looked at', () => {
    const choice = chosen(3);
    expect([choice.reference.value, choice.focus.value]).toEqual(['race/car1/001', 'race/car3/001']);
  });

  test('each has a colour of its own until there are no more, and keeps it when others go', () => {
    const choice = chosen(COLOURS + 2);
    expect(choice.list.value.map(({ colour }) => colour)).toEqual([0, 1, 2, 3, 4, 5, null, null]);
    choice.remove('race/car2/001');
    choice.add(row(20), race);
    expect(choice.list.value.at(-1)!.colour).toBe(1);
    expect(choice.list.value[1]).toMatchObject({ row: { car: 'car3' }, colour: 2 });
  });

  test('no more than can be told apart, and none twice', () => {
    const choice = chosen(MOST_LAPS);
    expect(choice.add(row(99), race)).toBe(false);
    expect(choice.add(row(1), race)).toBe(true);
    expect(choice.list.value).toHaveLength(MOST_LAPS);
  });

  test('the lap that is looked at is not the reference while there is another', () => {
    const choice = chosen(2);
    choice.compareWith('race/car2/001');
    expect([choice.reference.value, choice.focus.value]).toEqual(['race/car2/001', 'race/car1/001']);
    choice.lookAt('race/car2/001');
    expect(choice.focus.value).toBe('race/car1/001');
    choice.compareWith('ideal');
    choice.lookAt('race/car2/001');
    expect([choice.reference.value, choice.focus.value]).toEqual(['ideal', 'race/car2/001']);
  });

  test('when the reference goes the next takes its place; the last takes everything with it', () => {
    const choice = chosen(2);
    choice.remove('race/car1/001');
    expect([choice.reference.value, choice.focus.value]).toEqual(['race/car2/001', 'race/car2/001']);
    choice.remove('race/car2/001');
    expect([choice.list.value, choice.reference.value, choice.focus.value]).toEqual([[], null, null]);
  });

  test('they are there again after a reload, with their colours; what cannot be read is as good as nothing', () => {
    const kept = new Map<string, string>();
    const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text) };
    const before = new LapChoice(memory);
    before.addAll([1, 2, 3].map((car) => ({ row: row(car), race })));
    before.remove('race/car1/001');
    before.compareWith('ideal');
    const after = new LapChoice(memory);
    expect([after.list.value, after.reference.value, after.focus.value]).toEqual([before.list.value, 'ideal', before.focus.value]);
    expect(after.list.value.map(({ colour }) => colour)).toEqual([1, 2]);
    for (const text of ['', '{"laps":7}', '[]', kept.get('lapwing.laps')!.replace('"colour":1', '"colour":99')]) {
      kept.set('lapwing.laps', text);
      expect(new LapChoice(memory).list.value).toEqual([]);
    }
  });
});
