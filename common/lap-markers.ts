/** A place of a lap that something is noted about: a line of the lap's note, `@812.5 m: late on the throttle`. */
export interface LapMarker {
  at: number;
  /** From the line, m, or s since it. */
  unit: 'm' | 's';
  text: string;
}

/** A marker, and which line of the note it is. */
export interface NotedMarker extends LapMarker {
  line: number;
}

const MARKER = /^@(\d+(?:\.\d+)?) ?(m|s)(?::\s*(.*)|\s*)$/;
const DIGITS = { m: 1, s: 3 } as const;

/** The line of a note that a marker is. */
export function markerLine({ at, unit, text }: LapMarker): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return `@${Number(at.toFixed(DIGITS[unit]))} ${unit}${plain === '' ? '' : `: ${plain}`}`;
}

/** The markers of a note, in the order of its lines. */
export function markersOf(note: string): NotedMarker[] {
  return note.split('\n').flatMap((text, line) => {
    const found = MARKER.exec(text.trim());
    return found ? [{ at: Number(found[1]), unit: found[2] as 'm' | 's', text: found[3]?.trim() ?? '', line }] : [];
  });
}

/** What a note says beside its markers. */
export function withoutMarkers(note: string): string {
  return note.split('\n').filter((line) => !MARKER.test(line.trim())).join('\n').trim();
}

/**
 * A note with a marker put in the place of another one. Null where the note no longer has that one: somebody has changed it.
 * @param before null: the marker is new, and comes last
 * @param after null: the marker goes
 */
export function changeMarker(note: string, before: LapMarker | null, after: LapMarker | null): string | null {
  const lines = note === '' ? [] : note.split('\n');
  const at = before === null ? lines.length : lines.findIndex((line) => markersOf(line).some((marker) => markerLine(marker) === markerLine(before)));
  if (at < 0) return null;
  lines.splice(at, before === null ? 0 : 1, ...(after === null ? [] : [markerLine(after)]));
  return lines.join('\n');
}
