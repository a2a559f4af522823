import { resolve } from 'node:path';
import { asking } from './ask.ts';
import { UsageError, type Command } from './command.ts';
import { megabytes, printJson, say } from './output.ts';

export const backup: Command = {
  name: 'backup',
  arguments: 'FILE',
  summary: 'Copies the lap store into a .db file, also while a race runs.',
  options: {},
  async run(invocation) {
    const [file, extra] = invocation.arguments;
    if (file === undefined || extra !== undefined) throw new UsageError('backup takes one file, whose name ends in .db.');
    const copy = await asking(invocation, ({ ask }) => ask('store.backup', { path: resolve(file) }));
    if (invocation.options['json']) printJson(copy);
    else say(`${copy.path}: ${copy.races} races, ${copy.laps} laps, ${megabytes(copy.bytes)}, read back. As laps.db in an empty data folder it is the store again.`);
    return 0;
  },
};
