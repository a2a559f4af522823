import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { torcsRoots } from './installation.ts';

/** The two entities that TORCS's tracks declare, by the one place that they may name. */
const SHARED = new Map([
  ['default-surfaces', 'data/tracks/surfaces.xml'],
  ['default-objects', 'data/tracks/objects.xml'],
]);

export const SHARED_NAMES = [...SHARED.keys()];

/**
 * What the entities of a DOCTYPE stand for: name to file. Calls `fail` at the first that is anything but one of TORCS's shared
 * lists of sections under its own name and place, so that neither an entity bomb nor a foreign file gets in.
 */
export function declaredIncludes(doctype: string, file: string, fail: (reason: string) => never): Map<string, string> {
  const includes = new Map<string, string>();
  const declarations = doctype.split('<!ENTITY').slice(1);
  for (const declaration of declarations) {
    const [, name = '', place = ''] = /^\s+([\w-]+)\s+SYSTEM\s+"([^"]*)"\s*>/.exec(declaration) ?? [];
    const shared = SHARED.get(name);
    if (!shared || !place.endsWith(shared) || !/^(\.\.\/)*$/.test(place.slice(0, -shared.length))) {
      const what = /^\s*(%?\s*[\w-]+)/.exec(declaration)?.[1] ?? '';
      fail(`the entity "${what}" is refused; only TORCS's ${SHARED_NAMES.join(' and ')} are read`);
    }
    includes.set(name, sharedFile(file, place, shared));
  }
  return includes;
}

/** Where the file lies by its own word, or else in an installed TORCS. */
function sharedFile(file: string, place: string, shared: string): string {
  const beside = resolve(dirname(file), place);
  if (existsSync(beside)) return beside;
  return torcsRoots().map((root) => join(root, shared)).find(existsSync) ?? beside;
}
