import { describe, expect, it } from 'vitest';
import { within, zoomed } from '../../../renderer/live/axis-span.ts';

const limits = { shortest: 5, longest: 300 };

describe('zoomed', () => {
  it('keeps what lies at the share where it is', () => {
    expect(zoomed({ from: 100, to: 160 }, 0.5, 1, limits)).toEqual({ from: 130, to: 160 });
    expect(zoomed({ from: 100, to: 160 }, 0.5, 0, limits)).toEqual({ from: 100, to: 130 });
    expect(zoomed({ from: 100, to: 160 }, 2, 0.25, limits)).toEqual({ from: 85, to: 205 });
  });

  it('becomes no shorter and no longer than allowed', () => {
    expect(zoomed({ from: 100, to: 160 }, 0.001, 1, limits)).toEqual({ from: 155, to: 160 });
    expect(zoomed({ from: 100, to: 160 }, 50, 1, limits)).toEqual({ from: -140, to: 160 });
  });
});

describe('within', () => {
  it('moves only as far as it must', () => {
    expect(within({ from: 10, to: 20 }, { from: 0, to: 100 })).toEqual({ from: 10, to: 20 });
    expect(within({ from: -5, to: 5 }, { from: 0, to: 100 })).toEqual({ from: 0, to: 10 });
    expect(within({ from: 95, to: 105 }, { from: 0, to: 100 })).toEqual({ from: 90, to: 100 });
  });

  it('lies at the end of what is too short for it', () => {
    expect(within({ from: -10, to: 50 }, { from: 0, to: 20 })).toEqual({ from: -40, to: 20 });
    expect(within({ from: 0, to: 60 }, { from: Infinity, to: 20 })).toEqual({ from: -40, to: 20 });
  });
});
