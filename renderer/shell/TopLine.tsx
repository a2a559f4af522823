import type { RaceView } from '../../common/race-view.ts';
import { RaceFlag } from '../control/RaceFlag.tsx';
import { Weather } from '../control/Weather.tsx';
import { raceTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { SCREENS } from '../../common/screens.ts';
import { LayoutMenu } from '../workspace/LayoutMenu.tsx';
import { dialog, openPalette } from './dialogs.ts';
import { shown } from './screens.ts';
import { SPEEDS, speedWords } from './speeds.ts';

/** The one line of chrome. */
export function TopLine() {
  const pitWall = usePitWall();
  const { commands } = pitWall;
  const race = pitWall.race.value;
  const paletteKeys = commands.keysOf(commands.find('help.palette')!);
  return (
    <header class="top">
      <h1>LAPWING</h1>
      <nav aria-label="Screens">
        {SCREENS.map(([screen, words]) => (
          <a
            key={screen}
            href={`#/${screen}`}
            class={shown.value === screen ? 'on' : ''}
            aria-current={shown.value === screen ? 'page' : undefined}
            title={commands.title(`screen.${screen}`, words)}
            data-testid={`tab-${screen}`}
          >
            {words}
          </a>
        ))}
      </nav>
      <LayoutMenu />
      <span class="push" />
      {race && <RaceState race={race} />}
      <button
        type="button"
        disabled={pitWall.host.value !== 'connected'}
        title={commands.title('race.new')}
        data-testid="new-race"
        onClick={() => (dialog.value = 'new-race')}
      >
        New race
      </button>
      <button type="button" class="top-palette" title={commands.title('help.palette')} aria-label={`${paletteKeys}: find a command`} data-testid="open-palette" onClick={() => openPalette()}>
        {paletteKeys}
      </button>
    </header>
  );
}

function RaceState({ race }: { race: RaceView }) {
  const pitWall = usePitWall();
  const racetime = pitWall.standings.value?.racetime ?? race.racetime;
  return (
    <>
      <RaceFlag race={race} />
      {race.weather && <Weather weather={race.weather} />}
      <span data-testid="race-lap">
        <span class="muted">Lap</span> <b>{Math.min(race.lap, race.laps)}</b> <span class="muted">/ {race.laps}</span>
      </span>
      <span data-testid="race-time">
        <span class="muted">Race</span> <b>{raceTime(racetime)}</b>
      </span>
      {!pitWall.replay.view.value && <LiveState race={race} />}
    </>
  );
}

/** That it is live, and how fast the simulated race runs. */
function LiveState({ race }: { race: RaceView }) {
  const pitWall = usePitWall();
  const running = race.state === 'running';
  return (
    <>
      {running && <b class="live-badge" data-testid="live-badge">● LIVE</b>}
      <label title="How fast the simulated race runs">
        <span class="muted speed-word">Speed</span>{' '}
        <select
          aria-label="Speed"
          disabled={!running || pitWall.host.value !== 'connected'}
          value={String(race.speed)}
          data-testid="race-speed"
          onChange={(event) => {
            const { value } = event.currentTarget;
            const speed = value === 'max' ? 'max' : Number(value);
            void pitWall.attempt(pitWall.connection.request('race.speed', { speed }));
          }}
        >
          {!SPEEDS.some((speed) => speed === race.speed) && <option value={String(race.speed)}>{speedWords(race.speed)}</option>}
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speedWords(speed)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
