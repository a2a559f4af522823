import { asking } from './ask.ts';
import { UsageError, type Command } from './command.ts';
import { LapwingError } from '../../../common/errors.ts';
import { megabytes, printJson, say } from './output.ts';

export const deleteRace: Command = {
  name: 'delete',
  arguments: 'RACE_ID',
  summary: 'Deletes a stored race for ever: laps, events, notes.',
  options: {
    yes: { type: 'boolean', help: 'do it; without, only what would go is told' },
    factory: { type: 'boolean', help: 'also what the factory of this data folder holds of it' },
  },
  async run(invocation) {
    const [race_id, extra] = invocation.arguments;
    if (race_id === undefined || extra !== undefined) throw new UsageError('delete takes one race id; "lapwing races" lists them.');
    const factory = invocation.options['factory'] === true;
    return asking(invocation, async ({ ask, dataDir }) => {
      const race = (await ask('races.list', {})).find((known) => known.race_id === race_id);
      if (!race) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race_id)} in ${dataDir}. "lapwing races" lists what there is.`);
      const notes = await ask('notes.list', { race_id });
      const what = `${race.laps_stored} laps (${megabytes(race.bytes)}) and ${notes.length} notes of ${race_id}${factory ? ', and what the factory of this folder holds of it' : ''}`;
      if (invocation.options['yes'] !== true) {
        say(`${what} would be deleted for ever. Say so with --yes; "lapwing pack" keeps a copy.`);
        return 1;
      }
      await ask('race.delete', { race_id, factory });
      if (invocation.options['json']) printJson({ race_id, laps: race.laps_stored, bytes: race.bytes, notes: notes.length });
      else say(`Deleted: ${what}. "lapwing compact" gives the room back to the disk.`);
      return 0;
    });
  },
};
