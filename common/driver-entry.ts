import { z } from 'zod';

/** Cars that can start in one race. */
export const FIELD_SIZE = 40;

const share = z.number('must be a number').min(0, 'must be from 0 to 1').max(1, 'must be from 0 to 1');
const name = z
  .string('must be text')
  .min(1, 'must not be empty')
  .max(60, 'must have at most 60 characters')
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line of text');

/** A driver who takes a place in the field. What is left out is as it was with the driver of that place. */
export const driverEntry = z.strictObject({
  /** On the car, which is called after it: `car7`. */
  number: z.int('must be a whole number').min(0, 'must be from 0 to 999').max(999, 'must be from 0 to 999'),
  name,
  /** One of our teams, whose version of the car it is then; or another, which drives the car as it is. */
  team: name.optional(),
  /** 0 a beginner's, 1 nobody does better. */
  skill: share.optional(),
  /** 0 every corner is different, 1 one is like another. */
  consistency: share.optional(),
});
export type DriverEntry = z.infer<typeof driverEntry>;
