/** A hand that moves less than this has clicked, CSS px. */
const CLICK = 4;
/** How much a pixel of the wheel zooms. */
const PER_PIXEL = 1.0015;

/** What a hand can do with charts. Shares are of the length of the x-axis. */
export interface HandledCharts {
  /** Shows a stretch that is longer by a factor; what lies at `share` stays there. */
  zoom(factor: number, share: number): void;
  /** Goes on by a share, or back. */
  pan(share: number): void;
  /** Shows what showed before anything was zoomed or moved. */
  whole(): void;
}

/**
 * The mouse on strip charts: the wheel zooms, with Shift it moves, as a drag does; a double click shows all. Until the function that is returned is called.
 * @param body in which the charts are
 */
export function takeHand(body: HTMLElement, charts: HandledCharts): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  body.addEventListener(
    'wheel',
    (event) => {
      const plot = plotUnder(event);
      if (!plot) return;
      event.preventDefault();
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) charts.pan(sideways / Math.max(1, plot.width));
      else charts.zoom(PER_PIXEL ** event.deltaY, (event.clientX - plot.left) / Math.max(1, plot.width));
    },
    { passive: false, signal },
  );
  body.addEventListener('pointerdown', (event) => follow(body, event, charts), { signal });
  body.addEventListener('dblclick', (event) => plotUnder(event) && charts.whole(), { signal });
  return () => ends.abort();
}

function follow(body: HTMLElement, down: PointerEvent, charts: HandledCharts): void {
  const plot = plotUnder(down);
  if (!plot || down.button !== 0) return;
  const ends = new AbortController();
  const { signal } = ends;
  let from = down.clientX;
  let moved = false;
  const move = (event: PointerEvent): void => {
    if (!moved && Math.abs(event.clientX - from) < CLICK) return;
    if (!moved) body.classList.add('dragged');
    moved = true;
    charts.pan((from - event.clientX) / Math.max(1, plot.width));
    from = event.clientX;
  };
  const end = (): void => {
    ends.abort();
    body.classList.remove('dragged');
  };
  addEventListener('pointermove', move, { signal });
  for (const name of ['pointerup', 'pointercancel'] as const) addEventListener(name, end, { signal });
}

/** The place of the lines of the chart under a pointer. */
function plotUnder({ target }: Event): DOMRect | undefined {
  return (target as Element).closest('.strip-plot')?.querySelector('.u-over')?.getBoundingClientRect();
}
