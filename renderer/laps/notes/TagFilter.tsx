import type { LapNote } from '../../../common/lap-note.ts';
import { tagCounts } from './note-draft.ts';

interface TagFilterProps {
  notes: ReadonlyMap<string, LapNote>;
  /** Null: every lap. */
  chosen: string | null;
  onChoose(tag: string | null): void;
}

/** The tags of a race's laps; one that is pressed leaves its laps alone in the list. */
export function TagFilter({ notes, chosen, onChoose }: TagFilterProps) {
  const tags = tagCounts(notes.values());
  if (tags.length === 0) return null;
  return (
    <p class="tags line" role="group" aria-label="Only laps with a tag" data-testid="tag-filter">
      <span class="muted">Tags</span>
      {tags.map(([tag, laps]) => (
        <button
          key={tag}
          type="button"
          class="tag"
          aria-pressed={tag === chosen}
          data-testid={`tag-${tag}`}
          onClick={() => onChoose(tag === chosen ? null : tag)}
        >
          {tag} <span class="muted">{laps}</span>
        </button>
      ))}
    </p>
  );
}
