import { describe, expect, it } from 'vitest';
import type { Node } from '../../../renderer/workspace/layout.ts';
import { dropAt } from '../../../renderer/workspace/drag.ts';
import { place } from '../../../renderer/workspace/placement.ts';

const size = { width: 1000, height: 600 };
const root: Node = {
  way: 'row',
  places: [
    { node: { tabs: ['a'], active: 'a' }, size: 1, of: 'share' },
    { node: { tabs: ['b', 'c'], active: 'b' }, size: 1, of: 'share' },
  ],
};
const placement = place(root, { left: 0, top: 0, ...size }, () => undefined);
const drop = (x: number, y: number, id: string) => dropAt(placement, size, x, y, id)?.target;

describe('dropAt', () => {
  it('puts a panel beside, among the tabs, or along an edge', () => {
    expect(drop(750, 300, 'a')).toEqual({ at: 'tab', of: 'b' });
    expect(drop(980 - 5, 300, 'a')).toEqual({ at: 'right', of: 'b' });
    expect(drop(750, 60, 'a')).toEqual({ at: 'top', of: 'b' });
    expect(drop(995, 300, 'a')).toEqual({ at: 'right', of: null });
    expect(drop(300, 3, 'b')).toEqual({ at: 'top', of: null });
  });

  it('leaves a panel where it is over itself, and splits it off its own tabs', () => {
    expect(drop(250, 300, 'a')).toBeUndefined();
    expect(drop(750, 300, 'b')).toBeUndefined();
    expect(drop(750, 540, 'b')).toEqual({ at: 'bottom', of: 'c' });
  });

  it('shows what would be covered', () => {
    expect(dropAt(placement, size, 975, 300, 'a')!.rect).toEqual({ left: 750, top: 0, width: 250, height: 600 });
  });
});
