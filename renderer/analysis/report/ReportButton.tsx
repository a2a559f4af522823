import { useEffect } from 'preact/hooks';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { LapReport } from './LapReport.tsx';
import { gatherReport, reportHindrance } from './report-sheet.ts';

/** Opens the report of the lap that is looked at. */
export function ReportButton({ desk }: { desk: AnalysisDesk }) {
  const hindrance = reportHindrance(desk);
  const sheet = desk.report.value;
  useEffect(() => () => void (desk.report.value = null), [desk]);
  return (
    <>
      <button type="button" class="small" disabled={hindrance !== null} title={hindrance ?? desk.pitWall.commands.title('analysis.sheet', 'One page on the lap that is looked at, to print or save as PDF')} data-testid="open-report" onClick={() => void openReport(desk)}>
        Report
      </button>
      {sheet && <LapReport desk={desk} sheet={sheet} onClose={() => (desk.report.value = null)} />}
    </>
  );
}

/** Shows the report when all that it says has come. */
export async function openReport(desk: AnalysisDesk): Promise<void> {
  const sheet = await desk.pitWall.attempt(gatherReport(desk));
  if (sheet) desk.report.value = sheet;
}
