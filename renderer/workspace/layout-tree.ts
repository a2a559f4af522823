import { isGroup } from './layout.ts';
import type { Group, Node, Place, Split } from './layout.ts';

/** Where a panel goes beside another. */
export type Side = 'left' | 'right' | 'top' | 'bottom';
/** Size of what is put at the edge of everything, as a share of it. */
const EDGE_SHARE = 0.28;

const isRow = (side: Side): boolean => side === 'left' || side === 'right';
const isBefore = (side: Side): boolean => side === 'left' || side === 'top';

/** The same tree with `change` made to each group; a group that becomes null is taken out, and a split of one with it. */
function mapGroups(node: Node, change: (group: Group) => Node | null): Node | null {
  if (isGroup(node)) return change(node);
  const places = node.places.flatMap((place) => {
    const next = mapGroups(place.node, change);
    return next === null ? [] : [next === place.node ? place : { ...place, node: next }];
  });
  if (places.length === 0) return null;
  if (places.length === 1) return places[0]!.node;
  return places.every((place, i) => place === node.places[i]) && places.length === node.places.length ? node : { ...node, places: flatten(node.way, places) };
}

/** Splits of the same way need not lie in each other: the inner ones' places take their parent's as shares of it. */
function flatten(way: Split['way'], places: readonly Place[]): Place[] {
  return places.flatMap((place) => {
    if (isGroup(place.node) || place.node.way !== way) return [place];
    const sum = place.node.places.reduce((total, { size }) => total + size, 0);
    return place.node.places.map((inner) => ({ ...inner, size: place.of === 'share' ? (inner.size / sum) * place.size : inner.size, of: place.of === 'share' ? 'share' : inner.of === 'share' ? 'px' : inner.of }));
  });
}

/** Brings a panel to the front of its tabs. */
export function activate(root: Node, id: string): Node {
  return mapGroups(root, (group) => (group.tabs.includes(id) && group.active !== id ? { ...group, active: id } : group))!;
}

/** Takes a panel out; null when it was the last one. */
export function remove(root: Node, id: string): Node | null {
  return mapGroups(root, (group) => {
    if (!group.tabs.includes(id)) return group;
    const tabs = group.tabs.filter((each) => each !== id);
    if (tabs.length === 0) return null;
    return { tabs, active: group.active === id ? tabs[Math.max(0, group.tabs.indexOf(id) - 1)]! : group.active };
  });
}

/** Puts a panel, which must not be in the tree, among the tabs of another, in front. */
export function addTab(root: Node, id: string, beside: string): Node {
  return mapGroups(root, (group) => {
    const at = group.tabs.indexOf(beside);
    return at < 0 ? group : { tabs: group.tabs.toSpliced(at + 1, 0, id), active: id };
  })!;
}

/** Puts a panel, which must not be in the tree, on a side of the group that another one is in: each gets half of the room. */
export function addBeside(root: Node, id: string, beside: string, side: Side): Node {
  const way = isRow(side) ? 'row' : 'column';
  const half = (node: Node): Place => ({ node, size: 1, of: 'share' });
  const pair = (group: Group): Place[] => (isBefore(side) ? [half(alone(id)), half(group)] : [half(group), half(alone(id))]);
  const visit = (node: Node): Node => {
    if (isGroup(node)) return node.tabs.includes(beside) ? { way, places: pair(node) } : node;
    const places = node.places.flatMap((place): Place[] => {
      if (!isGroup(place.node) || !place.node.tabs.includes(beside) || node.way !== way) return [{ ...place, node: visit(place.node) }];
      const size = place.size / 2;
      const fresh: Place = { node: alone(id), size, of: place.of === 'share' ? 'share' : 'px' };
      const old: Place = { ...place, size, of: place.of === 'fit' ? 'px' : place.of };
      return isBefore(side) ? [fresh, old] : [old, fresh];
    });
    return { ...node, places };
  };
  return visit(root);
}

/** Puts a panel, which must not be in the tree, along a whole edge. */
export function addAtEdge(root: Node | null, id: string, side: Side): Node {
  if (!root) return alone(id);
  const way = isRow(side) ? 'row' : 'column';
  const old: Place[] = !isGroup(root) && root.way === way ? [...root.places] : [{ node: root, size: 1, of: 'share' }];
  const total = (of: Place['of'] | null): number => old.reduce((sum, place) => sum + (of === null || place.of === of ? place.size : 0), 0);
  const of = total('share') > 0 ? 'share' : 'px';
  const fresh: Place = { node: alone(id), size: (total(of === 'share' ? of : null) * EDGE_SHARE) / (1 - EDGE_SHARE), of };
  return { way, places: isBefore(side) ? [fresh, ...old] : [...old, fresh] };
}

const alone = (id: string): Group => ({ tabs: [id], active: id });

/** Gives the places of the split at `path` other sizes, CSS px; what is a share stays one. @param path of places, from the root */
export function resize(root: Node, path: readonly number[], sizes: readonly number[], moved: readonly number[]): Node {
  if (isGroup(root)) return root;
  const [first, ...rest] = path;
  if (first !== undefined) return { ...root, places: root.places.map((place, i) => (i === first ? { ...place, node: resize(place.node, rest, sizes, moved) } : place)) };
  return {
    ...root,
    places: root.places.map((place, i) => (place.of === 'share' ? { ...place, size: Math.max(1, sizes[i]!) } : moved.includes(i) ? { ...place, size: Math.max(1, sizes[i]!), of: 'px' } : place)),
  };
}

/** The split at a path, with every share and every fitting size said in CSS px: what is changed next keeps the rest where it is. */
export function freeze(root: Node, sizesAt: (path: string) => readonly number[] | undefined, path: readonly number[] = []): Node {
  if (isGroup(root)) return root;
  const sizes = sizesAt(path.join('.'));
  return { ...root, places: root.places.map((place, i) => ({ node: freeze(place.node, sizesAt, [...path, i]), of: place.of, size: place.of === 'px' ? place.size : Math.max(1, sizes?.[i] ?? place.size) })) };
}
