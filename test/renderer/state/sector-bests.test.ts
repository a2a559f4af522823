import { describe, expect, it } from 'vitest';
import { SectorBests } from '../../../renderer/state/sector-bests.ts';

describe('SectorBests', () => {
  it('ranks against the fastest of all and of the car', () => {
    const bests = new SectorBests();
    bests.add('car1', [27.1, 28, null]);
    bests.add('car2', [27.5, 27.9, 30]);
    expect(bests.rank('car1', 0, 27.1)).toBe('overall');
    expect(bests.rank('car2', 0, 27.5)).toBe('personal');
    expect(bests.rank('car2', 0, 27.6)).toBeNull();
    expect(bests.rank('car1', 2, null)).toBeNull();
  });

  it('does not count the way from the grid', () => {
    const bests = new SectorBests();
    bests.addLap({ car: 'car1', sectors: [2], lap_type: 'grid' });
    bests.addLap({ car: 'car1', sectors: [27], lap_type: 'flying' });
    expect(bests.rank('car1', 0, 27)).toBe('overall');
  });

  it('says when something has become better, and only then', () => {
    const bests = new SectorBests();
    bests.add('car1', [27]);
    const version = bests.version.value;
    bests.add('car1', [27.4]);
    expect(bests.version.value).toBe(version);
    bests.add('car1', [26.9]);
    expect(bests.version.value).toBe(version + 1);
  });
});
