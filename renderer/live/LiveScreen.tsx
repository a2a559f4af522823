import { useEffect, useState } from 'preact/hooks';
import { CarPanel } from '../car/CarPanel.tsx';
import { RaceControl } from '../control/RaceControl.tsx';
import { frameLoop } from '../frame-loop.ts';
import { LinkPanel } from '../link/LinkPanel.tsx';
import { TrackMap } from '../map/TrackMap.tsx';
import { usePitWall } from '../state/context.ts';
import { LiveSamples } from './live-samples.ts';
import { StripCharts } from './StripCharts.tsx';
import { TimingTower } from './TimingTower.tsx';

/** Tab 1: the race as it is now. */
export function LiveScreen() {
  const pitWall = usePitWall();
  const [samples, setSamples] = useState<LiveSamples | null>(null);
  useEffect(() => {
    const opened = new LiveSamples(pitWall);
    setSamples(opened);
    const end = frameLoop.everyFrame((now) => opened.tick(now));
    return () => {
      end();
      opened.close();
    };
  }, [pitWall]);
  if (!samples) return null;
  return (
    <div class="live">
      <div class="live-left">
        <TimingTower />
        <RaceControl />
      </div>
      <StripCharts samples={samples} />
      <div class="live-right">
        <TrackMap clock={samples.clock} />
        <CarPanel clock={samples.clock} />
        <LinkPanel />
      </div>
    </div>
  );
}
