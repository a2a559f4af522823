import './analysis.css';
import { useEffect, useMemo } from 'preact/hooks';
import { isTyping } from '../shell/screens.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { AnalysisDesk } from './analysis-desk.ts';
import { pressKey } from './chart-keys.ts';
import { LapBrowser } from './LapBrowser.tsx';
import { LossMap } from './LossMap.tsx';
import { OverlayCharts } from './OverlayCharts.tsx';
import { SectionTable } from './SectionTable.tsx';

/** What was chosen and zoomed to is there again when the screen is. */
const desks = new WeakMap<PitWall, AnalysisDesk>();

function deskOf(pitWall: PitWall): AnalysisDesk {
  let desk = desks.get(pitWall);
  if (!desk) desks.set(pitWall, (desk = new AnalysisDesk(pitWall)));
  return desk;
}

/** Tab 3: laps of any races over each other, and where on the track the time between them goes. */
export function AnalysisScreen() {
  const pitWall = usePitWall();
  const desk = useMemo(() => deskOf(pitWall), [pitWall]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (event.target instanceof HTMLElement && event.target.closest('.grid, .scroll') && /^(Arrow|Page)/.test(event.key)) return;
      if (pressKey(desk, event)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [desk]);
  return (
    <div class="analysis">
      <LapBrowser desk={desk} />
      <OverlayCharts desk={desk} />
      <div class="analysis-right">
        <LossMap desk={desk} />
        <SectionTable desk={desk} />
      </div>
    </div>
  );
}
