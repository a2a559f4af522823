import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { followSize } from '../charts/size.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { takeHand } from './chart-hand.ts';
import { MarkerFlags } from './MarkerFlags.tsx';

/** What lies over all strips at once: the cursor, the range from A to B, and the hand that moves them. */
export function ChartCover({ desk }: { desk: AnalysisDesk }) {
  const cover = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const range = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [over, line, span] = [cover.current!, cursor.current!, range.current!];
    takeHand(desk, over);
    const ends = [followSize(over, (width) => (desk.width.value = width)), effect(() => place(desk, line, span))];
    return () => {
      for (const end of ends) end();
    };
  }, [desk]);
  return (
    <div
      class="overlay-cover"
      ref={cover}
      tabIndex={0}
      role="application"
      aria-label="Charts of the chosen laps: arrow keys move the cursor, plus and minus zoom, A and B set a range, K puts a marker"
      data-testid="overlay-cover"
    >
      <div class="overlay-range" ref={range} hidden>
        <b>A</b>
        <b>B</b>
      </div>
      <div class="overlay-cursor" ref={cursor} hidden data-testid="overlay-cursor" />
      <MarkerFlags desk={desk} />
    </div>
  );
}

/** In the page, as what is drawn says: a cursor that has moved needs no chart to be drawn anew. */
function place(desk: AnalysisDesk, cursor: HTMLElement, range: HTMLElement): void {
  const view = desk.view.value;
  const width = desk.width.value;
  const at = desk.cursor.value;
  const { a, b } = desk.marks.value;
  if (!view) {
    cursor.hidden = range.hidden = true;
    return;
  }
  const px = (x: number): number => ((x - view.from) / (view.to - view.from)) * width;
  cursor.hidden = at === null || px(at) < -0.5 || px(at) > width + 0.5;
  if (at !== null) {
    cursor.style.transform = `translateX(${px(at)}px)`;
    cursor.dataset['x'] = at.toFixed(2);
  }
  const ends = [a, b].filter((mark) => mark !== null);
  range.hidden = ends.length === 0;
  if (ends.length === 0) return;
  const [left, right] = [Math.min(...ends), Math.max(...ends)].map((x) => Math.min(Math.max(px(x), -2), width + 2)) as [number, number];
  range.style.transform = `translateX(${left}px)`;
  range.style.width = `${right - left}px`;
  range.className = `overlay-range${a === null ? ' no-a' : ''}${b === null ? ' no-b' : ''}${a !== null && b !== null && a > b ? ' turned' : ''}`;
}
