/**
 * The file that a thread or a process starts from. In source it is `name`.ts, relative to the module that asks; in a
 * bundle, where modules have been poured together, all such files lie side by side, so only the last part counts.
 * The extension is that of the module that asks.
 */
export function entryUrl(fromImportMetaUrl: string, name: string): URL {
  const extension = /\.[cm]?[jt]s(?=$|[?#])/.exec(fromImportMetaUrl)?.[0] ?? '.js';
  const file = extension.endsWith('ts') ? name : name.slice(name.lastIndexOf('/') + 1);
  return new URL(`./${file}${extension}`, fromImportMetaUrl);
}
