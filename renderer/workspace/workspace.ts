import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { SCREENS } from '../../common/screens.ts';
import type { ScreenName } from '../../common/screens.ts';
import type { FigureChoice } from '../analysis/figures/figure-choice.ts';
import type { FigureKind } from '../analysis/figures/figure-settings.ts';
import type { ChartLook } from '../live/chart-look.ts';
import type { StripChoice } from '../state/strip-choice.ts';
import { builtIn } from './built-in.ts';
import { KeptLayouts } from './kept-layouts.ts';
import type { Memory } from './kept-layouts.ts';
import { groupsOf, isGroup } from './layout.ts';
import type { Layout, Node, Panel, PanelKind } from './layout.ts';
import { activate, addAtEdge, addBeside, addTab, freeze, remove } from './layout-tree.ts';
import type { Side } from './layout-tree.ts';
import { KIND_LOOKS } from './panel-kinds.ts';
import { PanelChoices } from './panel-choices.ts';
import { place } from './placement.ts';
import type { Placement } from './placement.ts';
import { UndoSteps } from './undo-steps.ts';

/** Where a panel that is moved or added goes. */
export type Target = { at: 'tab'; of: string } | { at: Side; of: string } | { at: Side; of: null };

export interface WorkspaceOptions {
  memory: Memory;
  /** The layout that shows, by its name in the address. */
  shown: ReadonlySignal<string>;
  /** Whether a math channel is called that. */
  isMath(name: string): boolean;
  /** Hears a line about what is kept and cannot be read. */
  complain(line: string): void;
}

const isBuiltIn = (id: string): id is ScreenName => SCREENS.some(([name]) => name === id);

/** The panels of this window and how they lie, and all that can be done with them. */
export class Workspace {
  /** Of the place for panels, CSS px. */
  readonly size = signal({ width: 1280, height: 720 });
  /** What the content of panels needs, CSS px, as far as it has been measured. */
  readonly natural = signal<ReadonlyMap<string, { width?: number; height?: number }>>(new Map());
  /** The panel that was used last; null before any was. */
  readonly focus = signal<string | null>(null);
  readonly kept: KeptLayouts;
  readonly #alone = signal<{ layout: string; id: string } | null>(null);
  readonly #shown: ReadonlySignal<string>;
  readonly #choices: PanelChoices;
  readonly #draft = signal<{ id: string; root: Node } | null>(null);
  readonly #undo = new UndoSteps();

  readonly current = computed((): Layout => {
    const id = this.#shown.value;
    const { width, height } = this.size.value;
    const layout = this.kept.get(id) ?? builtIn(isBuiltIn(id) ? id : 'live', width, height);
    const draft = this.#draft.value;
    return draft?.id === id ? { ...layout, root: draft.root } : layout;
  });

  /** The panel that has the whole window, if one of the layout that shows has. */
  readonly maximised = computed((): string | null => {
    const alone = this.#alone.value;
    return alone?.layout === this.#shown.value && Object.hasOwn(this.current.value.panels, alone.id) ? alone.id : null;
  });

  readonly placement = computed((): Placement => {
    const { root } = this.current.value;
    const whole = { left: 0, top: 0, ...this.size.value };
    const alone = this.maximised.value;
    if (alone !== null) return place({ tabs: [alone], active: alone }, whole, () => undefined);
    return place(root, whole, (id) => this.natural.value.get(id));
  });

  /** The panels that can be seen, in the order in which they are read. */
  readonly visible = computed((): readonly string[] => this.placement.value.groups.map(({ group }) => group.active));

  /** Channels of all panels that can be seen. */
  readonly charted = computed((): readonly string[] => {
    const { panels } = this.current.value;
    const showing = this.visible.value.filter((id) => KIND_LOOKS[panels[id]!.kind].channels);
    return [...new Set(showing.flatMap((id) => this.stripsOf(id).channels.value))];
  });

