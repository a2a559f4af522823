import type { AnalysisDesk } from './analysis-desk.ts';

/** A hand that moves less than this has clicked, CSS px. */
const CLICK = 4;
/** How much a notch of the wheel zooms. */
const PER_PIXEL = 1.0015;

/**
 * What the mouse does on the charts, for as long as `cover` is in the page: point, drag a range from A to B, put a marker with Ctrl and a click, zoom with the wheel, pan
 * with Shift or the middle button.
 * @param cover lies over the plots, exactly as wide as their x-axis
 */
export function takeHand(desk: AnalysisDesk, cover: HTMLElement): void {
  const hand = new ChartHand(desk, cover);
  cover.addEventListener('pointermove', (event) => hand.move(event));
  cover.addEventListener('pointerdown', (event) => hand.down(event));
  for (const end of ['pointerup', 'pointercancel'] as const) cover.addEventListener(end, () => hand.up());
  cover.addEventListener('dblclick', () => (desk.span.value = null));
  cover.addEventListener('wheel', (event) => hand.wheel(event), { passive: false });
}

class ChartHand {
  readonly #desk: AnalysisDesk;
  readonly #cover: HTMLElement;
  #drag: { kind: 'range' | 'pan'; x: number; at: number; from: number; to: number; moved: boolean } | null = null;

  constructor(desk: AnalysisDesk, cover: HTMLElement) {
    this.#desk = desk;
    this.#cover = cover;
  }

  #at(event: MouseEvent): number {
    const { left, width } = this.#cover.getBoundingClientRect();
    const { from, to } = this.#desk.shown;
    return from + ((event.clientX - left) / Math.max(1, width)) * (to - from);
  }

  down(event: PointerEvent): void {
    if (event.button > 1) return;
    if (event.button === 0 && (event.ctrlKey || event.metaKey)) return this.#desk.mark(this.#at(event));
    const { from, to } = this.#desk.shown;
    const kind = event.shiftKey || event.button === 1 ? 'pan' : 'range';
    this.#drag = { kind, x: event.clientX, at: this.#at(event), from, to, moved: false };
    this.#cover.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
  }

  up(): void {
    this.#drag = null;
  }

  move(event: PointerEvent): void {
    const drag = this.#drag;
    const desk = this.#desk;
    if (drag && Math.abs(event.clientX - drag.x) > CLICK) drag.moved = true;
    if (drag?.kind === 'pan') {
      const shift = ((drag.x - event.clientX) / Math.max(1, this.#cover.clientWidth)) * (drag.to - drag.from);
      desk.show(drag.from + shift, drag.to + shift);
      return;
    }
    const at = this.#at(event);
    desk.moveCursor(at);
    if (!drag?.moved) return;
    const { whole } = desk;
    const inside = (x: number): number => Math.min(Math.max(x, whole.from), whole.to);
    desk.marks.value = { a: inside(Math.min(drag.at, at)), b: inside(Math.max(drag.at, at)) };
    const channel = stripUnder(drag.x, event.clientY);
    if (channel) desk.rangeChannel.value = channel;
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.#desk.pan(sideways / Math.max(1, this.#cover.clientWidth));
    else this.#desk.zoom(PER_PIXEL ** event.deltaY, this.#at(event));
  }
}

/** The channel whose strip lies there; null for delta-time and outside. */
function stripUnder(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const channel = element.closest<HTMLElement>('[data-channel]')?.dataset['channel'];
    if (channel) return channel;
  }
  return null;
}
