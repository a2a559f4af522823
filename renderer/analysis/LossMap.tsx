import { effect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { followSize } from '../charts/size.ts';
import { themeTurns } from '../charts/theme.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import type { FigureChoice } from './figures/figure-choice.ts';
import { FigureFrame } from './figures/FigureFrame.tsx';
import type { FigureScope, TrackAnswer } from './figures/messages.ts';
import { ScaleLegend } from './figures/ScaleLegend.tsx';
import { figureChannel } from './figures/shown-channel.ts';
import { useFigure } from './figures/use-figure.ts';
import { LossPainter } from './loss-painter.ts';
import type { Colouring } from './loss-painter.ts';

/**
 * The circuit, coloured by where the lap that is looked at loses and gains, or by a channel of it, with the cursor's place on it. A hand on it moves
 * the cursor.
 */
export function LossMap({ desk, choice }: { desk: AnalysisDesk; choice: FigureChoice }) {
  const { settings } = choice;
  const asker = useMemo(
    () => ({
      channels: () => (settings.value.colour === null ? [] : [settings.value.colour]),
      question: (scope: FigureScope) => {
        const [{ colour }, focus] = [settings.value, desk.focus.value];
        return colour === null || focus === null ? null : { ...scope, laps: [focus], figure: 'track' as const, channel: figureChannel(colour) };
      },
    }),
    [desk, settings],
  );
  const answer = useFigure<'track'>(desk, asker);
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
        map.show(desk.track.value, colouring(desk, answer.value), desk.axis.value === 'distance' ? desk.span.value : null);
        mark(desk, map);
      }),
      effect(() => mark(desk, map)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [desk, answer]);
  const track = desk.track.value;
  const point = (event: { clientX: number; clientY: number; currentTarget: Element }): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const place = painter.current?.placeAt(event.clientX - left, event.clientY - top) ?? null;
    if (place !== null && desk.axis.value === 'distance') desk.moveCursor(place);
  };
  const { colour } = settings.value;
  const range = answer.value && rangeOf(answer.value.pieces);
  return (
    <FigureFrame
      desk={desk}
      title={colour === null ? 'Where the time goes' : `${colour} on the track`}
      kind="lap-map"
      slots={[{ words: 'coloured by', channel: colour, none: 'time lost', testid: 'map-channel', pick: (name) => choice.set({ colour: name }), reset: () => choice.set({ colour: null }) }]}
      controls={
        <>
          {colour !== null && (
            <button type="button" class="small" title="Where the lap that is looked at loses and gains" data-testid="map-time-lost" onClick={() => choice.set({ colour: null })}>
              time lost
            </button>
          )}
          {track && !answer.value && (
            <span class="loss-key">
              <i class="lost" /> lost <i class="gained" /> gained
            </span>
          )}
          {track && answer.value && range && <ScaleLegend channel={answer.value.channel.name} range={range} />}
        </>
      }
      scope={track?.title}
      empty={track ? (answer.value && !range ? `The lap has no ${answer.value.channel.name}.` : null) : (desk.trackTrouble.value ?? 'The circuit shows as soon as a lap is chosen.')}
      body={{ onPointerMove: point, onPointerDown: point }}
    >
      <div ref={box} class="figure-host" data-testid="loss-map" data-colours={answer.value && range ? `${answer.value.channel.name} ${range.map((each) => each.toFixed(3)).join(' ')}` : 'time'} />
      <canvas ref={still} />
      <canvas ref={moving} />
    </FigureFrame>
  );
}

/** What the road is coloured by. */
function colouring(desk: AnalysisDesk, answer: TrackAnswer | null): Colouring | null {
  if (!answer) return desk.summary.value ? { losses: desk.summary.value.losses } : null;
  const range = rangeOf(answer.pieces);
  return range && { pieces: answer.pieces, range };
}

function rangeOf(pieces: Float32Array): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const piece of pieces) {
    if (piece < low) low = piece;
    if (piece > high) high = piece;
  }
  return low <= high ? [low, high] : null;
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
