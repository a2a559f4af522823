import { listRaces } from './store.ts';
import { UsageError, type Command } from './command.ts';
import { megabytes, printJson, say, table } from './output.ts';

export const races: Command = {
  name: 'races',
  summary: 'Lists the stored races.',
  options: {},
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError('races takes no arguments. See "lapwing races --help".');
    const { dataDir, rows } = listRaces(invocation);
    if (invocation.options['json']) {
      printJson(rows);
    } else if (rows.length === 0) {
      say(`There are no races in ${dataDir} yet. "lapwing race" runs one.`);
    } else {
      const cells = rows.map((race) => [race.race_id, race.track, race.cars, race.laps, race.state, race.laps_stored, megabytes(race.bytes), race.pinned ? 'pinned' : null, race.frames_stored, race.gaps.length]);
      process.stdout.write(table(['race', 'track', 'cars', 'laps', 'state', 'laps stored', 'size', 'kept', 'frames', 'gaps'], cells));
    }
    return 0;
  },
};
