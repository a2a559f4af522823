import { signal } from '@preact/signals';
import type { Axis } from './chart-view.ts';

/** By what the strip charts of a panel go. */
export class ChartLook {
  readonly axis = signal<Axis>('time');
  /** Length of the time axis, s. */
  readonly window = signal(60);

  /** @param first what they go by at first */
  constructor({ axis, window }: { axis?: Axis | undefined; window?: number | undefined } = {}) {
    if (axis) this.axis.value = axis;
    if (window) this.window.value = window;
  }
}
