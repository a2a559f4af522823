import { z } from 'zod';
import { LapwingError } from '../../common/errors.ts';
import { fieldName } from '../../common/field-name.ts';

/** s; beyond these a number is a slip of the pen. */
export const anySeconds = z.number().min(-10_000).max(10_000);
export const seconds = z.number().min(0).max(10_000);
export const kilograms = z.number().min(0).max(10_000);
export const chance = z.number().min(0).max(1);
export const raceLaps = z.number().int().min(1).max(500);

/** Throws `E_PLAN` with one line naming the first field under `name` that the schema does not take. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw bad(fieldName(path, name) || 'the document', message.replace(/^Invalid input: /, ''));
}

/** An error that names the field and what is wrong with it. */
export function bad(field: string, what: string): LapwingError {
  return new LapwingError('E_PLAN', `${field}: ${what}`);
}
