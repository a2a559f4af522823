import { useEffect, useRef } from 'preact/hooks';
import type { WeatherReport } from '../../common/timing.ts';
import { skyWord, windFrom } from './sky.ts';

/** For how long a change of the sky stands out, ms. */
const NOTICEABLE_MS = 8000;

/** What to dress for: the sky and water on the road, air and road, the wind. */
export function Weather({ weather }: { weather: WeatherReport }) {
  const { air_temperature, track_temperature, rain, wetness, wind_speed, wind_direction } = weather;
  const sky = skyWord(weather);
  const wet = rain > 0 || wetness > 0;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return (
    <span class="weather" data-testid="race-weather">
      <Sky word={sky} />
      {wet && (
        <>
          <span title="Rain that falls; 100 % is a downpour">
            <span class="muted">Rain</span> <b>{percent(rain)}</b>
          </span>
          <span title="Water on the road; 100 % is standing water">
            <span class="muted">Wet</span> <b>{percent(wetness)}</b>
          </span>
        </>
      )}
      <span title="Air and road temperature">
        <span class="muted">Air</span> <b>{air_temperature.toFixed(0)}°</b> <span class="muted">Track</span> <b>{track_temperature.toFixed(0)}°</b>
      </span>
      <span class="wind" title={`Wind from ${windFrom(wind_direction)} (${wind_direction.toFixed(0)}°), ${wind_speed.toFixed(1)} m/s; north is up`}>
        <svg viewBox="-8 -8 16 16" aria-hidden="true" style={{ transform: `rotate(${wind_direction + 180}deg)` }}>
          <path d="M0 7V-6M-4 -2L0 -7L4 -2" />
        </svg>
        <b>{wind_speed.toFixed(1)}</b> <small>m/s</small>
      </span>
    </span>
  );
}

/** The sky in a word, which stands out for a while when it has changed. */
function Sky({ word }: { word: string }) {
  const element = useRef<HTMLElement>(null);
  const before = useRef(word);
  useEffect(() => {
    if (before.current === word) return;
    before.current = word;
    element.current?.animate([{ background: 'var(--warn)', color: 'var(--bg)' }, { background: 'var(--warn)', color: 'var(--bg)', offset: 0.8 }, {}], {
      duration: NOTICEABLE_MS,
    });
  }, [word]);
  return (
    <b class="sky" ref={element}>
      {word}
    </b>
  );
}
