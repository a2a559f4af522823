import type { LapRow } from '../../../common/race-view.ts';
import type { LapNote } from '../../../common/lap-note.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { IDEAL } from '../overlay/messages.ts';
import type { SummaryAnswer, ViewAnswer } from '../overlay/messages.ts';

/** Points of a chart's line on paper. */
const BUCKETS = 600;
export const REPORT_CHANNELS: readonly string[] = ['Speed'];

/** All that a lap report says, as it was when it was asked for. */
export interface ReportSheet {
  lap: LapRow;
  /** Null where the lap is compared with the ideal lap, or with none. */
  reference: LapRow | null;
  ideal: boolean;
  /** Of the reference, s; null where it is not known. */
  referenceTime: number | null;
  view: ViewAnswer;
  summary: SummaryAnswer;
  note: LapNote | null;
}

/** Why there can be no report; null when there can. */
export function reportHindrance(desk: AnalysisDesk): string | null {
  if (desk.focus.value === null) return 'Choose a lap first: the report is of the lap that is looked at.';
  return desk.summary.value === null || desk.view.value === null ? 'The laps are still being read.' : null;
}

/** Gathers what the report of the lap that is looked at says. Rejects with a line that says what is missing. */
export async function gatherReport(desk: AnalysisDesk): Promise<ReportSheet> {
  const summary = desk.summary.peek();
  const chosen = desk.pitWall.lapChoice.list.peek();
  const lap = chosen.find(({ row }) => row.id === desk.focus.peek())?.row;
  if (!summary || !lap) throw new Error('There is no lap to report on: choose one in the list on the left.');
  const reference = chosen.find(({ row }) => row.id === summary.reference)?.row ?? null;
  const ideal = summary.reference === IDEAL;
  const laps = summary.laps;
  const { connection } = desk.pitWall;
  const [view, note] = await Promise.all([
    desk.viewOnce({ laps, reference: summary.reference, axis: 'distance', span: null, buckets: BUCKETS }, REPORT_CHANNELS),
    connection.request('note.get', { id: lap.id }),
  ]);
  return { lap, reference, ideal, referenceTime: ideal ? summary.idealTime : (reference?.lap_time ?? null), view, summary, note: note.text === '' && note.tags.length === 0 ? null : note };
}
