import { useSignal } from '@preact/signals';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { useCommands } from '../commands/use-commands.ts';
import { count } from '../format.ts';
import { frameLoop } from '../frame-loop.ts';
import { Choice } from '../shell/Choice.tsx';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { MOST_STRIPS } from '../state/strip-choice.ts';
import type { StripChoice } from '../state/strip-choice.ts';
import { takeHand } from './chart-hand.ts';
import { ChannelPicker } from './ChannelPicker.tsx';
import { ChartView } from './chart-view.ts';
import type { ChartLook } from './chart-look.ts';
import { WINDOWS, chartCommands } from './chart-commands.ts';
import type { LiveSamples } from './live-samples.ts';
import { StripRow } from './StripRow.tsx';

interface StripChartsProps {
  samples: LiveSamples;
  /** What is drawn. */
  strips: StripChoice;
  /** How it is drawn. */
  look: ChartLook;
  /** Whether the keys of the charts are for these. */
  inFocus: boolean;
}

/** The strip charts of the followed cars, one under the other, with one cursor through all of them. */
export function StripCharts({ samples, strips, look: { axis, window }, inFocus }: StripChartsProps) {
  const pitWall = usePitWall();
  const { commands } = pitWall;
  const view = useMemo(() => new ChartView(pitWall, samples), [pitWall, samples]);
  const paused = useSignal(false);
  /** The channel that gets replaced, or '' for one more; null while no channel is being picked. */
  const picking = useSignal<string | null>(null);
  const closePicker = useCallback(() => (picking.value = null), [picking]);
  const missing = useRef<HTMLSpanElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    view.axis = axis.value;
    view.window = window.value;
  }, [view, axis.value, window.value]);
  const zoom = useCallback(
    (factor: number, share: number) => {
      view.zoom(factor, share);
      window.value = view.window;
    },
    [view, window],
  );
  useEffect(() => takeHand(body.current!, { zoom, pan: (share) => view.pan(share), whole: () => view.whole() }), [view, zoom]);
  const listed = useMemo(
    () => () => (inFocus ? chartCommands({ view, axis, window, strips, replay: pitWall.replay, addChannel: () => (picking.value = ''), zoom }) : []),
    [view, zoom, axis, window, strips, picking, pitWall, inFocus],
  );
  useCommands(listed);
  const replaying = pitWall.replay.view.value !== null;
  useEffect(() => view.pause(false), [view, replaying]);
  useEffect(
    () =>
      frameLoop.inTurn(() => {
        const words = lateWords(view);
        if (missing.current && missing.current.textContent !== words) missing.current.textContent = words;
        missing.current?.classList.toggle('bad', !view.paused);
        if (view.paused !== paused.peek()) paused.value = view.paused;
      }),
    [view],
  );
  const drawn = strips.channels.value;
  const picks = pitWall.picks.list.value;
  const silence = silenceWords(pitWall, samples.arriving.value);
  const drivers = new Map(pitWall.race.value?.cars.map((entry) => [entry.car, entry]));
  return (
    <section class="panel strips" aria-label="Strip charts">
      <header class="panel-head">
        <h2>Telemetry</h2>
        <span class={picks.length > 3 ? 'strips-cars many' : 'strips-cars'}>
          {picks.map(({ car, colour }) => (
            <span key={car} class="strips-car" title={drivers.get(car)?.driver}>
              <i class={`swatch fill-${colour + 1}`} />
              {drivers.get(car)?.number} {picks.length <= 2 && <span class="strips-driver">{drivers.get(car)?.driver.split(' ').at(-1)}</span>}
            </span>
          ))}
        </span>
        <Choice
          label="Axis"
          value={axis.value}
          options={[
            ['time', 'time'],
            ['distance', 'distance'],
          ]}
          testid="axis"
          onChange={(next) => (axis.value = next)}
        />
        <Choice
          label="Window"
          value={window.value}
          disabled={axis.value === 'distance'}
          options={lengths(window.value)}
          testid="window"
          onChange={(next) => (window.value = next)}
        />
        {!pitWall.replay.view.value && (
          <button
            type="button"
            class="small"
            aria-pressed={paused.value}
            title={commands.title('chart.pause', paused.value ? 'Let the charts run on; nothing was lost meanwhile' : 'Hold the charts still; nothing is lost meanwhile')}
            data-testid="chart-pause"
            onClick={() => view.pause(!view.paused)}
          >
            {paused.value ? 'Resume' : 'Pause'}
          </button>
        )}
        <button
          type="button"
          class="small"
          disabled={strips.full}
          title={strips.full ? `${MOST_STRIPS} strips are as many as can be read: replace or remove one` : commands.title('chart.add')}
          data-testid="add-channel"
          onClick={() => (picking.value = '')}
        >
          + Channel
        </button>
      </header>
      <div class="strips-body" ref={body}>
        <span class="strips-missing bad" ref={missing} data-testid="chart-missing" />
        {silence !== null && (
          <p class="empty over" data-testid="chart-silence">
            {silence}
          </p>
        )}
        {drawn.map((channel, i) => (
          <StripRow
            key={channel}
            channel={channel}
            view={view}
            first={i === 0}
            last={i === drawn.length - 1}
            onReplace={() => (picking.value = channel)}
            onRemove={drawn.length > 1 ? () => strips.remove(channel) : undefined}
          />
        ))}
        {picking.value !== null && (
          <ChannelPicker
            title={picking.value === '' ? 'Add a channel' : `Instead of ${picking.value}`}
            drawn={drawn}
            onPick={(channel) => {
              if (picking.value) strips.replace(picking.value, channel);
              else strips.add(channel);
              closePicker();
            }}
            onReset={() => {
              strips.reset();
              closePicker();
            }}
            onClose={closePicker}
          />
        )}
      </div>
    </section>
  );
}

