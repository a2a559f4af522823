import { resolve } from 'node:path';
import { asking } from './ask.ts';
import { UsageError, type Command } from './command.ts';
import { printJson, say } from './output.ts';

export const unpack: Command = {
  name: 'unpack',
  arguments: 'FILE',
  summary: 'Takes a race out of a .lapwing file into the lap store; writes over nothing.',
  options: {},
  async run(invocation) {
    const [file, extra] = invocation.arguments;
    if (file === undefined || extra !== undefined) throw new UsageError('unpack takes one file, as "lapwing pack" writes it.');
    const unpacked = await asking(invocation, ({ ask }) => ask('race.unpack', { path: resolve(file) }));
    if (invocation.options['json']) {
      printJson(unpacked);
      return 0;
    }
    const { race_id, laps, outcome, notes_added, notes_kept } = unpacked;
    const kept = notes_kept > 0 ? ` ${notes_kept} laps are noted otherwise here, and stay so.` : '';
    if (outcome === 'added') say(`${race_id}: ${laps} laps taken in, ${notes_added} notes.`);
    else say(`${race_id} is here already, bit for bit the same: ${laps} laps left as they are, ${notes_added} notes added.${kept}`);
    return 0;
  },
};
