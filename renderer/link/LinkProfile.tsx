import { RADIO_PRESET_NAMES, type RadioPreset } from '../../common/radio.ts';
import { useLinkSwitch } from './LinkControls.tsx';
import { profileOf } from './link-profile.ts';

const TITLES: Record<RadioPreset, string> = { good: 'Good', edge: 'Edge of coverage', tunnel: 'Tunnel' };

const FIELDS = [
  ['kbit', 'Limit', 'kbit/s', 1, 1_000_000],
  ['latency', 'Delay', 'ms', 0, 60_000],
  ['jitter', '±', 'ms', 0, 60_000],
  ['loss', 'Lost', '%', 0, 50],
] as const;

/** What the radio link follows: a preset, or numbers of one's own. */
export function LinkProfile() {
  const { link, off, set } = useLinkSwitch();
  const profile = link?.profile;
  const shown = { kbit: profile?.bits_per_second && profile.bits_per_second / 1000, latency: profile?.latency_ms, jitter: profile?.jitter_ms, loss: profile && 100 * profile.loss };
  return (
    <div class="link-profile">
      <div class="link-controls">
        {RADIO_PRESET_NAMES.map((preset) => (
          <button
            key={preset}
            type="button"
            disabled={off}
            aria-pressed={profile?.name === preset}
            data-testid={`link-preset-${preset}`}
            onClick={() => set({ radio: 'preset', preset })}
          >
            {TITLES[preset]}
          </button>
        ))}
      </div>
      <form
        key={JSON.stringify(shown)}
        onSubmit={(event) => {
          event.preventDefault();
          set({ radio: 'profile', profile: profileOf(new FormData(event.currentTarget)) });
        }}
      >
        {FIELDS.map(([name, title, unit, min, max]) => (
          <label key={name}>
            {title}
            <input
              type="number"
              step="any"
              name={name}
              min={min}
              max={max}
              aria-label={`${title}, ${unit}`}
              data-testid={`link-number-${name}`}
              placeholder={name === 'kbit' ? 'none' : '0'}
              defaultValue={shown[name] ? String(Number(shown[name].toPrecision(4))) : ''}
            />
            <small>{unit}</small>
          </label>
        ))}
        <button type="submit" disabled={off} data-testid="link-apply">
          Apply
        </button>
      </form>
    </div>
  );
}
