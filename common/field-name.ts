/** How messages name a field of a document: `a.b[2].c`, under the name of what the path begins in. */
export function fieldName(path: readonly PropertyKey[], under = ''): string {
  return path.reduce<string>((at, key) => (typeof key === 'number' ? `${at}[${key}]` : at ? `${at}.${String(key)}` : String(key)), under);
}
