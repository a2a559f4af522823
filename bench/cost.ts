/** What something took. */
export interface Cost {
  /** s by the clock. */
  seconds: number;
  /** Of this process meanwhile, s. */
  cpu: number;
}

/** Begins to count; what it returns says what it took until then. */
export function startCost(): () => Cost {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
  };
}
