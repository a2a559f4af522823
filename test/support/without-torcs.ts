/** Says which tests are left out because no TORCS is installed. With LAPWING_REQUIRE_TORCS=1, as in CI, throws instead. */
export function saySkippedWithoutTorcs(what: string): void {
  const line = `${what}: no TORCS is installed (install torcs-data, or set TORCS_DATA to its folder)`;
  if (process.env['LAPWING_REQUIRE_TORCS'] === '1') throw new Error(line);
  process.stdout.write(`skipped: ${line}\n`);
}
