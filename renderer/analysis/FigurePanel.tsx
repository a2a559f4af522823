import './analysis.css';
import './figures/figures.css';
import { useMemo } from 'preact/hooks';
import { usePitWall } from '../state/context.ts';
import { deskOf } from './desk-of.ts';
import type { FigureChoice } from './figures/figure-choice.ts';
import type { FigureKind } from './figures/figure-settings.ts';
import { HistogramPanel } from './figures/HistogramPanel.tsx';
import { ReportPanel } from './figures/ReportPanel.tsx';
import { ScatterPanel } from './figures/ScatterPanel.tsx';
import { SpectrumPanel } from './figures/SpectrumPanel.tsx';
import { LossMap } from './LossMap.tsx';
import { SectionTable } from './SectionTable.tsx';
import { TyreAgePanel } from './tyre-age/TyreAgePanel.tsx';

/** A panel beside the charts of laps over each other: it follows the same laps, view and cursor. @param choice null for what has nothing to choose */
export function FigurePanel({ kind, choice }: { kind: FigureKind | 'sections' | 'tyre-age'; choice: FigureChoice | null }) {
  const pitWall = usePitWall();
  const desk = useMemo(() => deskOf(pitWall), [pitWall]);
  if (choice === null) return kind === 'tyre-age' ? <TyreAgePanel desk={desk} /> : <SectionTable desk={desk} />;
  switch (kind) {
    case 'sections':
    case 'tyre-age':
      return null;
    case 'lap-map':
      return <LossMap desk={desk} choice={choice} />;
    case 'histogram':
      return <HistogramPanel desk={desk} choice={choice} />;
    case 'scatter':
      return <ScatterPanel desk={desk} choice={choice} />;
    case 'spectrum':
      return <SpectrumPanel desk={desk} choice={choice} />;
    case 'report':
      return <ReportPanel desk={desk} choice={choice} />;
  }
}
