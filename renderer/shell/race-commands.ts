import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import { startTime } from '../format.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { dialog } from './dialogs.ts';
import { SPEEDS, speedWords } from './speeds.ts';

/** How many stored races the palette offers. */
const OFFERED = 30;

/** Replays a stored race on the Live screen; false when that cannot be, which is told. */
export async function showReplay({ replay }: PitWall, race_id: string): Promise<boolean> {
  const open = replay.view.value?.race_id === race_id || (await replay.open(race_id));
  if (open) location.hash = '/live';
  return open;
}

/** A new race, the one that runs, and those that are stored. */
export function raceCommands(pitWall: PitWall): Command[] {
  const { connection, liveRace, host } = pitWall;
  const lost = (): string | null => (host.value === 'connected' ? null : 'The workstation does not answer.');
  const idle = (): string | null => lost() ?? (liveRace.value?.state === 'running' ? null : 'No race is running.');
  return [
    command({ id: 'race.new', group: 'Race', name: 'New race', keys: ['r'], does: 'choose track, cars, laps and weather', hindrance: lost, run: () => (dialog.value = 'new-race') }),
    command({
      ...{ id: 'race.stop', group: 'Race', name: 'Stop the race', does: 'its data is kept', hindrance: idle },
      run: () => void pitWall.attempt(connection.request('race.stop', {})),
    }),
    ...SPEEDS.map((speed) =>
      command({
        ...{ id: `race.speed.${speed}`, group: 'Race', name: `Race speed ${speedWords(speed)}`, does: 'how fast the simulated race runs' },
        hindrance: () => idle() ?? (liveRace.value?.speed === speed ? 'It runs at that speed.' : null),
        run: () => void pitWall.attempt(connection.request('race.speed', { speed })),
      }),
    ),
    ...pitWall.storedRaces.list.value.slice(0, OFFERED).map(({ race_id, started, track, laps }) =>
      command({
        ...{ id: `race.replay.${race_id}`, group: 'Race', name: `Replay ${track}, ${startTime(started)}`, does: `${laps} laps, stored in the data folder`, hindrance: lost },
        run: () => void showReplay(pitWall, race_id),
      }),
    ),
  ];
}
