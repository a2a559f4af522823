import { CHANNEL_GROUPS, CHANNELS } from '../../../common/channels.ts';
import { findChannels } from '../../../common/channels/find-channels.ts';
import { textOption, UsageError, type Command } from './command.ts';
import { printJson, say, table } from './output.ts';

export const channels: Command = {
  name: 'channels',
  arguments: '[TEXT]',
  summary: 'Lists the channels of a car, or finds some by name, group and description.',
  options: {
    group: { type: 'string', value: 'GROUP', help: `only this group: ${CHANNEL_GROUPS.join(', ')}` },
  },
  async run(invocation) {
    const wanted = textOption(invocation, 'group');
    const group = CHANNEL_GROUPS.find((name) => name.toLowerCase() === wanted?.toLowerCase());
    if (wanted !== undefined && group === undefined) {
      throw new UsageError(`--group ${wanted}: there is no such group. Choose one of ${CHANNEL_GROUPS.join(', ')}.`);
    }
    const text = invocation.arguments.join(' ');
    const found = findChannels(text, group === undefined ? CHANNELS : CHANNELS.filter((channel) => channel.group === group));
    if (invocation.options['json']) printJson(found);
    else if (found.length === 0) say(`No channel matches ${JSON.stringify(text)}. "lapwing channels" lists all ${CHANNELS.length}.`);
    else {
      const cells = found.map((channel) => [channel.name, channel.unit, channel.rate, channel.min, channel.max, channel.group, channel.description]);
      process.stdout.write(table(['channel', 'unit', 'Hz', 'from', 'to', 'group', 'description'], cells));
    }
    return 0;
  },
};
