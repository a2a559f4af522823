import { z } from 'zod';
import { check } from '../../common/plain-parse.ts';
import { figureSettings } from '../analysis/figures/figure-settings.ts';
import { MOST_STRIPS } from '../state/strip-choice.ts';

/** What a panel can show. */
export const PANEL_KINDS = ['tower', 'control', 'charts', 'values', 'map', 'car', 'link', 'laps', 'analysis', 'lap-map', 'sections', 'histogram', 'scatter', 'spectrum', 'report', 'tyre-age', 'link-screen', 'strategy', 'sql'] as const;
export type PanelKind = (typeof PANEL_KINDS)[number];

/** More panels than this in one window cannot be read. */
export const MOST_PANELS = 24;
/** A split has two places at least, so that splits lie no deeper in each other than there are panels. */
const DEEPEST = MOST_PANELS;
const panelId = z.string().regex(/^[a-z][a-z-]*\d*$/).max(40);

const panel = z.strictObject({
  kind: z.enum(PANEL_KINDS),
  /** Of charts and values: what is shown until a person chooses something else. */
  channels: z.array(z.string().max(60)).min(1).max(MOST_STRIPS).optional(),
  /** Of charts: what they begin with. */
  axis: z.enum(['time', 'distance']).optional(),
  /** Of charts: length of the time axis, s. */
  window: z.number().min(1).max(600).optional(),
  /** Of histograms, scatters, spectra, reports and maps of a lap: what was chosen. */
  figure: figureSettings.optional(),
});
export type Panel = z.infer<typeof panel>;

/** Panels in one place, of which one shows. */
export interface Group {
  tabs: readonly string[];
  active: string;
}

/**
 * A place in a split. `of` says what the size is: CSS px; a share of what others leave; or what the content needs, where it has a size of its own,
 * with the size, CSS px, until that is known.
 */
export interface Place {
  node: Node;
  size: number;
  of: 'px' | 'share' | 'fit';
}

/** Places side by side, or one above the other. */
export interface Split {
  way: 'row' | 'column';
  places: readonly Place[];
}

export type Node = Group | Split;

export const isGroup = (node: Node): node is Group => 'tabs' in node;

const group = z.strictObject({ tabs: z.array(panelId).min(1).max(MOST_PANELS), active: panelId });
const node: z.ZodType<Node> = z.lazy(() =>
  z.union([
    group,
    z.strictObject({
      way: z.enum(['row', 'column']),
      places: z.array(z.strictObject({ node, size: z.number().positive().max(1e5), of: z.enum(['px', 'share', 'fit']) })).min(2).max(MOST_PANELS),
    }),
  ]),
);

/** Which panels a window shows, and where. */
export const layout = z
  .strictObject({
    version: z.literal(1),
    name: z.string().trim().min(1).max(40),
    panels: z.record(panelId, panel),
    /** Null when every panel is closed. */
    root: node.nullable(),
  })
  .superRefine(({ panels, root }, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message });
    const placed = root ? groupsOf(root).flatMap(({ tabs }) => tabs) : [];
    if (placed.length > MOST_PANELS) complain(`more than ${MOST_PANELS} panels`);
    if (new Set(placed).size < placed.length) complain('a panel stands in two places');
    const unknown = placed.find((id) => !Object.hasOwn(panels, id));
    if (unknown !== undefined) complain(`the panel "${unknown}" is placed and not described`);
    if (Object.keys(panels).length > placed.length) complain('a panel is described and not placed');
    if (root && groupsOf(root).some(({ tabs, active }) => !tabs.includes(active))) complain('a panel is in front of tabs that it is none of');
  });
export type Layout = z.infer<typeof layout>;

/** Every group of a tree, in the order in which they are read. */
export function groupsOf(root: Node): Group[] {
  return isGroup(root) ? [root] : root.places.flatMap((place) => groupsOf(place.node));
}

/** How many splits lie over each other in what may be no layout at all. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  let level: unknown[] = [value];
  while (level.length > 0 && deepest <= 3 * DEEPEST + 3) {
    deepest++;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return deepest;
}

/** Longest text of a layout that is looked at, characters. */
const LONGEST = 200_000;

/** A layout out of a file. Throws an error of one line that says what is wrong with it. */
export function parseLayout(text: string): Layout {
  if (text.length > LONGEST) throw new Error('This is no layout of Lapwing: it is too large.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('This is no layout of Lapwing: it is not JSON.');
  }
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1) throw new Error(`This layout is of a later Lapwing (version ${version}; this one reads version 1).`);
  if (depthOf(json) > 3 * DEEPEST + 3) throw new Error('This is no layout of Lapwing: it is nested too deeply.');
  const { data, fault } = check(layout, json);
  if (!fault) return data;
  throw new Error(`This is no layout of Lapwing: ${fault.where === '' ? '' : `${fault.where.slice(0, 80)}: `}${fault.words.replaceAll('\n', ' ').slice(0, 160)}.`);
}
