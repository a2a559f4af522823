import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { count, fixed } from '../format.ts';
import { stripOf } from '../live/strips.ts';
import { Choice } from '../shell/Choice.tsx';
import type { AnalysisDesk } from './analysis-desk.ts';
import { zoomToRange } from './chart-commands.ts';
import { LapHeadCell, LapTimeCells } from './lap-cells.tsx';
import { MarkerTable } from './MarkerTable.tsx';
import { IDEAL } from './overlay/messages.ts';
import type { CursorAnswer, RangeAnswer } from './overlay/messages.ts';
import { known, signClass, signed } from './words.ts';

type Shown = 'cursor' | 'range' | 'markers';

/** The laps on the charts, a row each: their values under the cursor, or their statistics between A and B. */
export function ChosenLaps({ desk }: { desk: AnalysisDesk }) {
  const shown = useSignal<Shown>('cursor');
  const range = desk.range.value;
  const hasRange = range !== null;
  useEffect(() => {
    shown.value = hasRange ? 'range' : 'cursor';
  }, [hasRange, shown]);
  const written = desk.markers.written.value;
  useEffect(() => {
    if (written !== null) shown.value = 'markers';
  }, [written, shown]);
  const values = desk.values.value;
  return (
    <div class="lap-table">
      <div class="lap-table-head">
        <Choice label="Show" value={shown.value} options={[['cursor', 'At the cursor'], ['range', 'Range A–B'], ['markers', `Markers ${desk.markers.all.value.length || ''}`]]} testid="lap-table" onChange={(next) => (shown.value = next)} />
        {shown.value === 'cursor' && <CursorWords desk={desk} values={values} />}
        {shown.value === 'range' && <RangeWords desk={desk} range={range} />}
        {shown.value === 'markers' && <span class="muted">Kept in the notes of the laps.</span>}
        <button type="button" class="small push" title="Take all laps off the charts" data-testid="clear-laps" onClick={() => desk.pitWall.lapChoice.clear()}>
          Clear all
        </button>
      </div>
      <div class="scroll" tabIndex={0}>
        {shown.value === 'markers' ? <MarkerTable desk={desk} /> : <LapRows desk={desk} shown={shown.value} />}
      </div>
    </div>
  );
}

