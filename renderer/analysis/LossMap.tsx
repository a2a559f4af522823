import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { followSize } from '../charts/size.ts';
import { themeTurns } from '../charts/theme.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { LossPainter } from './loss-painter.ts';

/** The circuit, coloured by where the lap that is looked at loses and gains, with the cursor's place on it. A hand on it moves the cursor. */
export function LossMap({ desk }: { desk: AnalysisDesk }) {
  const box = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const moving = useRef<HTMLCanvasElement>(null);
  const painter = useRef<LossPainter | null>(null);
  useEffect(() => {
    const map = new LossPainter(still.current!, moving.current!);
    painter.current = map;
    const ends = [
      followSize(box.current!, (width, height) => {
        map.resize(width, height);
        mark(desk, map);
      }),
      effect(() => {
        void themeTurns.value;
        map.show(desk.track.value, desk.summary.value?.losses ?? null, desk.axis.value === 'distance' ? desk.span.value : null);
        mark(desk, map);
      }),
      effect(() => mark(desk, map)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [desk]);
  const track = desk.track.value;
  const point = (event: { clientX: number; clientY: number; currentTarget: Element }): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const place = painter.current?.placeAt(event.clientX - left, event.clientY - top) ?? null;
    if (place !== null && desk.axis.value === 'distance') desk.moveCursor(place);
  };
  return (
    <section class="panel loss-map" aria-label="Where the time goes">
      <header class="panel-head">
        <h2>Where the time goes</h2>
        <span class="muted">{track?.title}</span>
      </header>
      <div class="map-body" ref={box} data-testid="loss-map" onPointerMove={point} onPointerDown={point}>
        <canvas ref={still} />
        <canvas ref={moving} />
        {track && (
          <span class="loss-key">
            <i class="lost" /> lost <i class="gained" /> gained
          </span>
        )}
        {!track && <p class="empty over">{desk.trackTrouble.value ?? 'The circuit shows as soon as a lap is chosen.'}</p>}
      </div>
    </section>
  );
}

/** Where each lap is under the cursor: over the distance all are at one place. */
function mark(desk: AnalysisDesk, map: LossPainter): void {
  const values = desk.values.value;
  const focus = desk.focus.value;
  const laps = desk.pitWall.lapChoice.list.value;
  const flags = desk.axis.value === 'distance' ? [...desk.markerPlaces.value.values()] : [];
  if (!values || desk.cursor.value === null) return map.mark([], flags);
  const dots = values.laps.map((id, i) => ({ place: values.places[i]!, colour: laps.find(({ row }) => row.id === id)?.colour ?? null, top: id === focus }));
  map.mark(values.axis === 'distance' ? [{ place: values.x, colour: null, top: true }] : dots.filter(({ place }) => !Number.isNaN(place)).toSorted((a, b) => Number(a.top) - Number(b.top)), flags);
}
