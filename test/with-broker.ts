// Runs the tests that are named beside a real Kafka broker, and fails where it cannot be had.
import { spawn } from 'node:child_process';
import { toErrorShape } from '../common/errors.ts';
import { startBroker } from './kafka/broker.ts';

const broker = await startBroker().catch((error: unknown) => {
  process.stderr.write(`No Kafka broker: ${toErrorShape(error).message}\n`);
  process.exit(1);
});
const env = {
  ...process.env,
  LAPWING_TEST_BROKERS: broker.address,
  LAPWING_REQUIRE_KAFKA: '1',
};
const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)];
const tests = spawn(process.execPath, args, { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tests.kill(signal));
const status = await new Promise<number>((resolve) => tests.on('close', (code) => resolve(code ?? 1)));
await broker.stop();
process.exit(status);
