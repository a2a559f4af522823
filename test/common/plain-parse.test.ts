import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { check, parsePlainly } from '../../common/plain-parse.ts';

const kind = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('rain'), intensity: z.number().gt(0).max(1) }), z.object({ type: z.literal('dry') })]);
const place = z.union([z.object({ racetime: z.number() }), z.object({ lap: z.number().int().min(0) })]);

test.each<[z.ZodType, unknown, string]>([
  [z.number().min(0), -3, 'must be at least 0, not -3'],
  [z.number().max(9), 12.5, 'must be at most 9, not 12.5'],
  [z.number().positive(), 0, 'must be more than 0, not 0'],
  [z.number().int(), 1.5, 'must be a whole number, not 1.5'],
  [z.number().int(), 1e300, 'must be a number that can be counted exactly, not 1e+300'],
  [z.number(), 'abc', 'must be a number, not "abc"'],
  [z.number(), NaN, 'must be a number'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().max(3), 'a very long text that goes on and on and on', 'must have at most 3 characters, not "a very long text that goes on and on an…'],
  [z.array(z.number()).min(2), [1], 'must have at least 2 entries, not a list of 1'],
  [z.enum(['up', 'cut']), 'left', 'must be one of up, cut, not "left"'],
  [z.literal([500, 1000]), 250, 'must be one of 500, 1000, not 250'],
  [z.union([z.number().positive(), z.literal('max')]), 'fast', 'must be a number or "max", not "fast"'],
  [z.object({ a: z.object({ b: z.array(z.number()) }) }), { a: { b: [1, null] } }, 'a.b[1]: must be a number, not null'],
  [z.object({ a: z.boolean() }), {}, 'a: is missing: give true or false'],
  [z.object({ a: z.boolean() }), null, 'must be an object with fields, not null'],
  [kind, { type: 'snow' }, 'type: must be one of rain, dry, not "snow"'],
  [kind, {}, 'type: is missing: give one of rain, dry'],
  [kind, { type: 'rain', intensity: 0.5, lasts: 3 }, 'there is no "lasts" here; take it out'],
  [place, { lap: -3 }, 'lap: must be at least 0, not -3'],
  [place, { racetime: '1:00' }, 'racetime: must be a number, not "1:00"'],
  [z.number('give the lap as a number'), 'x', 'give the lap as a number'],
])('%#: one fault in plain words', (schema, value, text) => {
  expect(check(schema, value).fault?.text).toBe(text);
  expect(() => parsePlainly(schema, value)).toThrow(new Error(text));
});

test('what fits comes back as the schema gives it, and a fault names the whole it is in', () => {
  expect(check(z.object({ speed: z.number().default(1) }), {})).toEqual({ data: { speed: 1 } });
  expect(check(z.object({ laps: z.number() }), { laps: 'x' }, 'inputs').fault).toEqual({ where: 'inputs.laps', words: 'must be a number, not "x"', text: 'inputs.laps: must be a number, not "x"' });
});

test('nobody else reads what a validator says', () => {
  const root = join(import.meta.dirname, '../..');
  const sources = ['common', 'main', 'sim', 'renderer', 'preload'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
  const reading = sources.filter((file) => /\.tsx?$/.test(file) && /\.error\.issues|ZodError|prettifyError/.test(readFileSync(join(root, file), 'utf8')));
  expect(reading).toEqual([join('common', 'plain-parse.ts')]);
});
