import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { CHANNELS, type Channel } from '../../common/channels.ts';
import { findChannels } from '../../common/channels/find-channels.ts';

interface ChannelPickerProps {
  /** What is to happen to the chosen channel, in words. */
  title: string;
  /** All that can be picked; the catalogue where it is not given. */
  channels?: readonly Channel[];
  /** Channels that are drawn already. */
  drawn: readonly string[];
  onPick(channel: string): void;
  onReset(): void;
  onClose(): void;
}

/** A search over all channels by name, group, unit or description. Arrows and Enter choose, Escape closes. */
export function ChannelPicker({ title, channels = CHANNELS, drawn, onPick, onReset, onClose }: ChannelPickerProps) {
  const text = useSignal('');
  const at = useSignal(0);
  const root = useRef<HTMLDivElement>(null);
  const found = findChannels(text.value, channels);
  const last = found.length - 1;
  const current = Math.min(at.value, last);
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (!root.current!.contains(event.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [onClose]);
  useEffect(() => root.current!.querySelector('input')!.focus(), []);
  useEffect(() => root.current!.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [current, text.value]);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowDown') at.value = Math.min(last, current + 1);
    else if (event.key === 'ArrowUp') at.value = Math.max(0, current - 1);
    else if (event.key === 'Enter' && found[current]) onPick(found[current].name);
    else return;
    event.preventDefault();
  };
  return (
    <div class="picker" ref={root} role="dialog" aria-label={title} data-testid="channel-picker" onKeyDown={press}>
      <header>
        <input
          type="search"
          placeholder={title}
          aria-label={title}
          data-testid="channel-search"
          onInput={(event) => {
            text.value = event.currentTarget.value;
            at.value = 0;
          }}
        />
        <button type="button" class="small" title="Draw the strips that Lapwing came with" onClick={onReset}>
          Defaults
        </button>
      </header>
      <ul role="listbox" aria-label="Channels" class="scroll" tabIndex={0}>
        {found.map(({ name, unit, group, description }, i) => (
          <li
            key={name}
            role="option"
            aria-selected={i === current}
            data-testid={`channel-${name}`}
            title={description}
            onClick={() => onPick(name)}
          >
            <b>{name}</b> <small>{unit}</small>
            <small class="picker-group">{drawn.includes(name) ? `${group} · drawn` : group}</small>
            <span>{description}</span>
          </li>
        ))}
        {found.length === 0 && <li class="muted">No channel is called or described like that.</li>}
      </ul>
    </div>
  );
}
