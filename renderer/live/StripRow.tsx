import { useEffect, useMemo, useRef } from 'preact/hooks';
import { followSize } from '../charts/size.ts';
import { frameLoop } from '../frame-loop.ts';
import { usePitWall } from '../state/context.ts';
import type { ChartView } from './chart-view.ts';
import { StripChart } from './strip-chart.ts';
import { stripOf } from './strips.ts';

interface StripRowProps {
  channel: string;
  view: ChartView;
  /** Whether it stands highest, and so says what a hole in the data is. */
  first: boolean;
  /** Whether it stands lowest, and so carries the x-axis. */
  last: boolean;
  onReplace(): void;
  /** Missing for the only strip. */
  onRemove: (() => void) | undefined;
}

/** A strip chart, its name to put another channel in its place, and the values beside it. */
export function StripRow({ channel, view, first, last, onReplace, onRemove }: StripRowProps) {
  const pitWall = usePitWall();
  const strip = useMemo(() => stripOf(channel), [channel]);
  const root = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const values = useRef<HTMLDivElement>(null);
  const drawn = useRef<StripChart | null>(null);
  useEffect(() => {
    const at = { root: root.current!, plot: plot.current!, values: values.current! };
    const chart = new StripChart(strip, view, () => pitWall.track.value, at, { first, last });
    drawn.current = chart;
    at.root.style.flexGrow = String(strip.share);
    const ends = [
      followSize(at.plot, (width, height) => chart.resize(width, height)),
      frameLoop.inTurn((now) => chart.draw(now)),
    ];
    return () => {
      for (const end of ends) end();
      chart.destroy();
    };
  }, [strip, view, first, last, pitWall]);
  const replaying = pitWall.replay.view.value !== null;
  const seek = (): void => {
    const racetime = drawn.current?.timeAtCursor() ?? null;
    if (racetime !== null) pitWall.replay.seek({ racetime });
  };
  return (
    <div class={last ? 'strip last' : 'strip'} ref={root} data-testid={`chart-${channel}`}>
      <div class={replaying ? 'strip-plot seekable' : 'strip-plot'} ref={plot} title={replaying ? 'Click: go to this moment' : undefined} onClick={replaying ? seek : undefined} />
      <div class="strip-side">
        <span class="strip-name">
          <button type="button" title={`${channel}: draw another channel here`} data-testid={`replace-${channel}`} onClick={onReplace}>
            {breakable(channel)} <small>{strip.unit}</small>
          </button>
          {onRemove && (
            <button type="button" class="strip-remove" title={`Remove ${channel}`} aria-label={`Remove ${channel}`} data-testid={`remove-${channel}`} onClick={onRemove}>
              ×
            </button>
          )}
        </span>
        <div class="strip-values" ref={values} />
      </div>
    </div>
  );
}

/** A channel's name with places between its words at which a line may end. */
function breakable(name: string) {
  return name.split(/(?<=[a-z])(?=[A-Z])/).flatMap((word, i) => (i === 0 ? [word] : [<wbr key={i} />, word]));
}
