import { useSignal } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import { ChannelPicker } from '../live/ChannelPicker.tsx';
import type { LiveSamples } from '../live/live-samples.ts';
import { usePitWall } from '../state/context.ts';
import { MOST_STRIPS } from '../state/strip-choice.ts';
import type { StripChoice } from '../state/strip-choice.ts';
import { ValueRow } from './ValueRow.tsx';

/** Channels of the followed cars as numbers and gauges. @param chosen which */
export function ValuePanel({ samples, chosen }: { samples: LiveSamples; chosen: StripChoice }) {
  const pitWall = usePitWall();
  /** The channel that gets replaced, or '' for one more; null while no channel is being picked. */
  const picking = useSignal<string | null>(null);
  const closePicker = useCallback(() => (picking.value = null), [picking]);
  const channels = chosen.channels.value;
  const numbers = new Map(pitWall.race.value?.cars.map(({ car, number, driver }) => [car, { number, driver }]));
  const cars = pitWall.picks.list.value.map(({ car, colour }) => ({ car, colour, name: String(numbers.get(car)?.number ?? car), driver: numbers.get(car)?.driver ?? '' }));
  return (
    <section class="panel values" aria-label="Values">
      <header class="panel-head">
        <h2>Values</h2>
        <button
          type="button"
          class="small push"
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
