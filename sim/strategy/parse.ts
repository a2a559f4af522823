import { z } from 'zod';
import { LapwingError } from '../../common/errors.ts';
import { check } from '../../common/plain-parse.ts';

/** s; beyond these a number is a slip of the pen. */
export const anySeconds = z.number().min(-10_000).max(10_000);
export const seconds = z.number().min(0).max(10_000);
export const kilograms = z.number().min(0).max(10_000);
export const chance = z.number().min(0).max(1);
export const raceLaps = z.number().int().min(1).max(500);

/** Throws `E_PLAN` with one line naming the first field under `name` that the schema does not take. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const { data, fault } = check(schema, value, name);
  if (!fault) return data;
  throw bad(fault.where || 'the document', fault.words);
}

/** An error that names the field and what is wrong with it. */
export function bad(field: string, what: string): LapwingError {
  return new LapwingError('E_PLAN', `${field}: ${what}`);
}
