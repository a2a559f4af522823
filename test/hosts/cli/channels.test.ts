import { expect, test } from 'vitest';
import { CHANNELS } from '../../../common/channels.ts';
import { lapwing } from '../../support/cli.ts';

test('channels lists the catalogue, and finds by text and group', async () => {
  const all = await lapwing(['channels', '--json']);
  expect(JSON.parse(all.stdout)).toEqual(CHANNELS);
  const found = await lapwing(['channels', 'temp', 'inner', '--group', 'tyres', '--json']);
  expect((JSON.parse(found.stdout) as { name: string }[]).map(({ name }) => name)).toEqual(['FL', 'FR', 'RL', 'RR'].map((wheel) => `TyreTempInner${wheel}`));
  const shown = await lapwing(['channels', 'yaw']);
  expect(shown.stdout).toContain('Vaz ');
});

test('channels says what it does not know', async () => {
  expect(await lapwing(['channels', 'banana'])).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('No channel matches "banana"') });
  expect(await lapwing(['channels', '--group', 'wings'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/no such group. Choose one of Driver, Engine/) });
  const help = await lapwing(['channels', '--help']);
  expect(help.stdout).toContain('--group GROUP');
});
