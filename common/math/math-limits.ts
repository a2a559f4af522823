/** What an expression may be and use: nothing that a person types can hang, or take the memory of, what evaluates it. */
export const MATH_LIMITS = {
  /** Characters of an expression. */
  characters: 2000,
  /** Names, numbers, operators and calls of an expression. */
  parts: 200,
  /** Brackets and operators inside each other. */
  depth: 40,
  /** Math channels that are kept together, and that are made of each other. */
  channels: 50,
  nesting: 10,
  /** Samples that are worked on at once. */
  samples: 4_000_000,
  /** Samples that all steps of one evaluation come to. */
  work: 100_000_000,
  /** Samples that are held at once, 8 bytes each. */
  held: 24_000_000,
} as const;
