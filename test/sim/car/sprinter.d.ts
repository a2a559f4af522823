import type { CarSpec } from '../../../sim/car/car-spec.ts';
/** A light rear-driven single-seater with an electric motor and a wing that opens: figures of our own, for tests. */
export declare const sprinter: CarSpec;
/** The same with iron discs, which the heavier touring cars have. */
export declare const ironSprinter: CarSpec;
