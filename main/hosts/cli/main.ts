import { toErrorShape } from '../../../common/errors.ts';
import { audit } from './audit.ts';
import { cars } from './cars.ts';
import { channels } from './channels.ts';
import { exitStatusOf, helpOf, parseInvocation, UsageError, type Command } from './command.ts';
import { doctor } from './doctor.ts';
import { exportLaps } from './export.ts';
import { laps } from './laps.ts';
import { note } from './note.ts';
import { say } from './output.ts';
import { race } from './race.ts';
import { races } from './races.ts';
import { replay } from './replay.ts';
import { serve } from './serve.ts';
import { sql } from './sql.ts';
import { strategy } from './strategy-command.ts';
import { tracks } from './tracks.ts';

const COMMANDS: readonly Command[] = [race, serve, sql, races, laps, replay, note, audit, exportLaps, tracks, cars, channels, strategy, doctor];

function overview(): string {
  const rows = COMMANDS.map((command) => `  ${[command.name, command.arguments].filter(Boolean).join(' ').padEnd(26)}${command.summary}`);
  return `Lapwing, a race-telemetry workstation.\n\n  lapwing <command> [options]\n\n${rows.join('\n')}\n\n"lapwing <command> --help" tells more.\n`;
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? process.stderr : process.stdout).write(overview());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) throw new UsageError(`There is no command ${JSON.stringify(name)}. "lapwing --help" lists them.`);
  const invocation = parseInvocation(command, rest);
  if (invocation.options['help']) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return command.run(invocation);
}

// A reader that has enough, such as `head`, closes the pipe: no reason to complain.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

let status: number;
try {
  status = await main(process.argv.slice(2));
} catch (error) {
  const { code, message } = toErrorShape(error);
  say(error instanceof UsageError ? message : `${code}: ${message}`);
  if (code === 'E_INTERNAL' && process.env['LAPWING_DEBUG']) say(String((error as Error).stack));
  status = exitStatusOf(error);
}
process.stdout.write('', () => process.exit(status));
