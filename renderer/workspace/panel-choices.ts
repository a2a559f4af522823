import { CHANNELS } from '../../common/channels.ts';
import { FigureChoice } from '../analysis/figures/figure-choice.ts';
import { FIGURE_KINDS } from '../analysis/figures/figure-settings.ts';
import type { FigureKind } from '../analysis/figures/figure-settings.ts';
import { ChartLook } from '../live/chart-look.ts';
import { DEFAULT_STRIPS } from '../live/strips.ts';
import { StripChoice } from '../state/strip-choice.ts';
import type { Memory } from './kept-layouts.ts';
import type { Layout, Panel } from './layout.ts';
import { KIND_LOOKS } from './panel-kinds.ts';

/** What a person has chosen in panels: which channels they show, and how charts go. */
export class PanelChoices {
  readonly #memory: Memory;
  readonly #isMath: (name: string) => boolean;
  readonly #strips = new Map<string, StripChoice>();
  readonly #looks = new Map<string, ChartLook>();
  readonly #figures = new Map<string, FigureChoice>();

  /** @param isMath whether a math channel is called that */
  constructor(memory: Memory, isMath: (name: string) => boolean) {
    this.#memory = memory;
    this.#isMath = isMath;
  }

  /** Channels of a panel, remembered. @param layout by its name in the address */
  strips(layout: string, id: string, panel: Panel | undefined): StripChoice {
    const key = keyOf(layout, id);
    let strips = this.#strips.get(key);
    if (!strips) {
      const known = [...new Set(panel?.channels)].filter(isInCatalogue);
      strips = new StripChoice(this.#memory, known.length > 0 ? known : ((panel && KIND_LOOKS[panel.kind].channels) ?? DEFAULT_STRIPS), key);
      this.#strips.set(key, strips);
    }
    return strips;
  }

  /** By what the charts of a panel go, as long as this window is open. */
  look(layout: string, id: string, panel: Panel | undefined): ChartLook {
    const key = keyOf(layout, id);
    let look = this.#looks.get(key);
    if (!look) this.#looks.set(key, (look = new ChartLook(panel)));
    return look;
  }

  /** What is chosen in a panel of figures, remembered. */
  figure(layout: string, id: string, kind: FigureKind, panel: Panel | undefined): FigureChoice {
    const key = figureKey(layout, id);
    let figure = this.#figures.get(key);
    if (!figure) this.#figures.set(key, (figure = new FigureChoice(this.#memory, kind, panel?.figure, key, (name) => this.#isMath(name) || isInCatalogue(name))));
    return figure;
  }

  /** The panels of a layout as they are written into a file. */
  written(layout: string, panels: Layout['panels']): Layout['panels'] {
    const write = ([id, panel]: [string, Panel]): [string, Panel] => {
      if (isFigure(panel.kind)) return [id, { ...panel, figure: { ...panel.figure, ...this.figure(layout, id, panel.kind, panel).written } }];
      if (!KIND_LOOKS[panel.kind].channels) return [id, panel];
      const shown: Panel = { ...panel, channels: [...this.strips(layout, id, panel).channels.peek()] };
      if (panel.kind !== 'charts') return [id, shown];
      const { axis, window } = this.look(layout, id, panel);
      return [id, { ...shown, axis: axis.peek(), window: window.peek() }];
    };
    return Object.fromEntries(Object.entries(panels).map(write));
  }

  /** Forgets what was chosen in a layout. */
  forget(layout: string, { panels }: Layout): void {
    for (const id of Object.keys(panels)) {
      const key = keyOf(layout, id);
      this.#strips.delete(key);
      this.#looks.delete(key);
      this.#memory.removeItem(key);
      this.#figures.delete(figureKey(layout, id));
      this.#memory.removeItem(figureKey(layout, id));
    }
  }
}

const isFigure = (kind: string): kind is FigureKind => (FIGURE_KINDS as readonly string[]).includes(kind);
const figureKey = (layout: string, id: string): string => `lapwing.figure.${layout}.${id}`;
const keyOf = (layout: string, id: string): string => (layout === 'live' && id === 'charts' ? 'lapwing.strips' : `lapwing.strips.${layout}.${id}`);
const isInCatalogue = (name: string): boolean => CHANNELS.some((channel) => channel.name === name);
