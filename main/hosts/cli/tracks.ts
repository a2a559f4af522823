import { circuits } from '../../../sim/track/tracks.ts';
import { torcsTracks } from '../../interchange/torcs/tracks.ts';
import { UsageError, type Command } from './command.ts';
import { printJson, table } from './output.ts';

export const tracks: Command = {
  name: 'tracks',
  summary: 'Lists the circuits: ours, and those of an installed TORCS.',
  options: {},
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError('tracks takes no arguments. See "lapwing tracks --help".');
    const listed = { own: circuits(), torcs: torcsTracks() };
    if (invocation.options['json']) {
      printJson(listed);
    } else {
      const own = listed.own.map(({ name, title, length, description }) => [name, title, Math.round(length), description]);
      process.stdout.write(table(['track', 'title', 'm', 'what'], own));
      if (listed.torcs.length > 0) process.stdout.write(`\n${table(['TORCS track', 'title', 'path'], listed.torcs.map(({ name, title, path }) => [name, title, path]))}`);
    }
    return 0;
  },
};
