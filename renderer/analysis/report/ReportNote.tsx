import { markersOf, withoutMarkers } from '../../../common/lap-markers.ts';
import type { LapNote } from '../../../common/lap-note.ts';
import { fixed } from '../../format.ts';

/** Letters of a note, and markers, that a page has room for. */
const MOST = 420;
const MOST_MARKERS = 6;

/** What was noted about the lap. */
export function ReportNote({ note }: { note: LapNote | null }) {
  if (!note) return <p class="muted">No note and no tags.</p>;
  const text = withoutMarkers(note.text);
  const short = text.length > MOST ? `${text.slice(0, MOST).trimEnd()} … (goes on in Lapwing)` : text;
  const markers = markersOf(note.text).toSorted((a, b) => a.at - b.at);
  return (
    <section class="report-note" data-testid="report-note">
      <h2>Note</h2>
      {short !== '' && <p>{short}</p>}
      {markers.slice(0, MOST_MARKERS).map(({ at, unit, text: words, line }) => <p key={line}><b>{fixed(at, unit === 'm' ? 0 : 2)} {unit}</b> {words}</p>)}
      {markers.length > MOST_MARKERS && <p class="muted">and {markers.length - MOST_MARKERS} markers more</p>}
      {note.tags.length > 0 && <p>{note.tags.map((tag) => <span key={tag} class="report-tag">{tag}</span>)}</p>}
    </section>
  );
}
