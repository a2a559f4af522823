import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { raceAudit } from '../../../common/audit.ts';
import type { RaceView } from '../../../common/race-view.ts';
import type { LinkView } from '../../../common/link-view.ts';
import type { Session } from '../../../main/session.ts';
import { openWorkstation } from '../../../main/workstation.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';

async function running(): Promise<{ data: string; session: Session }> {
  const data = testFolder();
  const workstation = await openWorkstation({ dataDir: data });
  onTestFinished(() => workstation.close());
  return { data, session: workstation.open({ event() {}, live() {} }) };
}

const link = async (session: Session): Promise<LinkView> => (await session.request('link', {})) as LinkView;

test('while a workstation runs it is asked, and the books balance in the middle of a race', { timeout: 60_000 }, async () => {
  const { data, session } = await running();
  const { race_id } = (await session.request('race.start', { track: 'little-marsh', cars: 3, laps: 100, speed: 5 })) as RaceView;
  await expect.poll(async () => (await link(session)).frames.confirmed, { timeout: 20_000 }).toBeGreaterThan(100);
  const { status, stdout, stderr } = await lapwing(['audit', race_id, '--data', data]);
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/^car +generated +on disk +sent +broker +trackside +factory +waiting +gaps +repeats +unaccounted$/m);
  expect(stdout).toMatch(/^all +[1-9]\d* .* 0 +0 +0$/m);
  expect(stderr).toMatch(/^Every frame is accounted for[.:]/);
  expect(stderr).toContain(`Live from the workstation that runs on ${data} (pid ${process.pid}), at `);

  await session.request('link.set', { radio: 'cut' });
  await expect.poll(async () => (await link(session)).backlog, { timeout: 20_000 }).toBeGreaterThan(30);
  const cut = await lapwing(['audit', race_id, '--data', data, '--json']);
  const books = raceAudit.parse(JSON.parse(cut.stdout));
  expect(cut.status).toBe(0);
  expect(books).toMatchObject({ race_id, live: true, state: 'running', balanced: true });
  expect(books.totals.waiting).toBeGreaterThan(30);
  expect(books.totals.generated! - books.totals.factory).toBe(books.totals.waiting);
  expect(await lapwing(['audit', 'r1', '--data', data])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^E_NO_RACE: .*\n$/) as string });
});

if (process.platform === 'win32') process.stdout.write('skipped: the mode of running.json (Windows has none)\n');
test('a second workstation on the folder says in one line who has it, and who has it can be asked by its owner alone', { timeout: 60_000 }, async () => {
  const { data } = await running();
  const second = await lapwing(['race', '--cars', '1', '--laps', '1', '--data', data]);
  expect(second).toEqual({ status: 1, stdout: '', stderr: `E_IN_USE: ${data} is open by pid ${process.pid}. Close that Lapwing, or name another folder with --data.\n` });
  if (process.platform !== 'win32') expect(statSync(join(data, 'running.json')).mode & 0o777).toBe(0o600);
});
