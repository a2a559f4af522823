import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkClock } from '../../../main/hosts/cli/doctor/clock.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';

describe('the doctor', () => {
  it('says of each broker that is none what to do, and goes on', { timeout: 60_000 }, async () => {
    const { status, stdout } = await lapwing(['doctor', '--data', testFolder(), '--brokers', 'localhost:99999,[::1]:1']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ok +node/);
    expect(stdout).toMatch(/^FAIL +broker +"localhost:99999" is not the address of a broker; give HOST:PORT/m);
    expect(stdout).toMatch(/^FAIL +broker +\[::1\]:1: .*Start the broker, or check the address and the network\.$/m);
  });

  it('names settings that are wrong, and never their secret', { timeout: 60_000 }, async () => {
    const env = { LAPWING_KAFKA_PASSWORD: 'wall-of-secrets', LAPWING_KAFKA_USER: 'pit' };
    const { status, stdout } = await lapwing(['doctor', '--data', testFolder(), '--brokers', 'localhost:1', '--json'], env);
    expect(status).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { check: string; ok: boolean; text: string }[] };
    expect(findings.find(({ check }) => check === 'settings')).toMatchObject({ ok: false, text: expect.stringContaining('LAPWING_KAFKA_SASL') as string });
    expect(stdout).not.toContain('wall-of-secrets');
  });

  it('sees a clock that was set back', () => {
    const folder = testFolder();
    const file = join(folder, 'laps.db');
    writeFileSync(file, '');
    expect(checkClock(folder).ok).toBe(true);
    const tomorrow = Date.now() / 1000 + 86_400;
    utimesSync(file, tomorrow, tomorrow);
    expect(checkClock(folder)).toMatchObject({ ok: false, text: expect.stringContaining(file) as string });
  });
});
