import { asking } from './ask.ts';
import { UsageError, type Command } from './command.ts';
import { megabytes, printJson, say } from './output.ts';

export const compact: Command = {
  name: 'compact',
  summary: 'Gives the room of deleted races back to the disk.',
  options: {},
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError('compact takes no arguments. See "lapwing compact --help".');
    const { before, after } = await asking(invocation, ({ ask }) => ask('store.compact', {}));
    if (invocation.options['json']) printJson({ before, after });
    else say(`The stores took ${megabytes(before)} and take ${megabytes(after)}.`);
    return 0;
  },
};
