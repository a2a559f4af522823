import { asking } from './ask.ts';
import { UsageError, type Command } from './command.ts';
import { printJson, say } from './output.ts';

export const pin: Command = {
  name: 'pin',
  arguments: 'RACE_ID',
  summary: 'Keeps a race in the store, whatever "lapwing keep" says.',
  options: { off: { type: 'boolean', help: 'let the rules have it again' } },
  async run(invocation) {
    const [race_id, extra] = invocation.arguments;
    if (race_id === undefined || extra !== undefined) throw new UsageError('pin takes one race id; "lapwing races" lists them.');
    const pinned = invocation.options['off'] !== true;
    await asking(invocation, ({ ask }) => ask('race.pin', { race_id, pinned }));
    if (invocation.options['json']) printJson({ race_id, pinned });
    else say(pinned ? `${race_id} stays.` : `${race_id} may leave when a rule says so.`);
    return 0;
  },
};
