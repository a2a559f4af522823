import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import { MOST_PICKS } from '../state/picks.ts';
import type { PitWall } from '../state/pit-wall.ts';

/** Which cars are followed, and which of them is looked at. */
export function carCommands({ picks, race, standings }: PitWall): Command[] {
  const entries = race.value?.cars ?? [];
  const followed = picks.list.value.map(({ car }) => car);
  const nobody = (): string | null => (entries.length === 0 ? 'No race is shown.' : null);
  return [
    command({
      ...{ id: 'car.next', group: 'Cars', name: 'Look at the next car', keys: ['c'], does: 'of those that are followed' },
      hindrance: () => (followed.length > 1 ? null : 'Fewer than two cars are followed.'),
      run: () => picks.lookAt(followed[(followed.indexOf(picks.focus.peek() ?? '') + 1) % followed.length]!),
    }),
    command({
      ...{ id: 'car.leaders', group: 'Cars', name: 'Follow the first two', does: 'and no others', hindrance: nobody },
      run: () => picks.set((standings.peek()?.rows ?? []).slice(0, 2).map(({ car }) => car)),
    }),
    ...entries.map(({ car, number, driver, team }) => {
      const on = followed.includes(car);
      return command({
        ...{ id: `car.follow.${car}`, group: 'Cars', name: on ? `Let go of ${number} ${driver}` : `Follow ${number} ${driver}`, does: team },
        hindrance: () => (on || followed.length < MOST_PICKS ? null : `${MOST_PICKS} cars are followed already.`),
        run: () => void picks.toggle(car),
      });
    }),
    ...entries
      .filter(({ car }) => followed.includes(car))
      .map(({ car, number, driver, team }) =>
        command({
          ...{ id: `car.look.${car}`, group: 'Cars', name: `Look at ${number} ${driver}`, does: team },
          hindrance: () => (picks.focus.value === car ? 'It is looked at.' : null),
          run: () => picks.lookAt(car),
        }),
      ),
  ];
}
