import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { followSize } from '../../charts/size.ts';
import { themeTurns } from '../../charts/theme.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { drawStrip } from '../draw-strip.ts';
import { OverlayStrip } from '../overlay-strip.ts';
import { known } from '../words.ts';
import { DRAFT } from './math-draft.ts';

/** For the half of the last word of the axis, CSS px. */
const BESIDE = 18;

/** The expression that is being written, over the laps on the charts. @param stale what is drawn is what was last right */
export function MathPreview({ desk, stale }: { desk: AnalysisDesk; stale: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const isThere = desk.draft.value !== null;
  const { unit, stepped } = isThere ? desk.stripOf(DRAFT) : { unit: '', stepped: false };
  useEffect(() => {
    if (!isThere) return undefined;
    const chart = new OverlayStrip(desk.stripOf(DRAFT), place.current!, { first: true, last: true, right: BESIDE });
    const ends = [
      followSize(place.current!, (width, height) => chart.resize(width, height)),
      effect(() => {
        void themeTurns.value;
        chart.repaint();
      }),
      effect(() => drawStrip(desk, DRAFT, chart, root.current!)),
    ];
    return () => {
      for (const end of ends) end();
      chart.destroy();
    };
  }, [desk, isThere, unit, stepped]);
  return (
    <div class={stale && isThere ? 'math-preview stale' : 'math-preview'} ref={root} data-testid="math-preview">
      <div class="math-plot" ref={place} />
      <p class="muted math-value" data-testid="math-value">{isThere ? valueWords(desk) : 'Its values appear here while you type.'}</p>
    </div>
  );
}

function valueWords(desk: AnalysisDesk): string {
  const view = desk.view.value;
  const at = view?.channels.findIndex(({ name }) => name === DRAFT) ?? -1;
  if (!view || at < 0) return desk.drawn.value.length === 0 ? 'Choose laps on the left to see its values.' : '';
  const fault = view.faults[at];
  if (fault) return fault;
  if (view.lines[at]!.every((line) => line === null)) return 'None of these laps has all the channels that it needs.';
  const values = desk.values.value;
  const row = values?.values[values.channels.findIndex(({ name }) => name === DRAFT)];
  const value = row?.[values!.laps.indexOf(desk.focus.value ?? '')] ?? NaN;
  return `${known(value, desk.digitsOf(DRAFT))} ${desk.stripOf(DRAFT).unit} at the cursor, of the lap that is looked at`;
}
