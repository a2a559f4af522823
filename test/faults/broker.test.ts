import { expect, test } from 'vitest';
import type { RaceReport } from '../../common/race-view.ts';
import { startBroker } from '../kafka/broker.ts';
import { startLapwing } from '../support/cli.ts';
import { testFolder } from '../support/folder.ts';

const wanted = process.env['LAPWING_REQUIRE_KAFKA'] === '1';
if (!wanted) process.stdout.write('skipped: a broker that goes away mid-race (set LAPWING_REQUIRE_KAFKA=1 where Java and Maven are)\n');

test.skipIf(!wanted)('a broker that is killed mid-race and comes back loses nothing', { timeout: 240_000 }, async () => {
  const broker = await startBroker();
  try {
    const child = startLapwing(['race', '--data', testFolder(), '--cars', '10', '--laps', '3', '--seed', '7', '--speed', '12', '--brokers', broker.address, '--json']);
    let talk = '';
    let result = '';
    child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => (result += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 8000));
    await broker.kill();
    await expect.poll(() => talk, { timeout: 30_000 }).toContain(broker.address);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await broker.restart();
    expect(await ended).toBe(0);
    expect(talk).toContain('works again');
    const { frames, laps_stored } = JSON.parse(result) as RaceReport;
    expect(frames).toMatchObject({ buffered: frames.generated, confirmed: frames.generated, stored: frames.generated, gaps: [] });
    expect(laps_stored).toBe(10 * 4);
  } finally {
    await broker.stop();
  }
});
