import { useSignal } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import { ChannelPicker } from '../live/ChannelPicker.tsx';
import type { LiveSamples } from '../live/live-samples.ts';
import { HoldButton } from '../hold/HoldButton.tsx';
import { useHold } from '../hold/use-hold.ts';
import { usePitWall } from '../state/context.ts';
import { MOST_STRIPS } from '../state/strip-choice.ts';
import type { StripChoice } from '../state/strip-choice.ts';
import { newestOf } from './newest-of.ts';
import { ValueRow } from './ValueRow.tsx';

/** Of a channel that was not received when the panel was held. */
const NOTHING: ReadonlyMap<string, number> = new Map();

/** Channels of the followed cars as numbers and gauges. @param chosen which */
export function ValuePanel({ samples, chosen, inFocus }: { samples: LiveSamples; chosen: StripChoice; inFocus: boolean }) {
  const pitWall = usePitWall();
  /** The channel that gets replaced, or '' for one more; null while no channel is being picked. */
  const picking = useSignal<string | null>(null);
  const hold = useHold({ look: () => valuesNow(samples), inFocus });
  const closePicker = useCallback(() => (picking.value = null), [picking]);
  const channels = chosen.channels.value;
  const numbers = new Map(pitWall.race.value?.cars.map(({ car, number, driver }) => [car, { number, driver }]));
  const cars = pitWall.picks.list.value.map(({ car, colour }) => ({ car, colour, name: String(numbers.get(car)?.number ?? car), driver: numbers.get(car)?.driver ?? '' }));
  return (
    <section class="panel values" aria-label="Values">
      <header class="panel-head">
        <h2>Values</h2>
        <span class="push" />
        <HoldButton hold={hold} name="values" />
        <button
          type="button"
          class="small"
          disabled={chosen.full}
          title={chosen.full ? `${MOST_STRIPS} channels are as many as can be read: replace or remove one` : 'One more channel'}
          data-testid="add-value"
          onClick={() => (picking.value = '')}
        >
          + Channel
        </button>
      </header>
      <div class="values-body scroll" tabIndex={0}>
        {channels.map((channel) => (
          <ValueRow
            key={channel}
            channel={channel}
            cars={cars}
            samples={samples}
            held={hold.held && (hold.held.get(channel) ?? NOTHING)}
            onReplace={() => (picking.value = channel)}
            onRemove={channels.length > 1 ? () => chosen.remove(channel) : undefined}
          />
        ))}
        {cars.length === 0 && <p class="empty">{pitWall.race.value ? 'No car is followed. Pick up to six in the timing tower.' : 'No race is on. Press “New race” to start one.'}</p>}
      </div>
      {picking.value !== null && (
        <ChannelPicker
          title={picking.value === '' ? 'Add a channel' : `Instead of ${picking.value}`}
          drawn={channels}
          onPick={(channel) => {
            if (picking.value) chosen.replace(picking.value, channel);
            else chosen.add(channel);
            closePicker();
          }}
          onReset={() => {
            chosen.reset();
            closePicker();
          }}
          onClose={closePicker}
        />
      )}
    </section>
  );
}

/** What all cars that are followed have in every channel that is received, at this moment; by channel and car. */
function valuesNow(samples: LiveSamples): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const cars = [...samples.cars.keys()];
  return new Map(samples.channels.map((channel) => [channel, new Map(cars.map((car) => [car, newestOf(samples, car, channel)]))]));
}
