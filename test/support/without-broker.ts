/** Says which tests are left out because no Kafka broker is named. With LAPWING_REQUIRE_KAFKA=1, as in CI, throws instead. */
export function saySkippedWithoutBroker(what: string): void {
  const line = `${what}: LAPWING_TEST_BROKERS names no broker ("npm run test:broker" brings one)`;
  if (process.env['LAPWING_REQUIRE_KAFKA'] === '1') throw new Error(line);
  process.stdout.write(`skipped: ${line}\n`);
}