/** Lengths of the time axis to choose from, s, with the one that was zoomed to. */
function lengths(now: number): (readonly [number, string])[] {
  const all = WINDOWS.some((length) => length === now) ? [...WINDOWS] : [...WINDOWS, now];
  return all.map((length, i) => [length, i === all.length - 1 ? `${Math.round(length)} s` : String(Math.round(length))] as const);
}

/** How old what shows is, unless it is live or the charts say so themselves. */
function lateWords(view: ChartView): string {
  if (view.paused) return `held, ${view.back.toFixed(0)} s back`;
  if (view.missing > 0) return view.axis === 'distance' ? `no data ${view.missing.toFixed(1)} s` : '';
  return view.behind > 0 ? `${view.behind.toFixed(0)} s behind the race` : '';
}

/** Why there is nothing to see, and what to do; null when there is. */
function silenceWords(pitWall: PitWall, arriving: boolean): string | null {
  const race = pitWall.race.value;
  if (pitWall.host.value === 'lost') return arriving ? null : 'The workstation does not answer. The charts go on when it is back.';
  if (race === undefined) return 'Asking the workstation …';
  if (race === null) return 'No race is on. Press “New race” to start one.';
  if (pitWall.picks.list.value.length === 0) {
    return pitWall.standings.value ? 'No car is followed. Pick up to six in the timing tower.' : 'Waiting for the first timing.';
  }
  if (arriving) return null;
  if (pitWall.replay.view.value) return 'The cars that are followed have no samples here. Go on in the race, or pick another car.';
  const link = pitWall.link.value;
  if (link?.radio === 'cut') return 'The radio link is cut, and no sample of this race has come through yet. Restore it to see the charts.';
  if (link && link.backlog > 1000) return `No sample of this race has come through yet: ${count(link.backlog)} frames wait for their turn on the link.`;
  return race.state === 'running' ? 'Waiting for the first samples.' : 'This race is over. Its laps are on the Laps screen, where it also replays.';
}
