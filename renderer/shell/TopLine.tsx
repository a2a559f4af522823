import { useSignal } from '@preact/signals';
import type { RaceView } from '../../common/contract.ts';
import { raceTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { NewRace } from './NewRace.tsx';
import { SCREENS } from '../../common/screens.ts';
import { shown } from './screens.ts';

const SPEEDS = [1, 2, 5, 20, 'max'] as const;

/** The one line of chrome. */
export function TopLine() {
  const pitWall = usePitWall();
  const asking = useSignal(false);
  const race = pitWall.race.value;
  return (
    <header class="top">
      <h1>LAPWING</h1>
      <nav aria-label="Screens">
        {SCREENS.map(([screen, words], i) => (
          <a
            key={screen}
            href={`#/${screen}`}
            class={shown.value === screen ? 'on' : ''}
            aria-current={shown.value === screen ? 'page' : undefined}
            title={`${words} (${i + 1})`}
            data-testid={`tab-${screen}`}
          >
            {words}
          </a>
        ))}
      </nav>
      <span class="push" />
      {race && <RaceState race={race} />}
      <button
        type="button"
        disabled={pitWall.host.value !== 'connected'}
        data-testid="new-race"
        onClick={() => (asking.value = true)}
      >
        New race
      </button>
      {asking.value && <NewRace onClose={() => (asking.value = false)} />}
    </header>
  );
}

function RaceState({ race }: { race: RaceView }) {
  const pitWall = usePitWall();
  const racetime = pitWall.standings.value?.racetime ?? race.racetime;
  const running = race.state === 'running';
  return (
    <>
      <Flag race={race} />
      <Weather weather={race.weather} />
      <span data-testid="race-lap">
        <span class="muted">Lap</span> <b>{Math.min(race.lap, race.laps)}</b> <span class="muted">/ {race.laps}</span>
      </span>
      <span data-testid="race-time">
        <span class="muted">Race</span> <b>{raceTime(racetime)}</b>
      </span>
      <label>
        <span class="muted">Speed</span>{' '}
        <select
          disabled={!running || pitWall.host.value !== 'connected'}
          value={String(race.speed)}
          data-testid="race-speed"
          onChange={(event) => {
            const { value } = event.currentTarget;
            const speed = value === 'max' ? 'max' : Number(value);
            void pitWall.attempt(pitWall.connection.request('race.speed', { speed }));
          }}
        >
          {!SPEEDS.some((speed) => speed === race.speed) && <option value={String(race.speed)}>{race.speed}×</option>}
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speed === 'max' ? 'max' : `${speed}×`}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

const FLAG_WORDS = { green: 'GREEN', vsc: 'VSC', 'safety-car': 'SAFETY CAR', red: 'RED', chequered: 'CHEQUERED' } as const;
const STATE_WORDS = { draining: 'DRAINING', finished: 'FINISHED', stopped: 'STOPPED' } as const;

function Flag({ race }: { race: RaceView }) {
  if (race.state !== 'running') {
    const what = race.state === 'draining' ? 'The cars have stopped; data is still on its way' : 'The race is over and all its data is in';
    return (
      <span class="flag" title={what} data-testid="race-flag">
        {STATE_WORDS[race.state]}
      </span>
    );
  }
  const { flag, yellow_sectors } = race;
  const yellow = flag === 'green' && yellow_sectors.length > 0;
  return (
    <span class={`flag ${yellow ? 'yellow' : flag}`} data-testid="race-flag">
      {yellow ? `YELLOW S${yellow_sectors.join(' S')}` : FLAG_WORDS[flag]}
    </span>
  );
}

/** What to dress for: the air, the road, and water on it. */
function Weather({ weather }: { weather: RaceView['weather'] }) {
  if (!weather) return null;
  const { air_temperature, track_temperature, rain, wetness, wind_speed } = weather;
  const sky = rain > 0 ? 'Rain' : wetness > 0 ? 'Damp' : 'Dry';
  const wet = wetness > 0 ? `, road ${Math.round(wetness * 100)} % wet` : '';
  const title = `Air ${air_temperature.toFixed(0)} °C, road ${track_temperature.toFixed(0)} °C, wind ${wind_speed.toFixed(0)} m/s${wet}`;
  return (
    <span title={title} data-testid="race-weather">
      <span class="muted">{sky}</span> <b>{track_temperature.toFixed(0)}</b> <span class="muted">°C</span>
    </span>
  );
}