  /** The panel that the keys of charts are for: the one with charts that was used last, or the first. */
  readonly keyed = computed((): string | null => {
    const { panels } = this.current.value;
    const charts = this.visible.value.filter((id) => KIND_LOOKS[panels[id]!.kind].chartKeys);
    const focus = this.focus.value;
    return focus !== null && charts.includes(focus) ? focus : (charts[0] ?? null);
  });

  constructor({ memory, shown, isMath, complain }: WorkspaceOptions) {
    this.#choices = new PanelChoices(memory, isMath);
    this.#shown = shown;
    this.kept = new KeptLayouts(memory, complain);
  }

  /** Names in the address and titles of the layouts that were saved. */
  readonly saved = computed(() => [...this.kept.all.value].filter(([id]) => !isBuiltIn(id)).map(([id, { name }]) => ({ id, name })));

  /** Whether the layout that shows is not as Lapwing came with it. */
  readonly changed = computed(() => this.kept.all.value.has(this.#shown.value));

  isKnown(id: string): boolean {
    return isBuiltIn(id) || this.kept.all.peek().has(id);
  }

  panel(id: string): Panel | undefined {
    return this.current.value.panels[id];
  }

  /** Which channels a panel shows. */
  stripsOf(id: string): StripChoice {
    return this.#choices.strips(this.#shown.value, id, this.current.peek().panels[id]);
  }

  /** By what the charts of a panel go. */
  lookOf(id: string): ChartLook {
    return this.#choices.look(this.#shown.value, id, this.current.peek().panels[id]);
  }

  /** What is chosen in a panel of figures. */
  figureOf(id: string, kind: FigureKind): FigureChoice {
    return this.#choices.figure(this.#shown.value, id, kind, this.current.peek().panels[id]);
  }

  /** The layout that shows, with what its panels show now, and how. */
  asShown(): Layout {
    const { panels, ...rest } = this.current.peek();
    return { ...rest, panels: this.#choices.written(this.#shown.peek(), panels) };
  }

  /** Shows sizes that are not settled yet. */
  preview(root: Node): void {
    this.#draft.value = { id: this.#shown.peek(), root };
  }

  /** Settles what was previewed. */
  settle(): void {
    const draft = this.#draft.peek();
    if (draft) this.#change({ ...this.current.peek(), root: draft.root });
  }

  /** Forgets what was previewed. */
  unsettle(): void {
    this.#draft.value = null;
  }

  move(id: string, target: Target): void {
    const { panels, root } = this.current.peek();
    if (!root || target.of === id) return;
    this.#alone.value = null;
    const rest = remove(this.#frozen(root), id);
    this.#change({ ...this.current.peek(), panels, root: insert(rest, id, target) });
    this.focus.value = id;
  }

  /** Adds a panel, by the one that was used last where it is not said; what there is only one of comes to the front. */
  add(kind: PanelKind, target?: Target): void {
    const { panels, root } = this.current.peek();
    const there = Object.keys(panels).find((id) => panels[id]!.kind === kind);
    if (there !== undefined && KIND_LOOKS[kind].once) return this.activate(there);
    const id = freeName(kind, panels);
    const last = this.focus.peek();
    const beside = last !== null && Object.hasOwn(panels, last) ? last : this.visible.peek()[0];
    this.#alone.value = null;
    const mate = this.visible.peek().find((shown) => KIND_LOOKS[kind].mates?.includes(panels[shown]!.kind));
    const where: Target = target ?? (mate !== undefined ? { at: 'tab', of: mate } : beside === undefined ? { at: 'right', of: null } : { at: 'right', of: beside });
    this.#change({ ...this.current.peek(), panels: { ...panels, [id]: { kind } }, root: insert(root && this.#frozen(root), id, where) });
    this.focus.value = id;
  }

  /** Brings a panel of a kind to the front; adds one where there is none. */
  open(kind: PanelKind): void {
    const { panels } = this.current.peek();
    const there = Object.keys(panels).find((id) => panels[id]!.kind === kind);
    if (there === undefined) this.add(kind);
    else this.activate(there);
  }

  close(id: string): void {
    const { panels, root } = this.current.peek();
    if (!root) return;
    const { [id]: _closed, ...rest } = panels;
    if (this.maximised.peek() === id) this.#alone.value = null;
    this.#change({ ...this.current.peek(), panels: rest, root: remove(this.#frozen(root), id) });
    if (this.focus.peek() === id) this.focus.value = null;
  }

  /** Brings a panel to the front of its tabs; nothing that has to be taken back. */
  activate(id: string): void {
    const { root } = this.current.peek();
    if (root && groupsOf(root).some(({ tabs, active }) => tabs.includes(id) && active !== id)) this.kept.set(this.#shown.peek(), { ...this.current.peek(), root: activate(root, id) });
    this.focus.value = id;
  }

  /** Gives a panel the whole window, or back its place. */
  toggleMaximised(id: string): void {
    this.#alone.value = this.maximised.peek() === id ? null : { layout: this.#shown.peek(), id };
    this.focus.value = id;
  }

  /** How many changes of the layout that shows can be taken back, and made again. */
  get steps(): { back: number; on: number } {
    return this.#undo.of(this.#shown.value);
  }

  undo(): void {
    this.#step('back');
  }

  redo(): void {
    this.#step('on');
  }

  /** As Lapwing came with it. */
  reset(): void {
    this.#change(null);
  }

  /** Keeps a layout under a new name, and says what it is called in the address. */
  save(layout: Layout): string {
    const slug = layout.name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'layout';
    let id = slug;
    for (let n = 2; this.isKnown(id); n++) id = `${slug}-${n}`;
    this.#choices.forget(id, layout);
    this.kept.set(id, layout);
    return id;
  }

  /** Forgets a layout that was saved. */
  forget(id: string): void {
    const layout = this.kept.get(id);
    if (layout) this.#choices.forget(id, layout);
    this.#undo.forget(id);
    this.kept.set(id, null);
  }

  #frozen(root: Node): Node {
    const { sizes } = place(root, { left: 0, top: 0, ...this.size.peek() }, (id) => this.natural.peek().get(id));
    return freeze(root, (path) => sizes.get(path));
  }

  #change(next: Layout | null): void {
    const id = this.#shown.peek();
    this.#undo.add(id, this.kept.get(id) ?? null);
    this.#set(id, next);
  }

  #step(way: 'back' | 'on'): void {
    const id = this.#shown.peek();
    const next = this.#undo.step(id, way, this.kept.get(id) ?? null);
    if (next !== undefined) this.#set(id, next);
  }

  #set(id: string, layout: Layout | null): void {
    batch(() => {
      this.#draft.value = null;
      this.kept.set(id, layout);
    });
  }
}

function insert(root: Node | null, id: string, target: Target): Node {
  if (target.of === null || !root) return addAtEdge(root, id, target.at === 'tab' ? 'right' : target.at);
  return target.at === 'tab' ? addTab(root, id, target.of) : addBeside(root, id, target.of, target.at);
}

function freeName(kind: PanelKind, panels: Layout['panels']): string {
  if (!Object.hasOwn(panels, kind)) return kind;
  let n = 2;
  while (Object.hasOwn(panels, `${kind}${n}`)) n++;
  return `${kind}${n}`;
}

/** Panels whose content says how wide or how high their place is. */
export function fittingPanels(root: Node | null, panels: Layout['panels']): ReadonlyMap<string, 'width' | 'height'> {
  const fitting = new Map<string, 'width' | 'height'>();
  const visit = (node: Node, within: { width: boolean; height: boolean }): void => {
    if (isGroup(node)) {
      const fits = KIND_LOOKS[panels[node.active]!.kind].fits;
      if (fits && within[fits]) fitting.set(node.active, fits);
      return;
    }
    const along = node.way === 'row' ? 'width' : 'height';
    for (const each of node.places) visit(each.node, { ...within, [along]: each.of === 'fit' });
  };
  if (root) visit(root, { width: false, height: false });
  return fitting;
}
