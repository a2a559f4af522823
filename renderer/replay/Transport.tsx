import { useCallback } from 'preact/hooks';
import type { RaceView } from '../../common/race-view.ts';
import { raceTime, startTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { JumpBox } from './JumpBox.tsx';
import { readLap, readTime } from './jump-words.ts';
import { PositionBar } from './PositionBar.tsx';
import { REPLAY_SPEEDS, type ReplayControl } from './replay-control.ts';

/** Keys that the bar names, and what they go by. */
const HINTED = [
  [['play'], 'play'],
  [['back', 'on'], '5 s'],
  [['lap-back', 'lap-on'], 'lap'],
  [['sample-back', 'sample-on'], 'sample'],
  [['event-back', 'event-on'], 'event'],
  [['close'], 'live'],
] as const;

/** A click must not take the keyboard away from the replay. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** The bar that stands over every screen while a stored race is shown instead of the live one. */
export function Transport() {
  const pitWall = usePitWall();
  const { replay, commands } = pitWall;
  const focus = pitWall.picks.focus.value ?? undefined;
  const view = replay.view.value!;
  const race = pitWall.race.value;
  const over = view.racetime >= view.to && !view.playing;
  return (
    <section class="transport" aria-label="Replay" data-testid="transport" data-racetime={view.racetime} data-jumps={view.jumps}>
      <div class="transport-line">
        <b class="replay-badge" data-testid="replay-state">
          REPLAY{view.playing ? '' : over ? ' · END' : ' · PAUSED'}
        </b>
        <span class="muted transport-race" title={view.race_id}>
          {race?.track_title} · {startTime(startOf(view.race_id))}
        </span>
        <span class="transport-buttons" onMouseDown={keepFocus}>
          <button type="button" title={commands.title('replay.lap-back')} data-testid="replay-lap-back" onClick={() => replay.step({ by: -1, of: 'lap', car: focus })}>
            |◂
          </button>
          <button type="button" title={commands.title('replay.sample-back')} data-testid="replay-sample-back" onClick={() => replay.step({ by: -1, of: 'sample', car: focus })}>
            ◂·
          </button>
          <button type="button" class="primary" title={commands.title('replay.play', view.playing ? 'Pause' : 'Play')} data-testid="replay-play" onClick={() => replay.toggle()}>
            {view.playing ? '❚❚' : '▶'}
          </button>
          <button type="button" title={commands.title('replay.sample-on')} data-testid="replay-sample-on" onClick={() => replay.step({ by: 1, of: 'sample', car: focus })}>
            ·▸
          </button>
          <button type="button" title={commands.title('replay.lap-on')} data-testid="replay-lap-on" onClick={() => replay.step({ by: 1, of: 'lap', car: focus })}>
            ▸|
          </button>
        </span>
        <TimeBox replay={replay} />
        <LapBox replay={replay} car={focus} />
        <span class="push muted transport-keys">
          {HINTED.map(([ids, words]) => `${ids.map((id) => commands.keysOf(commands.find(`replay.${id}`)!)).join(' ')} ${words}`).join(' · ')}
        </span>
        <label title="Race seconds a second (− and +)">
          <select value={String(view.speed)} data-testid="replay-speed" onChange={(event) => replay.set({ speed: Number(event.currentTarget.value) })}>
            {!REPLAY_SPEEDS.some((speed) => speed === view.speed) && <option value={String(view.speed)}>{view.speed}×</option>}
            {REPLAY_SPEEDS.map((speed) => (
              <option key={speed} value={String(speed)}>
                {speed}×
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="small"
          aria-pressed={view.together}
          title={view.together ? 'The windows that replay this race share one clock. Press to let this one run free.' : 'This window runs free. Press to follow the clock that the others share.'}
          data-testid="replay-together"
          onMouseDown={keepFocus}
          onClick={() => replay.set({ together: !view.together })}
        >
          {view.together ? (view.screens > 1 ? `Together: ${view.screens}` : 'Together') : 'Alone'}
        </button>
        <button type="button" class="primary" title={commands.title('replay.close', 'Ends the replay in this window')} data-testid="replay-close" onClick={() => void replay.close()}>
          {backWords(pitWall.liveRace.value)}
        </button>
      </div>
      <PositionBar />
      {view.notes.length > 0 && (
        <p class="warn transport-note" title={view.notes.join('\n')} data-testid="replay-notes">
          {view.notes[0]}
          {view.notes.length > 1 && ` And ${view.notes.length - 1} more: point here to read them.`}
        </p>
      )}
    </section>
  );
}

/** Race time now, of how much; another one goes there. */
function TimeBox({ replay }: { replay: ReplayControl }) {
  const { from, to } = replay.view.value!;
  const shown = useCallback((wall: number): string => clockWords(replay.now(wall)), [replay]);
  return (
    <span class="transport-jump">
      <JumpBox
        label="Race time"
        size={9}
        testId="replay-time"
        title="Type a race time, such as 12:30, and press Enter to go there"
        shown={shown}
        read={(typed) => readTime(typed, from, to)}
        go={(racetime) => replay.seek({ racetime })}
      />
      <span class="muted">/ {raceTime(to)}</span>
    </span>
  );
}

/** To hundredths of a second. */
function clockWords(racetime: number): string {
  const hundredths = Math.floor(racetime * 100 + 1e-4);
  return `${raceTime(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

/** The lap that is shown; another number goes to where that lap begins. */
function LapBox({ replay, car }: { replay: ReplayControl; car: string | undefined }) {
  const laps = replay.timeline.value?.laps ?? [];
  const shown = useCallback((wall: number): string => String(replay.lapAt(replay.now(wall)) ?? ''), [replay]);
  return (
    <span class="transport-jump">
      <span class="muted">Lap</span>
      <JumpBox
        label="Lap"
        size={3}
        testId="replay-lap"
        title="Type a lap and press Enter to go to where it begins"
        shown={shown}
        read={(typed) => readLap(typed, laps)}
        go={(lap) => replay.seek({ lap, car })}
      />
      <span class="muted">/ {laps.at(-1)?.lap ?? '–'}</span>
    </span>
  );
}

/** Unix time at which a race was started, s, as its id says it; NaN where it does not. */
function startOf(race_id: string): number {
  const [, date, hour, minute, second] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z/.exec(race_id) ?? [];
  return Date.parse(`${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6)}T${hour}:${minute}:${second}Z`) / 1000;
}

/** What the live race does meanwhile. */
function backWords(live: RaceView | null | undefined): string {
  if (!live || live.state === 'finished' || live.state === 'stopped') return 'Leave replay';
  return live.lap > 0 ? `● Live: lap ${Math.min(live.lap, live.laps)} / ${live.laps}` : '● Back to live';
}
