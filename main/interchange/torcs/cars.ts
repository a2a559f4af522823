import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { torcsRoots } from './installation.ts';
import { readParams } from './params.ts';

export interface TorcsCar {
  readonly name: string;
  readonly category: string;
  readonly path: string;
}

/** The cars of the installation at `root`, or of those that are found, by name; what cannot be read as a car is left out. */
export function torcsCars(root?: string): TorcsCar[] {
  const roots = root === undefined ? torcsRoots() : [root];
  const paths = roots.flatMap((folder) => globSync(`${folder}/cars/*/*.xml`)).filter((path) => basename(path, '.xml') === basename(dirname(path)));
  return paths.flatMap(read).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function read(path: string): TorcsCar[] {
  try {
    return [{ name: basename(path, '.xml'), category: readParams(path).text('Car/category'), path }];
  } catch {
    return [];
  }
}
