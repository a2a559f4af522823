import type { Unit } from './unit.ts';

/** An expression as it was written; `from` and `to` are where a part of it stands in the text. */
export type Syntax = { from: number; to: number } & (
  | { kind: 'number'; value: number; unit: Unit }
  | { kind: 'name'; name: string }
  | { kind: 'in'; unit: Unit; of: Syntax }
  /** Operators are calls: `a + b` is `+` of two. */
  | { kind: 'call'; name: string; of: readonly Syntax[] }
);
