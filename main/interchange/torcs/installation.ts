import { existsSync } from 'node:fs';

const PLACES = ['/usr/share/games/torcs', '/usr/local/share/games/torcs'];

/** Data folders of the TORCS installations that are found: the one that `TORCS_DATA` names, then the usual ones. */
export function torcsRoots(): string[] {
  const { TORCS_DATA } = process.env;
  return [...(TORCS_DATA ? [TORCS_DATA] : []), ...PLACES].filter((root) => existsSync(`${root}/cars`));
}
