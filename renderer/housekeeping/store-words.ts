import type { KeepRules, LeavingRace, StoreJob, Unpacked } from '../../common/store-view.ts';
import { count, fileSize, startTime } from '../format.ts';

const DOING: Readonly<Record<StoreJob['kind'], string>> = { pack: 'Packing', unpack: 'Unpacking', backup: 'Backing up to', compact: 'Compacting', delete: 'Deleting' };

const laps = (number: number): string => `${count(number)} ${number === 1 ? 'lap' : 'laps'}`;
const notes = (number: number): string => `${count(number)} ${number === 1 ? 'note' : 'notes'}`;

/** What is being done with the store. */
export function jobWords({ kind, what, done, total }: StoreJob): string {
  return `${DOING[kind]} ${kind === 'compact' ? 'the store' : what}${total > 0 ? `: ${count(done)} of ${laps(total)}` : ''} …`;
}

/** What leaves by itself. */
export function keepWords({ days, gigabytes }: KeepRules): string {
  const rules = [...(days === null ? [] : [`races older than ${days} ${days === 1 ? 'day' : 'days'} leave`]), ...(gigabytes === null ? [] : [`the oldest leave beyond ${gigabytes} GB`])];
  if (rules.length === 0) return 'Every race stays until somebody deletes it.';
  const text = rules.join(', and ');
  return `${text[0]!.toUpperCase()}${text.slice(1)}; pinned ones stay.`;
}

/** That some races are to leave, when, and what to do about it. */
export function leavingWords(leaving: readonly LeavingRace[]): string {
  const first = startTime(Math.min(...leaving.map(({ at }) => at)));
  const many = leaving.length > 1;
  return `${many ? `${count(leaving.length)} races leave, the first` : 'One race leaves'} after ${first}. Pin what is to stay.`;
}

/** What came out of a pack. */
export function unpackedWords({ race_id, laps: stored, bytes, outcome, notes_added, notes_kept }: Unpacked): string {
  if (outcome === 'added') return `${race_id} is unpacked: ${laps(stored)}, ${notes(notes_added)} (${fileSize(bytes)}).`;
  const kept = notes_kept > 0 ? ` ${laps(notes_kept)} ${notes_kept === 1 ? 'is' : 'are'} noted otherwise here, and ${notes_kept === 1 ? 'stays' : 'stay'} so.` : '';
  return `${race_id} is here already, bit for bit the same: nothing was changed, ${notes(notes_added)} added.${kept}`;
}
