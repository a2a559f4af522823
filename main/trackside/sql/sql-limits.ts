/** What a query may use before it is ended. The figures follow what was measured to stop every hostile query tried. */
export const SQL_LIMITS = {
  /** Bytes of resident memory of the SQL process, Node itself included. */
  memory: 512 * 2 ** 20,
  /** MB of JavaScript objects among it. */
  heapMb: 256,
  /** Characters of text in one row, and in an answer that is given in one piece. */
  result: 64 * 2 ** 20,
  /** Bytes of an answer that is held for a screen, packed. */
  held: 128 * 2 ** 20,
  /** Rows of it. */
  heldRows: 20_000_000,
  /** Time to start the process, ms. */
  start: 15_000,
  /** For what is asked of an answer that is there, ms. */
  ask: 60_000,
  /** How often memory is looked at, ms. */
  watch: 20,
  /** Without a query, after which the store's file is let go of, ms. */
  idle: 10_000,
  /** Beyond the deadline that the client holds, the process ends itself; it may have lost its client. ms. */
  grace: 1000,
  /** SQLite's own limits, by the names of `sqlite3_limit`. */
  sqlite: {
    /** Bytes of one value: the document of a lap of six minutes at 100 Hz, or of three at 500 Hz, just fits. */
    length: 64 * 2 ** 20,
    sqlLength: 100_000,
    column: 500,
    exprDepth: 100,
    compoundSelect: 50,
    vdbeOp: 250_000,
    functionArg: 100,
    attach: 0,
    likePatternLength: 1000,
    variableNumber: 100,
    triggerDepth: 1,
  },
} as const;
