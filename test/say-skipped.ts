/** Tells on the terminal which tests are left out, and what they want. */
export function saySkipped(what: string): void {
  process.stdout.write(`skipped: ${what}\n`);
}
