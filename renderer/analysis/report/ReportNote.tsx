import type { LapNote } from '../../../common/lap-note.ts';

/** Letters of a note that a page has room for. */
const MOST = 420;

/** What was noted about the lap. */
export function ReportNote({ note }: { note: LapNote | null }) {
  if (!note) return <p class="muted">No note and no tags.</p>;
  const short = note.text.length > MOST ? `${note.text.slice(0, MOST).trimEnd()} … (goes on in Lapwing)` : note.text;
  return (
    <section class="report-note" data-testid="report-note">
      <h2>Note</h2>
      {short !== '' && <p>{short}</p>}
      {note.tags.length > 0 && <p>{note.tags.map((tag) => <span key={tag} class="report-tag">{tag}</span>)}</p>}
    </section>
  );
}
