import { useEffect, useRef } from 'preact/hooks';
import { fixed } from '../format.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { fillOf } from './lap-looks.ts';
import { markerKey } from './markers.ts';
import type { ShownMarker } from './markers.ts';
import { lapName } from './words.ts';

/** The markers of the laps on the charts: looked at, written at, taken away. */
export function MarkerTable({ desk }: { desk: AnalysisDesk }) {
  const markers = desk.markers.all.value;
  if (markers.length === 0) return <p class="empty" data-testid="no-markers">No marker yet: K puts one at the cursor on the lap that is looked at, Ctrl and a click one where you point. It is kept in the lap's note.</p>;
  return (
    <table data-testid="marker-table" aria-label="Markers">
      <thead>
        <tr>
          <th class="left">Lap</th>
          <th>at</th>
          <th class="left">what it says</th>
          <th />
        </tr>
      </thead>
      <tbody>{markers.map((marker) => <Row key={markerKey(marker)} desk={desk} marker={marker} />)}</tbody>
    </table>
  );
}

function Row({ desk, marker }: { desk: AnalysisDesk; marker: ShownMarker }) {
  const laps = desk.pitWall.lapChoice.list.value;
  const lap = laps.find(({ row }) => row.id === marker.lap)!;
  const key = markerKey(marker);
  const field = useRef<HTMLInputElement>(null);
  const isWritten = desk.markers.written.value === key;
  useEffect(() => {
    if (!isWritten) return;
    field.current!.focus();
    desk.markers.written.value = null;
  }, [isWritten, desk]);
  const x = desk.markerPlaces.value.get(key) ?? NaN;
  return (
    <tr data-testid="marker-row">
      <td class="left lap-head">
        <i class={`swatch ${fillOf(laps, marker.lap)}`} />
        {lapName(lap.row)}
      </td>
      <td>
        <button type="button" class="place" disabled={Number.isNaN(x)} title="Put the cursor there" data-testid="marker-jump" onClick={() => desk.jumpTo(marker, x)}>
          {fixed(marker.at, marker.unit === 'm' ? 0 : 2)} {marker.unit}
        </button>
      </td>
      <td class="left marker-words">
        <input
          ref={field}
          value={marker.text}
          maxLength={200}
          placeholder="what is to be seen here"
          aria-label={`What the marker at ${fixed(marker.at, 0)} ${marker.unit} says`}
          data-testid="marker-text"
          onBlur={(event) => void desk.markers.edit(marker, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            event.stopPropagation();
            if (event.key === 'Escape') event.currentTarget.value = marker.text;
            event.currentTarget.blur();
            document.querySelector<HTMLElement>('.overlay-cover')?.focus();
          }}
        />
      </td>
      <td>
        <button type="button" class="lap-remove" title="Take this marker away" aria-label="Take this marker away" data-testid="marker-remove" onClick={() => void desk.markers.remove(marker)}>×</button>
      </td>
    </tr>
  );
}
