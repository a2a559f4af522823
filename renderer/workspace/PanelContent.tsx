import { Suspense, lazy } from 'preact/compat';
import { CarPanel } from '../car/CarPanel.tsx';
import { RaceControl } from '../control/RaceControl.tsx';
import { LapsScreen } from '../laps/LapsScreen.tsx';
import { LinkPanel } from '../link/LinkPanel.tsx';
import { LinkScreen } from '../link/LinkScreen.tsx';
import type { LiveSamples } from '../live/live-samples.ts';
import { StripCharts } from '../live/StripCharts.tsx';
import { TimingTower } from '../live/TimingTower.tsx';
import { TrackMap } from '../map/TrackMap.tsx';
import { usePitWall } from '../state/context.ts';
import { ValuePanel } from '../values/ValuePanel.tsx';
import { KIND_LOOKS } from './panel-kinds.ts';

const LATER = {
  analysis: () => import('../analysis/AnalysisScreen.tsx'),
  figures: () => import('../analysis/FigurePanel.tsx'),
  sql: () => import('../sql/SqlScreen.tsx'),
  strategy: () => import('../strategy/StrategyScreen.tsx'),
};
const AnalysisScreen = lazy(async () => ({ default: (await LATER.analysis()).AnalysisScreen }));
const FigurePanel = lazy(async () => ({ default: (await LATER.figures()).FigurePanel }));
const SqlScreen = lazy(async () => ({ default: (await LATER.sql()).SqlScreen }));
const StrategyScreen = lazy(async () => ({ default: (await LATER.strategy()).StrategyScreen }));

/** Fetches the screens that a window does not begin with, when it has nothing else to do: they open while the workstation does not answer, too. */
export function fetchLaterScreens(): void {
  requestIdleCallback(() => {
    // One that did not come is fetched when it is opened.
    void Promise.allSettled(Object.values(LATER).map((fetch) => fetch()));
  });
}

/** What a panel shows. @param samples null until there are any for this workspace */
export function PanelContent({ id, samples }: { id: string; samples: LiveSamples | null }) {
  const pitWall = usePitWall();
  const { workspace } = pitWall;
  const panel = workspace.panel(id);
  if (!panel) return null;
  if (KIND_LOOKS[panel.kind].live && !samples) return null;
  const inFocus = workspace.focus.value === id;
  switch (panel.kind) {
    case 'tower':
      return <TimingTower inFocus={inFocus} />;
    case 'control':
      return <RaceControl />;
    case 'charts':
      return <StripCharts samples={samples!} strips={workspace.stripsOf(id)} look={workspace.lookOf(id)} inFocus={workspace.keyed.value === id} />;
    case 'values':
      return <ValuePanel samples={samples!} chosen={workspace.stripsOf(id)} inFocus={inFocus} />;
    case 'map':
      return <TrackMap clock={samples!.clock} inFocus={inFocus} />;
    case 'car':
      return <CarPanel clock={samples!.clock} inFocus={inFocus} />;
    case 'link':
      return <LinkPanel />;
    case 'laps':
      return <LapsScreen />;
    case 'link-screen':
      return <LinkScreen />;
    case 'sql':
      return (
        <Suspense fallback={<p class="empty">Opening the SQL screen …</p>}>
          <SqlScreen />
        </Suspense>
      );
    case 'analysis':
      return (
        <Suspense fallback={<p class="empty">Opening the analysis …</p>}>
          <AnalysisScreen inFocus={workspace.keyed.value === id} />
        </Suspense>
      );
    case 'sections':
    case 'tyre-age':
    case 'lap-map':
    case 'histogram':
    case 'scatter':
    case 'spectrum':
    case 'report':
      return (
        <Suspense fallback={<p class="empty">Opening the analysis …</p>}>
          <FigurePanel kind={panel.kind} choice={panel.kind === 'sections' || panel.kind === 'tyre-age' ? null : workspace.figureOf(id, panel.kind)} />
        </Suspense>
      );
    case 'strategy':
      return (
        <Suspense fallback={<p class="empty">Opening the strategy screen …</p>}>
          <StrategyScreen connection={pitWall.connection} />
        </Suspense>
      );
  }
}