function LapRows({ desk, shown }: { desk: AnalysisDesk; shown: 'cursor' | 'range' }) {
  const ids = [...desk.pitWall.lapChoice.list.value.map(({ row }) => row.id), ...(desk.reference.value === IDEAL ? [IDEAL] : [])];
  const values = desk.values.value;
  const names = desk.channels.channels.value;
  const range = desk.range.value;
  return (
    <table data-testid="lap-values" aria-label={shown === 'cursor' ? 'Values at the cursor' : 'Statistics between A and B'}>
      <thead>
        <tr>
          <th class="left">Lap</th>
          {shown === 'cursor' ? (
            <>
              <th>Lap time</th>
              <th title="Lap time to the reference's">Δ lap</th>
              <th title="To the reference, at the cursor">Δ time</th>
              {names.map((name) => (
                <th key={name} colSpan={2}>{name} <small>{stripOf(name).unit}</small></th>
              ))}
            </>
          ) : (
            <RangeHeads desk={desk} />
          )}
          <th />
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => (
          <tr key={id} class={id === desk.focus.value ? 'on' : ''} data-testid={`lap-row-${id}`} onClick={() => desk.pitWall.lapChoice.lookAt(id)}>
            <LapHeadCell desk={desk} id={id} />
            {shown === 'cursor' ? (
              <>
                <LapTimeCells desk={desk} id={id} />
                <CursorCells values={values} id={id} names={names} />
              </>
            ) : (
              <RangeCells range={range} id={id} />
            )}
            <td>
              {id !== IDEAL && (
                <button type="button" class="lap-remove" aria-label={`Take ${id} off the charts`} title="Take it off the charts" onClick={(event) => {
                  event.stopPropagation();
                  desk.pitWall.lapChoice.remove(id);
                }}>×</button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CursorWords({ desk, values }: { desk: AnalysisDesk; values: CursorAnswer | null }) {
  if (!values) return <span class="muted">Point at a chart.</span>;
  const near = desk.axis.value === 'distance' ? desk.losses.value.find(({ section }) => values.x >= section.from && values.x < section.to)?.section.name : undefined;
  return (
    <span data-testid="cursor-words">
      <b>{values.axis === 'distance' ? `${count(values.x)} m` : `${fixed(values.x, 2)} s`}</b> {near && <span class="muted">{near}</span>}
    </span>
  );
}

function RangeWords({ desk, range }: { desk: AnalysisDesk; range: RangeAnswer | null }) {
  if (!range) return <span class="muted">Drag over a chart, or press A and B at the cursor.</span>;
  const unit = range.axis === 'distance' ? 'm' : 's';
  const digits = range.axis === 'distance' ? 0 : 2;
  const focus = range.laps.indexOf(desk.focus.value ?? '');
  const [way, time, loss] = [range.ways[focus] ?? NaN, range.durations[focus] ?? NaN, range.losses[focus] ?? NaN];
  return (
    <>
      <span data-testid="range-words">
        A <b>{fixed(range.from, digits)} {unit}</b> to B <b>{fixed(range.to, digits)} {unit}</b>
        <span class="muted"> · </span>{known(way, 0)} m<span class="muted"> · </span>{known(time, 3)} s<span class="muted"> · </span>
        <span class={signClass(loss)}>Δ {signed(loss)} s</span>
      </span>
      <select aria-label="Channel of the statistics" value={desk.rangeChannel.value} data-testid="range-channel" onChange={(event) => (desk.rangeChannel.value = event.currentTarget.value)}>
        {desk.channels.channels.value.map((name) => <option key={name} value={name}>{name}</option>)}
        {!desk.channels.channels.value.includes(desk.rangeChannel.value) && <option value={desk.rangeChannel.value}>{desk.rangeChannel.value}</option>}
      </select>
      <button type="button" class="small" data-testid="zoom-range" title={desk.pitWall.commands.title('analysis.zoom-range', 'Zoom to it')} onClick={() => zoomToRange(desk)}>Zoom</button>
    </>
  );
}

function CursorCells({ values, id, names }: { values: CursorAnswer | null; id: string; names: readonly string[] }) {
  const lap = values?.laps.indexOf(id) ?? -1;
  const reference = values?.laps.indexOf(values.reference ?? '') ?? -1;
  const delta = values?.deltas[lap] ?? NaN;
  return (
    <>
      <td class={signClass(delta)} data-cell="delta">{lap === reference ? '' : signed(delta)}</td>
      {names.map((name) => {
        const { scale, digits } = stripOf(name);
        const row = values?.values[values.channels.findIndex((channel) => channel.name === name)];
        const [mine, other] = [(row?.[lap] ?? NaN) * scale, (row?.[reference] ?? NaN) * scale];
        return [
          <td key={name} data-cell={name}>{known(mine, digits)}</td>,
          <td key={`${name} Δ`} class="muted delta">{lap === reference || Number.isNaN(mine - other) ? '' : signed(mine - other, digits)}</td>,
        ];
      })}
    </>
  );
}

function RangeHeads({ desk }: { desk: AnalysisDesk }) {
  const { unit } = stripOf(desk.rangeChannel.value);
  const per = desk.axis.value === 'distance' ? 'm' : 's';
  return (
    <>
      <th>A–B <small>s</small></th>
      <th>Δ A–B <small>s</small></th>
      <th>samples</th>
      <th>min <small>{unit}</small></th>
      <th>max <small>{unit}</small></th>
      <th>mean <small>{unit}</small></th>
      <th title="Last sample less the first">B − A <small>{unit}</small></th>
      <th title="Standard deviation of the samples">std dev <small>{unit}</small></th>
      <th title="Of the straight line that fits best">slope <small>{unit}/{per}</small></th>
    </>
  );
}

/** Digits beyond those of a value for what is worked out from many. */
const FINER = 2;

function RangeCells({ range, id }: { range: RangeAnswer | null; id: string }) {
  const lap = range?.laps.indexOf(id) ?? -1;
  const statistics = range?.statistics[lap] ?? null;
  const { scale, digits } = stripOf(range?.channel ?? 'Speed');
  const cell = (value: number | undefined, more = 0): string => known((value ?? NaN) * scale, digits + more);
  const loss = range?.losses[lap] ?? NaN;
  return (
    <>
      <td>{known(range?.durations[lap] ?? NaN, 3)}</td>
      <td class={signClass(loss)}>{range && range.laps[lap] === range.reference ? '' : signed(loss)}</td>
      <td data-cell="count">{statistics ? count(statistics.count) : '0'}</td>
      <td data-cell="min">{cell(statistics?.min)}</td>
      <td data-cell="max">{cell(statistics?.max)}</td>
      <td data-cell="mean">{cell(statistics?.mean, FINER)}</td>
      <td data-cell="delta">{cell(statistics?.delta)}</td>
      <td data-cell="deviation">{cell(statistics?.deviation, FINER)}</td>
      <td data-cell="slope">{cell(statistics?.slope, FINER + 1)}</td>
    </>
  );
}
