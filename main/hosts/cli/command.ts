import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { z } from 'zod';
import { LapwingError } from '../../../common/errors.ts';
import { check } from '../../../common/plain-parse.ts';

/** The command was called wrongly: exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface Option {
  type: 'string' | 'boolean';
  /** What stands for the value in the help. */
  value?: string;
  help: string;
}

export interface Invocation {
  /** Options as given; absent ones are absent. */
  options: Readonly<Record<string, string | boolean | undefined>>;
  arguments: readonly string[];
}

export interface Command {
  name: string;
  /** Positional arguments, as the help shows them. */
  arguments?: string;
  summary: string;
  options: Readonly<Record<string, Option>>;
  /** Resolves to the exit status. Throws UsageError or LapwingError. */
  run(invocation: Invocation): Promise<number>;
}

/** Options that every command has. */
export const COMMON: Readonly<Record<string, Option>> = {
  data: { type: 'string', value: 'DIR', help: 'the data folder (or LAPWING_DATA)' },
  json: { type: 'boolean', help: 'one JSON document on stdout' },
  help: { type: 'boolean', help: 'this text' },
};

/** Throws UsageError for options that the command does not have. */
export function parseInvocation(command: Command, args: readonly string[]): Invocation {
  const options: ParseArgsOptionsConfig = {};
  for (const [name, option] of Object.entries({ ...command.options, ...COMMON })) options[name] = { type: option.type };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { options: values as Invocation['options'], arguments: positionals };
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split(/\. |\.\n/u)[0]!}. See "lapwing ${command.name} --help".`);
  }
}

export function helpOf(command: Command): string {
  const rows = Object.entries({ ...command.options, ...COMMON }).map(([name, option]) => {
    const left = `  --${name}${option.value ? ` ${option.value}` : ''}`;
    return `${left.padEnd(30)}${option.help}`;
  });
  const usage = ['lapwing', command.name, command.arguments, '[options]'].filter(Boolean).join(' ');
  return `${command.summary}\n\n  ${usage}\n\n${rows.join('\n')}\n`;
}

/** The value of a string option, or undefined. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Throws UsageError, naming option and value, unless it is a number that the schema takes. */
export function numberOption<T>(invocation: Invocation, name: string, schema: z.ZodType<T>): T | undefined {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  const { data, fault } = check(schema, text.trim() === '' ? NaN : Number(text));
  if (!fault) return data;
  throw new UsageError(`--${name} ${text}: ${fault.words}.`);
}

/** Throws UsageError, naming option and value, unless it is one of `choices`. */
export function choiceOption<T extends string>(invocation: Invocation, name: string, choices: readonly T[]): T | undefined {
  const text = textOption(invocation, name);
  const choice = choices.find((each) => each === text);
  if (text !== undefined && choice === undefined) throw new UsageError(`--${name} ${text}: choose one of ${choices.join(', ')}.`);
  return choice;
}

/** Error codes that mean the caller named something that cannot be: wrong usage, not a failure. */
const USAGE_CODES = new Set(['E_PARAMS', 'E_TRACK', 'E_CAR', 'E_TRACK_FILE', 'E_CAR_FILE', 'E_TORCS_FILE', 'E_GRID', 'E_EVENTS', 'E_DRIVERS', 'E_LINK']);

export function exitStatusOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  return error instanceof LapwingError && USAGE_CODES.has(error.code) ? 2 : 1;
}
