import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { carNames } from '../../../sim/car/cars.ts';
import { trackNames } from '../../../sim/track/tracks.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

/** A TORCS installation of one car and one track, and where they lie. */
function installation() {
  const root = testFolder();
  cpSync(fixture('torcs'), root, { recursive: true });
  mkdirSync(join(root, 'tracks/road/paddock'), { recursive: true });
  cpSync(fixture('tracks/paddock.xml'), join(root, 'tracks/road/paddock/paddock.xml'));
  return { env: { TORCS_DATA: root }, car: join(root, 'cars/kestrel/kestrel.xml'), track: join(root, 'tracks/road/paddock/paddock.xml') };
}

test('tracks lists ours with title, length and description, and those of an installed TORCS with their paths', async () => {
  const { env, track } = installation();
  const listed = JSON.parse((await lapwing(['tracks', '--json'], env)).stdout) as { own: { name: string; length: number }[]; torcs: unknown[] };
  expect(listed.own.map(({ name }) => name)).toEqual(trackNames());
  for (const { length } of listed.own) expect(length).toBeGreaterThan(1000);
  expect(listed.torcs).toContainEqual({ name: 'paddock', title: 'Paddock Ring', path: track });
  const shown = await lapwing(['tracks'], env);
  expect(shown.stdout).toMatch(/^lapwing-park\s+Lapwing Park\s+\d{4} /m);
  expect(shown.stdout).toContain(track);
});

test('cars lists ours with what they are, and those of an installed TORCS with their paths', async () => {
  const { env, car } = installation();
  const listed = JSON.parse((await lapwing(['cars', '--json'], env)).stdout) as { own: { name: string }[]; torcs: unknown[] };
  expect(listed.own.map(({ name }) => name)).toEqual(carNames());
  expect(listed.own[0]).toMatchObject({ title: 'Lapwing F', drive: 'rear', ers: true, drs: true });
  expect(listed.torcs).toContainEqual({ name: 'kestrel', category: 'club', path: car });
  const shown = await lapwing(['cars'], env);
  expect(shown.stdout).toMatch(/^lapwing-f\s+Lapwing F .*ERS, DRS$/m);
  expect(shown.stdout).toContain(car);
});

test.each(['tracks', 'cars'])('%s takes no arguments, and has a help', async (name) => {
  expect(await lapwing([name, 'monza'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(`lapwing ${name} --help`) });
  expect((await lapwing([name, '--help'])).stdout).toContain(`lapwing ${name}`);
});
