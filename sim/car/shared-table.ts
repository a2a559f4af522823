/** As many tables as a field of unlike cars may want at once; beyond them the oldest are made anew when they are asked for. */
const MOST = 256;

const tables = new Map<string, Float64Array>();

/**
 * The table that `make` works out of nothing but `figures`, made once for all that are alike: the tyres of a whole field then lie
 * in the processor's cache together. Nobody may change it.
 */
export function sharedTable(kind: string, figures: readonly number[], make: () => Float64Array): Float64Array {
  const key = `${kind} ${figures.join(' ')}`;
  let table = tables.get(key);
  if (!table) {
    table = make();
    if (tables.size >= MOST) tables.delete(tables.keys().next().value!);
    tables.set(key, table);
  }
  return table;
}
