import { resolve } from 'node:path';
import { asking } from './ask.ts';
import { UsageError, type Command } from './command.ts';
import { megabytes, printJson, say } from './output.ts';

export const pack: Command = {
  name: 'pack',
  arguments: 'RACE_ID FILE',
  summary: 'Puts a stored race into a .lapwing file, to carry it to another laptop.',
  options: {},
  async run(invocation) {
    const [race_id, file, extra] = invocation.arguments;
    if (race_id === undefined || file === undefined || extra !== undefined) throw new UsageError('pack takes a race id and a file; "lapwing races" lists the races.');
    const packed = await asking(invocation, ({ ask }) => ask('race.pack', { race_id, path: resolve(file) }));
    if (invocation.options['json']) printJson(packed);
    else say(`${packed.path}: ${packed.laps} laps of ${race_id}, ${megabytes(packed.bytes)}, written and read back. "lapwing unpack FILE" takes it in.`);
    return 0;
  },
};
