import { useSignal } from '@preact/signals';
import { useCallback, useMemo } from 'preact/hooks';
import { ChannelPicker } from '../live/ChannelPicker.tsx';
import { Choice } from '../shell/Choice.tsx';
import { ExportMenu } from '../pictures/ExportMenu.tsx';
import { MOST_STRIPS } from '../state/strip-choice.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { ChartCover } from './ChartCover.tsx';
import { KeyList } from './KeyList.tsx';
import { ChosenLaps } from './ChosenLaps.tsx';
import { overlayExports } from './overlay-exports.ts';
import { OverlayStripRow } from './OverlayStripRow.tsx';
import { ReportButton } from './report/ReportButton.tsx';
import { Verdict } from './Verdict.tsx';

/** Delta-time and the chosen channels of the chosen laps, one under the other, one cursor through all of them, and the laps' values below. */
export function OverlayCharts({ desk }: { desk: AnalysisDesk }) {
  const { channels, axis } = desk;
  /** The channel that gets replaced, or '' for one more; null while no channel is being picked. */
  const picking = useSignal<string | null>(null);
  const closePicker = useCallback(() => (picking.value = null), [picking]);
  const drawn = channels.channels.value;
  const exports = useMemo(() => overlayExports(desk, drawn), [desk, drawn]);
  const empty = desk.pitWall.lapChoice.list.value.length === 0;
  return (
    <section class="panel overlay-charts" aria-label="Laps over each other">
      <header class="panel-head">
        <h2>Lap against lap</h2>
        <KeyList />
        <Choice label="Axis" value={axis.value} options={[['distance', 'distance'], ['time', 'time']]} testid="analysis-axis" onChange={(next) => desk.setAxis(next)} />
        <button type="button" class="small" disabled={desk.span.value === null} title={desk.pitWall.commands.title('analysis.whole', 'Show the whole lap, as a double click does')} data-testid="whole-lap" onClick={() => (desk.span.value = null)}>
          Whole lap
        </button>
        <button type="button" class="small" disabled={channels.full} title={channels.full ? `${MOST_STRIPS} strips are as many as can be read` : 'Draw one more channel'} data-testid="analysis-add-channel" onClick={() => (picking.value = '')}>
          + Channel
        </button>
        <ReportButton desk={desk} />
        <ExportMenu exports={exports} disabled={empty || desk.view.value === null} />
      </header>
      <Verdict desk={desk} />
      <div class="strips-body overlay-body">
        {empty ? (
          <p class="empty" data-testid="analysis-empty">
            Choose laps on the left: the first is what the others are compared with. Δ time then shows where each falls behind it.
          </p>
        ) : (
          <>
            <OverlayStripRow desk={desk} channel={null} first last={false} />
            {drawn.map((channel, i) => (
              <OverlayStripRow
                key={channel}
                desk={desk}
                channel={channel}
                first={false}
                last={i === drawn.length - 1}
                onReplace={() => (picking.value = channel)}
                onRemove={drawn.length > 1 ? () => channels.remove(channel) : undefined}
              />
            ))}
            <ChartCover desk={desk} />
          </>
        )}
        {picking.value !== null && (
          <ChannelPicker
            title={picking.value === '' ? 'Add a channel' : `Instead of ${picking.value}`}
            drawn={drawn}
            onPick={(channel) => {
              if (picking.value) channels.replace(picking.value, channel);
              else channels.add(channel);
              closePicker();
            }}
            onReset={() => {
              channels.reset();
              closePicker();
            }}
            onClose={closePicker}
          />
        )}
      </div>
      {!empty && (
        <>
          <p class="overlay-hint">
            <b>Drag</b> a range A–B · <b>wheel</b> zooms · <b>Shift-drag</b> pans · <b>double click</b> whole lap · <b>N</b> <b>P</b> from corner to corner · <b>K</b> or <b>Ctrl-click</b> a marker, <b>J</b> the next
          </p>
          <ChosenLaps desk={desk} />
        </>
      )}
    </section>
  );
}
