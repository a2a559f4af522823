/** How long a query took, in words; `ms` as it was measured, to a tenth. */
export function queryTime(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 0.1) return 'less than 0.1 ms';
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}
