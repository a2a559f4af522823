import type { AnalysisDesk } from './analysis-desk.ts';
import { fillOf } from './lap-looks.ts';
import { markerKey } from './markers.ts';
import { lapName } from './words.ts';

/** The markers of the laps, a line through all charts each with what it says on a flag; a click looks at its place. */
export function MarkerFlags({ desk }: { desk: AnalysisDesk }) {
  const view = desk.view.value;
  const places = desk.markerPlaces.value;
  const laps = desk.pitWall.lapChoice.list.value;
  if (!view) return null;
  const share = (x: number): number => (x - view.from) / (view.to - view.from);
  return (
    <>
      {desk.markers.all.value.map((marker) => {
        const key = markerKey(marker);
        const x = places.get(key) ?? NaN;
        const lap = laps.find(({ row }) => row.id === marker.lap);
        if (!lap || !(share(x) >= 0 && share(x) <= 1)) return null;
        return (
          <button
            key={key}
            type="button"
            class={`marker-flag ${share(x) > 0.85 ? 'left' : ''}`}
            style={{ left: `${share(x) * 100}%` }}
            title={`${lapName(lap.row)}: ${marker.text || 'marker'}`}
            data-testid="marker-flag"
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => desk.jumpTo(marker, x)}
          >
            <i class={`swatch ${fillOf(laps, marker.lap)}`} />
            <span>{marker.text || 'marker'}</span>
          </button>
        );
      })}
    </>
  );
}
