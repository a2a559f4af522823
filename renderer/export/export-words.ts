import type { ExportView } from '../../common/lap-export.ts';
import { count } from '../format.ts';

/** One sentence or two on how far an export is, or what came of it. */
export function exportWords({ state, laps, sent, before, confirmed, bytes, site, topic, address, error }: ExportView): string {
  if (error) return error.message;
  const earlier = before > 0 ? ` ${count(before)} of them confirmed before and not sent again.` : '';
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  if (state === 'running') return `${count(confirmed)} of ${count(laps)} laps confirmed, ${count(sent)} sent (${size}).${earlier}`;
  return `The factory ${site.slice(0, 8)} confirmed ${count(confirmed)} of ${count(laps)} laps on ${topic} (${address}); ${count(sent)} sent, ${size}.${earlier}`;
}
