/** The name that somebody may have meant: the nearest by letters that are wrong, missing or too many; undefined where none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let nearest: string | undefined;
  let least = Math.min(3, Math.ceil(wanted.length / 3)) + 1;
  for (const each of known) {
    const apart = distanceOf(wanted, each.toLowerCase());
    if (apart < least) [nearest, least] = [each, apart];
  }
  return nearest;
}

/** Levenshtein's: letters to change, add or leave out. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let k = 0; k < b.length; k++) next.push(Math.min(next[k]! + 1, row[k + 1]! + 1, row[k]! + Number(a[i] !== b[k])));
    row = next;
  }
  return row.at(-1)!;
}
