import { effect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { followSize } from '../charts/size.ts';
import { themeTurns } from '../charts/theme.ts';
import { stripOf } from '../live/strips.ts';
import type { Strip } from '../live/strips.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { drawOrder, lapLooks } from './lap-looks.ts';
import { DELTA } from './delta-strip.ts';
import { OverlayStrip } from './overlay-strip.ts';
import { known, signClass, signed } from './words.ts';

interface OverlayStripRowProps {
  desk: AnalysisDesk;
  /** Null: delta-time. */
  channel: string | null;
  first: boolean;
  last: boolean;
  onReplace?(): void;
  /** Missing where the strip cannot go. */
  onRemove?: (() => void) | undefined;
}

/** One strip with its name, and beside it the values of the reference and the lap that is looked at. */
export function OverlayStripRow({ desk, channel, first, last, onReplace, onRemove }: OverlayStripRowProps) {
  const strip = useMemo(() => (channel === null ? DELTA : stripOf(channel)), [channel]);
  const root = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [row, place] = [root.current!, plot.current!];
    const chart = new OverlayStrip(strip, place, { first, last });
    row.style.flexGrow = String(strip.share);
    const ends = [
      followSize(place, (width, height) => chart.resize(width, height)),
      effect(() => {
        void themeTurns.value;
        chart.repaint();
      }),
      effect(() => {
        void themeTurns.value;
        draw(desk, channel, chart, row);
      }),
    ];
    return () => {
      for (const end of ends) end();
      chart.destroy();
    };
  }, [desk, strip, channel, first, last]);
  const name = strip.channel;
  return (
    <div class={last ? 'strip last' : 'strip'} ref={root} data-testid={`overlay-${channel ?? 'delta'}`} data-channel={channel ?? undefined}>
      <div class="strip-plot" ref={plot} />
      <div class="strip-side">
        <span class="strip-name">
          {channel === null ? (
            <b title="Seconds behind (+) or ahead (−) of the reference at the same place of the track">
              Δ time <small>s</small>
            </b>
          ) : (
            <button type="button" title={`${name}: draw another channel here`} data-testid={`overlay-replace-${name}`} onClick={onReplace}>
              {name} <small>{strip.unit}</small>
            </button>
          )}
          {onRemove && (
            <button type="button" class="strip-remove" title={`Remove ${name}`} aria-label={`Remove ${name}`} data-testid={`overlay-remove-${name}`} onClick={onRemove}>
              ×
            </button>
          )}
        </span>
        <SideValues desk={desk} channel={channel} strip={strip} />
      </div>
    </div>
  );
}

function draw(desk: AnalysisDesk, channel: string | null, chart: OverlayStrip, root: HTMLElement): void {
  const view = desk.view.value;
  if (!view) return;
  const at = view.channels.findIndex(({ name }) => name === channel);
  if (channel !== null && at < 0) return;
  const laps = desk.pitWall.lapChoice.list.value;
  const { axis, from, to, reference } = view;
  const focus = desk.focus.value;
  const lines = channel === null ? view.deltas : view.lines[at]!;
  const range = channel === null ? view.deltaRange : view.ranges[at]!;
  chart.draw({
    ...{ axis, from, to, lines, range, track: desk.track.value },
    looks: lapLooks(view.laps, laps, focus, reference),
    order: drawOrder(view.laps, laps, focus, reference),
  });
  root.dataset['lines'] = String(lines.filter((line) => line !== null).length);
  root.dataset['points'] = String(lines.reduce((sum, line) => sum + (line?.length ?? 0) / 2, 0));
}

function SideValues({ desk, channel, strip }: { desk: AnalysisDesk; channel: string | null; strip: Strip }) {
  const values = desk.values.value;
  const empty = desk.view.value !== null && values !== null && channel !== null;
  if (!values) return null;
  const [focus, reference] = [desk.focus.value, values.reference].map((id) => values.laps.indexOf(id ?? ''));
  if (channel === null) return <div class={`strip-values ${signClass(values.deltas[focus!] ?? NaN)}`}>{signed(values.deltas[focus!] ?? NaN)}</div>;
  const row = values.values[values.channels.findIndex(({ name }) => name === channel)];
  const [mine, other] = [row?.[focus!] ?? NaN, row?.[reference!] ?? NaN].map((value) => value * strip.scale) as [number, number];
  return (
    <div class="strip-values">
      {focus !== reference && (
        <span class={colourClass(desk, values.laps[focus!])}>
          {known(mine, strip.digits)} <small>{Number.isNaN(mine - other) ? '' : signed(mine - other, strip.digits)}</small>
        </span>
      )}
      <span class={colourClass(desk, values.laps[reference!])}>{known(other, strip.digits)}</span>
      {empty && desk.view.value!.lines[desk.view.value!.channels.findIndex(({ name }) => name === channel)]?.every((line) => line === null) && (
        <small class="warn" data-testid={`overlay-nothing-${channel}`}>no samples</small>
      )}
    </div>
  );
}

/** The class of a lap's own colour. */
export function colourClass(desk: AnalysisDesk, id: string | undefined): string {
  if (id === 'ideal') return 'best';
  const colour = desk.pitWall.lapChoice.list.value.find(({ row }) => row.id === id)?.colour;
  return colour === null || colour === undefined ? '' : `series-${colour + 1}`;
}
