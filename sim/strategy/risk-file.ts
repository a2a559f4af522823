import { z } from 'zod';
import { readField } from './field-reader.ts';
import type { FieldSpec } from './field-spec.ts';
import { parse } from './parse.ts';

const riskFile = z.object({ use_prob_infl: z.boolean().default(true), create_rand_events: z.boolean().default(true) });

/** A field for random races, and what varies: everything, unless the file says otherwise. Throws `E_PLAN` naming the field that is wrong. */
export function readRiskFile(document: unknown): { spec: FieldSpec; noise: boolean; events: boolean } {
  const { use_prob_infl: noise, create_rand_events: events } = parse(riskFile, document, '');
  return { spec: readField(document), noise, events };
}
