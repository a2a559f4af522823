import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LapRow } from '../../../common/race-view.ts';
import { LONGEST_NOTE } from '../../../common/lap-note.ts';
import type { LapNote, NoteAnswer } from '../../../common/lap-note.ts';
import { lapTime, startTime } from '../../format.ts';
import { usePitWall } from '../../state/context.ts';
import { differs, draftOf, saysNothing, tagsOf } from './note-draft.ts';
import type { NoteDraft } from './note-draft.ts';
import { NAME_KEY } from './signature.ts';

interface NotePanelProps {
  lap: LapRow;
  /** Undefined where nothing was ever noted. */
  note: LapNote | undefined;
  /** Grows when the keyboard asks for the note. */
  asked: number;
  onClose(): void;
}

/** Note and tags of one lap, to be changed. What another window changes meanwhile is told, and nothing is written over unasked. */
export function NotePanel({ lap, note, asked, onClose }: NotePanelProps) {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const now: LapNote = note ?? { id: lap.id, revision: 0, text: '', tags: [], author: '', changed: 0 };
  /** What the draft was begun from. */
  const base = useSignal<LapNote>(now);
  const draft = useSignal<NoteDraft>(draftOf(now));
  const author = useSignal(localStorage.getItem(NAME_KEY) ?? '');
  const busy = useSignal(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const begin = (from: LapNote): void => {
    base.value = from;
    draft.value = draftOf(from);
  };
  useEffect(() => {
    if (base.value.id !== lap.id || !differs(draft.value, base.value)) begin(now);
  }, [lap.id, now.revision]);
  useEffect(() => {
    if (asked > 0) text.current?.focus();
  }, [asked]);

  const changed = differs(draft.value, base.value);
  const conflict = now.revision > base.value.revision && differs(draft.value, now);
  const settle = async (asking: Promise<NoteAnswer>): Promise<void> => {
    busy.value = true;
    const answer = await pitWall.attempt(asking);
    busy.value = false;
    if (!answer?.saved) return;
    begin(answer.note);
    // The button that was pressed is off now, and would take the keyboard with it.
    text.current?.focus();
  };
  const sign = author.value.trim() === '' ? {} : { author: author.value.trim() };
  const save = (expect: number): void => {
    if (busy.value || !changed) return;
    void settle(connection.request('note.put', { id: lap.id, expect, text: draft.value.text, tags: tagsOf(draft.value), ...sign }));
  };
  const offline = pitWall.host.value !== 'connected';
  return (
    <section
      class="note"
      aria-label="Note"
      data-testid="note-panel"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(base.value.revision);
        if (event.key === 'Escape') onClose();
      }}
    >
      <header class="panel-head">
        <h2>
          Lap {lap.lap}, {lap.car}
        </h2>
        <span class="muted">
          {lap.driver} · {lapTime(lap.lap_time)}
          {now.revision > 0 && ` · ${now.author}, ${startTime(now.changed)}, revision ${now.revision}`}
        </span>
        <button type="button" class="small push" aria-label="Close the note" onClick={onClose}>
          Close
        </button>
      </header>
      {conflict && (
        <p class="line warn" role="alert" data-testid="note-conflict">
          <span>
            {now.author} changed this at {startTime(now.changed)}. It now says{' '}
            {saysNothing(now) ? 'nothing' : <b class="says">{now.text || '(no text)'}</b>}
            {now.tags.length > 0 && `, tags: ${now.tags.join(', ')}`}.
          </span>
          <button type="button" class="small" disabled={busy.value} data-testid="note-mine" onClick={() => save(now.revision)}>
            Keep mine
          </button>
          <button type="button" class="small" data-testid="note-theirs" onClick={() => begin(now)}>
            Take theirs
          </button>
        </p>
      )}
      <textarea
        ref={text}
        rows={3}
        maxLength={LONGEST_NOTE}
        aria-label="Note"
        placeholder="What is worth knowing about this lap"
        data-testid="note-text"
        value={draft.value.text}
        onInput={(event) => (draft.value = { ...draft.value, text: event.currentTarget.value })}
      />
      <div class="note-row">
        <input
          aria-label="Tags, with commas between"
          placeholder="tags, with commas between"
          data-testid="note-tags"
          value={draft.value.tags}
          onInput={(event) => (draft.value = { ...draft.value, tags: event.currentTarget.value })}
        />
        <input
          class="note-author"
          aria-label="Your name"
          placeholder="your name"
          maxLength={60}
          data-testid="note-author"
          value={author.value}
          onInput={(event) => {
            author.value = event.currentTarget.value;
            localStorage.setItem(NAME_KEY, author.value);
          }}
        />
        <button
          type="button"
          class="danger"
          disabled={busy.value || offline || saysNothing(now)}
          title="Takes note and tags of this lap away"
          data-testid="note-delete"
          onClick={() => void settle(connection.request('note.delete', { id: lap.id, expect: now.revision, ...sign }))}
        >
          Delete
        </button>
        <button type="button" class="primary" disabled={busy.value || offline || !changed || conflict} title="Ctrl+Enter" data-testid="note-save" onClick={() => save(base.value.revision)}>
          Save
        </button>
      </div>
    </section>
  );
}
