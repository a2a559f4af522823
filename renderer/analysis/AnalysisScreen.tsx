import './analysis.css';
import { Suspense, lazy } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { AnalysisDesk } from './analysis-desk.ts';
import { chartCommands } from './chart-commands.ts';
import { LapBrowser } from './LapBrowser.tsx';
import { LossMap } from './LossMap.tsx';
import { OverlayCharts } from './OverlayCharts.tsx';
import { SectionTable } from './SectionTable.tsx';

const MathPanel = lazy(async () => ({ default: (await import('./math/MathPanel.tsx')).MathPanel }));

/** What was chosen and zoomed to is there again when the screen is. */
const desks = new WeakMap<PitWall, AnalysisDesk>();

function deskOf(pitWall: PitWall): AnalysisDesk {
  let desk = desks.get(pitWall);
  if (!desk) desks.set(pitWall, (desk = new AnalysisDesk(pitWall)));
  return desk;
}

const NO_COMMANDS: readonly Command[] = [];

/** Laps of any races over each other, and where on the track the time between them goes. @param inFocus whether the keys of charts are for these */
export function AnalysisScreen({ inFocus }: { inFocus: boolean }) {
  const pitWall = usePitWall();
  const desk = useMemo(() => deskOf(pitWall), [pitWall]);
  useCommands(useMemo(() => () => (inFocus ? chartCommands(desk) : NO_COMMANDS), [desk, inFocus]));
  return (
    <div class="analysis">
      <LapBrowser desk={desk} />
      <OverlayCharts desk={desk} />
      {desk.writing.value ? (
        <Suspense fallback={<p class="empty">Opening the math channels …</p>}>
          <MathPanel desk={desk} />
        </Suspense>
      ) : (
        <div class="analysis-right">
          <LossMap desk={desk} />
          <SectionTable desk={desk} />
        </div>
      )}
    </div>
  );
}
