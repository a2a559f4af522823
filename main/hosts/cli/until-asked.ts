/** npm and the launcher pass on a Ctrl-C that the terminal has sent already: what follows so soon is the same one, ms. */
const ECHO = 1000;

/** Resolves at the first Ctrl-C or polite request to end; a second one ends at once. */
export function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        asked ??= performance.now();
        if (performance.now() - asked > ECHO) process.exit(130);
        resolve();
      });
    }
  });
}
