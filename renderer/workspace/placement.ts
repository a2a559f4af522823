import { isGroup } from './layout.ts';
import type { Group, Node, Place, Split } from './layout.ts';

/** CSS px, from the top left of the workspace. */
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where everything of a layout lies. */
export interface Placement {
  groups: readonly { group: Group; rect: Rect }[];
  dividers: readonly Divider[];
  /** Sizes of the places of each split, CSS px, by its path. */
  sizes: ReadonlyMap<string, readonly number[]>;
}

/** The line between two places of a split. */
export interface Divider {
  path: readonly number[];
  /** Of the place before it. */
  index: number;
  way: Split['way'];
  rect: Rect;
}

/** What a panel's content needs, CSS px, as far as it has a size of its own. */
export type Natural = (id: string) => { width?: number; height?: number } | undefined;

/** Between two places, CSS px. */
export const GAP = 1;
/** Of the row of tabs over panels that share a place. */
export const TABS = 28;
/** No place is smaller than this, while there is room. */
export const LEAST = { width: 140, height: 70 } as const;

/** Lays a tree out over a rectangle. */
export function place(root: Node | null, rect: Rect, natural: Natural): Placement {
  const groups: { group: Group; rect: Rect }[] = [];
  const dividers: Divider[] = [];
  const sizes = new Map<string, readonly number[]>();
  const visit = (node: Node, at: Rect, path: readonly number[]): void => {
    if (isGroup(node)) return void groups.push({ group: node, rect: at });
    const along = node.way === 'row' ? 'width' : 'height';
    const lengths = share(node.places, at[along] - GAP * (node.places.length - 1), along, natural);
    sizes.set(path.join('.'), lengths);
    let from = node.way === 'row' ? at.left : at.top;
    node.places.forEach((each, i) => {
      const length = lengths[i]!;
      visit(each.node, node.way === 'row' ? { ...at, left: from, width: length } : { ...at, top: from, height: length }, [...path, i]);
      from += length + GAP;
      if (i === node.places.length - 1) return;
      dividers.push({ path, index: i, way: node.way, rect: node.way === 'row' ? { ...at, left: from - GAP, width: GAP } : { ...at, top: from - GAP, height: GAP } });
    });
  };
  if (root) visit(root, rect, []);
  return { groups, dividers, sizes };
}

/** Whole CSS px for each place of a split, of `total` together. */
function share(places: readonly Place[], total: number, along: 'width' | 'height', natural: Natural): number[] {
  const least = Math.min(LEAST[along], total / places.length);
  const fixed = places.map(({ node, size, of }) => (of === 'share' ? 0 : Math.max(least, of === 'fit' ? (needOf(node, along, natural) ?? size) : size)));
  const shares = places.map(({ size, of }) => (of === 'share' ? size : 0));
  const sharing = shares.filter((size) => size > 0).length;
  const wanted = fixed.reduce((sum, size) => sum + size, 0);
  const room = sharing === 0 ? total : total - sharing * least;
  // What is fixed gives way where it does not fit, and takes the room that nobody else wants.
  const factor = wanted > room || (sharing === 0 && wanted > 0) ? room / wanted : 1;
  const left = total - wanted * factor;
  return round(fixed.map((size, i) => (shares[i]! > 0 ? 0 : size * factor)), shared(shares, left, least));
}

/** Shares of `total`, none below `least`. */
function shared(shares: readonly number[], total: number, least: number): number[] {
  const small = new Set<number>();
  for (;;) {
    const sum = shares.reduce((all, size, i) => all + (small.has(i) ? 0 : size), 0);
    const room = total - small.size * least;
    const next = shares.findIndex((size, i) => size > 0 && !small.has(i) && (size / sum) * room < least);
    if (next < 0) return shares.map((size, i) => (size === 0 ? 0 : small.has(i) ? least : (size / sum) * room));
    small.add(next);
  }
}

/** Rounds so that no pixel is lost or gained. */
function round(fixed: readonly number[], shares: readonly number[]): number[] {
  let exact = 0;
  let given = 0;
  return fixed.map((size, i) => {
    exact += size + shares[i]!;
    const length = Math.round(exact) - given;
    given += length;
    return length;
  });
}

/** What the content of a node needs in one direction; undefined where it takes what it gets. */
function needOf(node: Node, along: 'width' | 'height', natural: Natural): number | undefined {
  if (isGroup(node)) {
    const need = natural(node.active)?.[along];
    return need === undefined ? undefined : need + (along === 'height' && node.tabs.length > 1 ? TABS : 0);
  }
  const needs = node.places.map((each) => needOf(each.node, along, natural));
  const known = needs.filter((need) => need !== undefined);
  const isAlong = (node.way === 'row') === (along === 'width');
  if (isAlong) return known.length < needs.length ? undefined : known.reduce((sum, need) => sum + need, GAP * (needs.length - 1));
  return known.length === 0 ? undefined : Math.max(...known);
}
