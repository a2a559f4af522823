import { describe, expect, it } from 'vitest';
import { groupsOf, isGroup } from '../../../renderer/workspace/layout.ts';
import type { Node, Split } from '../../../renderer/workspace/layout.ts';
import { activate, addAtEdge, addBeside, addTab, freeze, remove, resize } from '../../../renderer/workspace/layout-tree.ts';
import { place } from '../../../renderer/workspace/placement.ts';

const one = (id: string): Node => ({ tabs: [id], active: id });
/** a | (b above c), b with a size of its own. */
const tree: Split = {
  way: 'row',
  places: [
    { node: one('a'), size: 1, of: 'share' },
    { node: { way: 'column', places: [{ node: one('b'), size: 200, of: 'px' }, { node: one('c'), size: 1, of: 'share' }] }, size: 300, of: 'px' },
  ],
};
const ids = (root: Node | null): string => (root ? groupsOf(root).map(({ tabs }) => tabs.join('+')).join(' ') : '');

/** Rectangles of the groups as `left,top width×height`. */
function rects(root: Node | null, width = 1000, height = 600): Record<string, string> {
  const { groups } = place(root, { left: 0, top: 0, width, height }, () => undefined);
  return Object.fromEntries(groups.map(({ group, rect }) => [group.tabs.join('+'), `${rect.left},${rect.top} ${rect.width}×${rect.height}`]));
}

const frozen = (root: Node): Node => {
  const { sizes } = place(root, { left: 0, top: 0, width: 1000, height: 600 }, () => undefined);
  return freeze(root, (path) => sizes.get(path));
};

describe('the tree of a layout', () => {
  it('closes the gap that a panel leaves, and the split that it was in', () => {
    expect(ids(remove(tree, 'a'))).toBe('b c');
    expect(isGroup(remove(tree, 'a')!)).toBe(false);
    expect(remove(remove(remove(tree, 'a')!, 'b')!, 'c')).toBeNull();
    expect(rects(remove(tree, 'b'))).toEqual({ a: '0,0 699×600', c: '700,0 300×600' });
  });

  it('puts a panel beside another: half of its room, and nobody else’s', () => {
    expect(rects(addBeside(frozen(tree), 'd', 'c', 'bottom'))).toEqual({ a: '0,0 699×600', b: '700,0 300×200', c: '700,201 300×199', d: '700,401 300×199' });
    expect(rects(addBeside(frozen(tree), 'd', 'a', 'left'))).toMatchObject({ d: '0,0 349×600', b: '700,0 300×200' });
    expect(rects(addBeside(frozen(tree), 'd', 'b', 'right'))).toMatchObject({ a: '0,0 699×600', b: '700,0 150×200', d: '851,0 149×200' });
  });

  it('puts a panel among tabs, in front, and shows the one before when it goes', () => {
    const tabbed = addTab(tree, 'd', 'b');
    expect(ids(tabbed)).toBe('a b+d c');
    expect(groupsOf(tabbed)[1]!.active).toBe('d');
    expect(groupsOf(activate(tabbed, 'b'))[1]!.active).toBe('b');
    expect(groupsOf(remove(tabbed, 'd')!)[1]).toEqual({ tabs: ['b'], active: 'b' });
    expect(activate(tabbed, 'd')).toEqual(tabbed);
  });

  it('puts a panel along an edge, of nothing too', () => {
    expect(ids(addAtEdge(tree, 'd', 'top'))).toBe('d a b c');
    const { d } = rects(addAtEdge(frozen(tree), 'd', 'right'));
    expect(d).toMatch(/^\d+,0 \d+×600$/);
    expect(rects(addAtEdge(null, 'd', 'left'))).toEqual({ d: '0,0 1000×600' });
  });

  it('moves one border and leaves the others', () => {
    expect(rects(resize(tree, [], [599, 400], [0, 1]))).toMatchObject({ a: '0,0 599×600', c: '600,201 400×399' });
    expect(rects(resize(tree, [1], [300, 299], [0, 1]))).toEqual({ a: '0,0 699×600', b: '700,0 300×300', c: '700,301 300×299' });
  });
});

describe('place', () => {
  it('fills the window to the last pixel, whatever its size', () => {
    for (const [width, height] of [[1366, 702], [2560, 1374], [333, 217], [1001, 603]] as const) {
      const { groups } = place(tree, { left: 0, top: 0, width, height }, () => undefined);
      const [a, b, c] = groups.map(({ rect }) => rect);
      expect([a!.width + 1 + b!.width, b!.height + 1 + c!.height]).toEqual([width, height]);
    }
  });

  it('gives what the content needs where it is known, and the written size until then', () => {
    const fitting: Node = { way: 'column', places: [{ node: one('a'), size: 1, of: 'share' }, { node: one('b'), size: 150, of: 'fit' }] };
    const heights = (need?: number): number[] => place(fitting, { left: 0, top: 0, width: 400, height: 600 }, (id) => (id === 'b' && need !== undefined ? { height: need } : undefined)).groups.map(({ rect }) => rect.height);
    expect(heights()).toEqual([449, 150]);
    expect(heights(222)).toEqual([377, 222]);
    expect(heights(5000)[0]).toBeGreaterThanOrEqual(70);
  });

  it('lets what is fixed give way in a small window, and takes the room that nobody shares', () => {
    const fixed: Node = { way: 'row', places: [{ node: one('a'), size: 600, of: 'px' }, { node: one('b'), size: 200, of: 'px' }] };
    expect(rects(fixed, 1601, 300)).toEqual({ a: '0,0 1200×300', b: '1201,0 400×300' });
    expect(rects(fixed, 401, 300)).toMatchObject({ a: '0,0 300×300' });
  });
});
