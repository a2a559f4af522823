import { z } from 'zod';
import { asking } from './ask.ts';
import { numberOption, UsageError, type Command } from './command.ts';
import { megabytes, printJson, say, table } from './output.ts';

const amount = z.number('not a number').positive('must be more than 0');

export const keep: Command = {
  name: 'keep',
  summary: 'Shows and sets what leaves the lap store by itself: nothing, unless you say so.',
  options: {
    days: { type: 'string', value: 'N', help: 'races that are older leave (never)' },
    gb: { type: 'string', value: 'N', help: 'the oldest leave while the laps take more (never)' },
    everything: { type: 'boolean', help: 'no rule: everything stays' },
  },
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError('keep takes no arguments. See "lapwing keep --help".');
    const [days, gigabytes] = [numberOption(invocation, 'days', amount.max(36_500, 'at most 36500')), numberOption(invocation, 'gb', amount.max(1e6, 'at most 1000000'))];
    const everything = invocation.options['everything'] === true;
    const sets = days !== undefined || gigabytes !== undefined;
    if (everything && sets) throw new UsageError('--everything takes all rules back: leave out --days and --gb.');
    const store = await asking(invocation, ({ ask }) =>
      sets || everything ? ask('store.keep', { days: days ?? null, gigabytes: gigabytes ?? null }) : ask('store', {}),
    );
    if (invocation.options['json']) {
      printJson(store);
      return 0;
    }
    const rules = [store.keep.days === null ? [] : [`races older than ${store.keep.days} days leave`], store.keep.gigabytes === null ? [] : [`the oldest leave beyond ${store.keep.gigabytes} GB`]].flat();
    say(`${store.path}: ${megabytes(store.bytes)}, ${megabytes(store.free)} of it free. ${rules.length === 0 ? 'Everything stays.' : `Rules: ${rules.join('; ')}.`}`);
    if (store.leaving.length > 0) process.stdout.write(table(['race', 'leaves', 'because'], store.leaving.map(({ race_id, at, reason }) => [race_id, new Date(at * 1000).toISOString(), reason])));
    return 0;
  },
};
