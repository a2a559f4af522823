import { useEffect, useMemo, useRef } from 'preact/hooks';
import { fixed } from '../format.ts';
import { frameLoop } from '../frame-loop.ts';
import type { LiveSamples } from '../live/live-samples.ts';
import { stripOf } from '../live/strips.ts';
import { barOf, gaugeRange } from './gauge-range.ts';
import { newestOf } from './newest-of.ts';

interface ValueRowProps {
  channel: string;
  cars: readonly { car: string; colour: number; name: string; driver: string }[];
  samples: LiveSamples;
  /** Each car's value where the panel is held still; null: they run. */
  held: ReadonlyMap<string, number> | null;
  onReplace(): void;
  /** Missing for the only channel. */
  onRemove: (() => void) | undefined;
}

/** One channel: for each car a gauge over all that the channel can be, and the number. */
export function ValueRow({ channel, cars, samples, held, onReplace, onRemove }: ValueRowProps) {
  const strip = useMemo(() => stripOf(channel), [channel]);
  const lines = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const range = gaugeRange(strip);
    const root = lines.current!;
    return frameLoop.inTurn((wall) => {
      const silent = samples.clock.missing(wall) > 0;
      for (const line of root.querySelectorAll<HTMLElement>('[data-car]')) {
        const car = line.dataset['car']!;
        const newest = silent ? NaN : newestOf(samples, car, channel);
        const value = (held ? (held.get(car) ?? NaN) : newest) * strip.scale;
        const { from, to } = barOf(value, range);
        const [bar, number] = [line.querySelector<HTMLElement>('i')!, line.querySelector('b')!];
        bar.style.left = `${from * 100}%`;
        bar.style.width = `${(to - from) * 100}%`;
        const text = Number.isNaN(value) ? '–' : fixed(value, strip.digits);
        if (number.textContent !== text) number.textContent = text;
      }
    });
  }, [strip, channel, samples, held]);
  return (
    <div class="value-row" data-testid={`value-${channel}`}>
      <span class="value-name">
        <button type="button" title={`${channel}: show another channel here`} onClick={onReplace}>
          {channel} <small>{strip.unit}</small>
        </button>
        {onRemove && (
          <button type="button" class="strip-remove" title={`Remove ${channel}`} aria-label={`Remove ${channel}`} onClick={onRemove}>
            ×
          </button>
        )}
      </span>
      <div ref={lines}>
        {cars.map(({ car, colour, name, driver }) => (
          <div key={car} class="value-line" data-car={car} title={driver}>
            <small>{name}</small>
            <span class="gauge" aria-hidden>
              <i class={`fill-${colour + 1}`} />
            </span>
            <b data-testid={`value-${channel}-${car}`}>–</b>
          </div>
        ))}
      </div>
    </div>
  );
}
