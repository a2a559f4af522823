import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LapwingError } from '../../../common/errors.ts';
import { torcsRoots } from './installation.ts';
import { readParams } from './params.ts';

/** A track of an installed TORCS. */
export interface InstalledTrack {
  readonly name: string;
  readonly title: string;
  readonly path: string;
}

/** The tracks of a TORCS data folder, or of the first installation that is found; none where there is none. */
export function torcsTracks(root: string | undefined = torcsRoots()[0]): InstalledTrack[] {
  const tracks = root === undefined ? '' : join(root, 'tracks');
  if (!existsSync(tracks)) return [];
  const folders = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return folders(tracks)
    .flatMap((category) => folders(join(tracks, category)).map((name) => ({ name, path: join(tracks, category, name, `${name}.xml`) })))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, title: titleOf(path) ?? name, path }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function titleOf(path: string): string | undefined {
  try {
    return readParams(path).text('Header/name', '') || undefined;
  } catch (error) {
    if (error instanceof LapwingError) return undefined;
    throw error;
  }
}
