import './analysis.css';
import { useMemo } from 'preact/hooks';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { usePitWall } from '../state/context.ts';
import { chartCommands } from './chart-commands.ts';
import { deskOf } from './desk-of.ts';
import { LapBrowser } from './LapBrowser.tsx';
import { OverlayCharts } from './OverlayCharts.tsx';

const NO_COMMANDS: readonly Command[] = [];

/** Laps of any races over each other. @param inFocus whether the keys of charts are for these */
export function AnalysisScreen({ inFocus }: { inFocus: boolean }) {
  const pitWall = usePitWall();
  const desk = useMemo(() => deskOf(pitWall), [pitWall]);
  useCommands(useMemo(() => () => (inFocus ? chartCommands(desk) : NO_COMMANDS), [desk, inFocus]));
  return (
    <div class="analysis">
      <LapBrowser desk={desk} />
      <OverlayCharts desk={desk} />
    </div>
  );
}
