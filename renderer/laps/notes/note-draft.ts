import type { LapNote } from '../../../common/lap-note.ts';

/** What is being written, before it is sent. */
export interface NoteDraft {
  text: string;
  /** As typed: tags with commas between. */
  tags: string;
}

export function draftOf({ text, tags }: Pick<LapNote, 'text' | 'tags'>): NoteDraft {
  return { text, tags: tags.join(', ') };
}

export function tagsOf(draft: NoteDraft): string[] {
  return draft.tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '');
}

/** Whether a draft says something else than the note. */
export function differs(draft: NoteDraft, note: Pick<LapNote, 'text' | 'tags'>): boolean {
  const plain = (tags: readonly string[]): string => [...new Set(tags.map((tag) => tag.toLowerCase()))].toSorted().join();
  return draft.text !== note.text || plain(tagsOf(draft)) !== plain(note.tags);
}

export const saysNothing = ({ text, tags }: Pick<LapNote, 'text' | 'tags'>): boolean => text === '' && tags.length === 0;

/** Every tag of these notes with how many laps have it, the most used first. */
export function tagCounts(notes: Iterable<LapNote>): [tag: string, laps: number][] {
  const counts = new Map<string, number>();
  for (const { tags } of notes) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].toSorted(([a, more], [b, less]) => less - more || a.localeCompare(b));
}
