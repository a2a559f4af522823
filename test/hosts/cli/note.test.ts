import { expect, test } from 'vitest';
import type { LapNote } from '../../../common/lap-note.ts';
import { dataFiles } from '../../../main/installation.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';
import { sampleLap } from '../../trackside/laps/sample-lap.ts';

test('notes are written, found and taken away, and what somebody else has written is told before it is written over', { timeout: 180_000 }, async () => {
  const data = testFolder();
  const store = new LapStore(dataFiles(data).laps);
  for (const lap of [3, 4]) store.insertLap(sampleLap({ lap, samples: 3 }));
  store.close();
  const note = (...args: string[]) => lapwing(['note', ...args, '--data', data]);
  const id = 'race-1/car7/003';

  expect(await note(id)).toEqual({ status: 0, stdout: '', stderr: `Nothing is noted about ${id}.\n` });
  expect(await note(id, '--text', 'wide at 3', '--tags', 'Slow, kerb', '--as', 'Ada')).toMatchObject({ status: 0, stderr: `${id}: written as revision 1.\n` });
  const late = await note(id, '--text', 'wide at 4', '--expect', '0', '--as', 'Bo');
  expect(late).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^E_NOTE_CONFLICT: .*Ada changed it at .*revision 1 says "wide at 3", tags: kerb, slow\. .*--expect 1\.\n$/) as string });
  expect(await note(id, '--text', 'wide at 4', '--expect', '1', '--as', 'Bo')).toMatchObject({ status: 0 });
  const [found] = JSON.parse((await note('--tag', 'kerb', '--json')).stdout) as LapNote[];
  expect(found).toMatchObject({ id, revision: 2, text: 'wide at 4', tags: ['kerb', 'slow'], author: 'Bo' });
  expect((await note('--race', 'race-1')).stdout).toMatch(/race-1\/car7\/003 +kerb, slow +wide at 4 +Bo/);
  expect(await note(id, '--delete')).toMatchObject({ status: 0 });
  expect((await note('--tag', 'kerb')).stderr).toMatch(/Nothing is noted/);

  expect(await note('race-1/car7/099')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^E_NO_LAP: .*"race-1\/car7\/099"/) as string });
  expect(await note(id, '--tags', '<b>')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^--tags: a tag begins with/) as string });
  expect(await note('--text', 'x')).toMatchObject({ status: 2, stderr: expect.stringMatching(/needs the id of a lap/) as string });
  expect(await note(id, '--text', 'x', '--delete')).toMatchObject({ status: 2 });
});
