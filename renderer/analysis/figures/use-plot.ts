import { effect, untracked } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { followSize } from '../../charts/size.ts';
import { themeTurns } from '../../charts/theme.ts';
import { FigurePlot } from './figure-plot.ts';
import type { FigureFrame, FigureView } from './figure-plot.ts';

/** What a panel draws; all of it reads signals and is drawn anew when they change. */
export interface FigureDrawing {
  view(): FigureView | null;
  paint(frame: FigureFrame): void;
  /** What moves, such as the cursor. */
  mark(frame: FigureFrame): void;
}

interface PlotPlace {
  host: RefObject<HTMLDivElement | null>;
  moving: RefObject<HTMLCanvasElement | null>;
  plot: RefObject<FigurePlot | null>;
}

/** Keeps a plot in the page as long as the panel is. @param drawing must stay the same from one rendering to the next */
export function usePlot(drawing: FigureDrawing): PlotPlace {
  const host = useRef<HTMLDivElement>(null);
  const moving = useRef<HTMLCanvasElement>(null);
  const plot = useRef<FigurePlot>(null);
  useEffect(() => {
    const made = new FigurePlot(host.current!, moving.current!, (frame) => drawing.paint(frame));
    plot.current = made;
    const mark = (): void => made.mark((frame) => drawing.mark(frame));
    const ends = [
      followSize(host.current!, (width, height) => {
        made.resize(width, height);
        mark();
      }),
      effect(() => {
        void themeTurns.value;
        untracked(() => {
          made.repaint();
          mark();
        });
      }),
      effect(() => made.show(drawing.view())),
      effect(() => {
        void drawing.view();
        mark();
      }),
    ];
    return () => {
      for (const end of ends) end();
      made.destroy();
    };
  }, [drawing]);
  return { host, moving, plot };
}
