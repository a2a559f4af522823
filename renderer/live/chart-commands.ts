import type { Signal } from '@preact/signals';
import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import type { ReplayControl } from '../replay/replay-control.ts';
import { MOST_STRIPS } from '../state/strip-choice.ts';
import type { StripChoice } from '../state/strip-choice.ts';
import type { Axis, ChartView } from './chart-view.ts';

/** Lengths of the time axis that a person chooses from, s. */
export const WINDOWS = [30, 60, 120] as const;

/** A step to the side, as a share of what shows; a step nearer or farther. */
const STEP = 0.25;
const ZOOM = 1.5;

interface Charts {
  view: ChartView;
  axis: Signal<Axis>;
  window: Signal<number>;
  strips: StripChoice;
  replay: ReplayControl;
  addChannel(): void;
  zoom(factor: number, share: number): void;
}

/** What can be done with the strip charts of the Live screen. */
export function chartCommands({ view, axis, window, strips, replay, addChannel, zoom }: Charts): Command[] {
  const group = 'Charts';
  const still = (): string | null => (replay.view.value && axis.value === 'time' ? 'A replay goes to another moment as a whole.' : null);
  const quick = (): string | null => (replay.view.value ? 'In a replay these keys are its speed: turn the wheel on a chart.' : null);
  return [
    command({
      ...{ id: 'chart.pause', group, name: 'Hold the charts still, or let them run on', keys: ['Space'], does: 'nothing is lost meanwhile' },
      hindrance: () => (replay.view.value ? 'A replay is held as a whole: play or pause it.' : null),
      run: () => view.pause(!view.paused),
    }),
    command({ id: 'chart.back', group, name: 'Charts back', keys: ['ArrowLeft'], does: 'a quarter of what shows; they are held there', hindrance: still, run: () => view.pan(-STEP) }),
    command({ id: 'chart.on', group, name: 'Charts on', keys: ['ArrowRight'], does: 'a quarter of what shows, up to now', hindrance: still, run: () => view.pan(STEP) }),
    command({ id: 'chart.nearer', group, name: 'Charts nearer', keys: ['+'], does: 'as the wheel does', hindrance: quick, run: () => zoom(1 / ZOOM, 0.5) }),
    command({ id: 'chart.farther', group, name: 'Charts farther', keys: ['-'], does: 'as the wheel does', hindrance: quick, run: () => zoom(ZOOM, 0.5) }),
    command({ id: 'chart.whole', group, name: 'Charts live again, or the whole lap', keys: ['0'], does: 'as a double click does', run: () => view.whole() }),
    command({ id: 'chart.axis', group, name: 'Charts by time or distance', keys: ['x'], run: () => (axis.value = axis.peek() === 'time' ? 'distance' : 'time') }),
    command({
      ...{ id: 'chart.window', group, name: 'Next length of the time axis', keys: ['w'], does: WINDOWS.map((length) => `${length} s`).join(' → ') },
      hindrance: () => (axis.value === 'time' ? null : 'By distance the charts show a lap.'),
      run: () => (window.value = WINDOWS[(WINDOWS.findIndex((length) => length === window.peek()) + 1) % WINDOWS.length]!),
    }),
    command({
      ...{ id: 'chart.add', group, name: 'Draw one more channel', keys: ['a'], run: addChannel },
      hindrance: () => (strips.full ? `${MOST_STRIPS} strips are as many as can be read.` : null),
    }),
    command({ id: 'chart.defaults', group, name: 'Draw the strips that Lapwing came with', run: () => strips.reset() }),
  ];
}
