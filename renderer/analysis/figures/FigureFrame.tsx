import { useSignal } from '@preact/signals';
import type { ComponentChildren, HTMLAttributes } from 'preact';
import { useCallback } from 'preact/hooks';
import { ChannelPicker } from '../../live/ChannelPicker.tsx';
import { count, fixed } from '../../format.ts';
import { ExportMenu } from '../../pictures/ExportMenu.tsx';
import type { Exports } from '../../pictures/ExportMenu.tsx';
import type { AnalysisDesk } from '../analysis-desk.ts';

/** A channel that a panel shows, to be changed with a search. */
export interface ChannelSlot {
  /** In front of the button. */
  words: string;
  /** Null: none. */
  channel: string | null;
  /** On the button where there is none. */
  none?: string;
  testid: string;
  pick(channel: string): void;
  /** Back to what the panel came with. */
  reset(): void;
}

interface FigureFrameProps {
  desk: AnalysisDesk;
  title: string;
  kind: string;
  slots: readonly ChannelSlot[];
  /** Instead of what of the laps is shown. */
  scope?: string | undefined;
  /** Beside the channels. */
  controls?: ComponentChildren;
  /** What of it can be written into a file; null while there is nothing, missing where there never is. */
  exports?: Exports | null;
  /** Instead of the figure, where there is none. */
  empty: string | null;
  /** Of the place that the figure lies in. */
  body?: HTMLAttributes<HTMLDivElement>;
  children: ComponentChildren;
}

/** What all panels of figures look like: their name and what they are made from, their channels and settings, and the figure. */
export function FigureFrame({ desk, title, kind, slots, scope, controls, exports, empty, body, children }: FigureFrameProps) {
  const picking = useSignal<number | null>(null);
  const close = useCallback(() => (picking.value = null), [picking]);
  const slot = picking.value === null ? undefined : slots[picking.value];
  return (
    <section class={`panel figure figure-${kind}`} aria-label={title} data-testid={`figure-${kind}`}>
      <header class="panel-head">
        <h2>{title}</h2>
        <span class="muted push">{scope ?? scopeWords(desk)}</span>
        {exports && <ExportMenu exports={exports} disabled={false} />}
      </header>
      <div class="figure-bar">
        {slots.map(({ words, channel, none, testid }, i) => (
          <label key={testid}>
            {words}{' '}
            <button type="button" class="small" aria-haspopup="dialog" data-testid={testid} onClick={() => (picking.value = i)}>
              {channel ?? none}
            </button>
          </label>
        ))}
        {controls}
      </div>
      <div class="map-body figure-body" {...body}>
        {children}
        {empty !== null && <p class="empty over" data-testid={`${kind}-empty`}>{empty}</p>}
        {slot && (
          <ChannelPicker
            title={`${title}: ${slot.words}`}
            drawn={slot.channel === null ? [] : [slot.channel]}
            onPick={(channel) => {
              slot.pick(channel);
              close();
            }}
            onReset={() => {
              slot.reset();
              close();
            }}
            onClose={close}
          />
        )}
      </div>
    </section>
  );
}

/** What of the laps is shown. */
export function scopeWords(desk: AnalysisDesk): string {
  const span = desk.span.value;
  if (!span) return 'whole lap';
  return desk.axis.value === 'distance' ? `${count(span.from)}–${count(span.to)} m` : `${fixed(span.from, 1)}–${fixed(span.to, 1)} s`;
}

/** Why a panel has nothing to show; null where it has. */
export function emptyFigure(desk: AnalysisDesk, known: boolean, there: boolean, words: string): string | null {
  if (desk.drawn.value.length === 0) return 'Choose a lap, and it shows here too.';
  return !known || there ? null : words;
}
