import { describe, expect, it } from 'vitest';
import type { LinkView } from '../../../common/link-view.ts';
import { linkView } from '../../support/link-view.ts';
import { LinkHistory, RADIO_CUT } from '../../../renderer/state/link-history.ts';

const link = (radio: LinkView['radio'], backlog: number, lag: number, since = 0): LinkView => linkView({ radio, backlog, lag, since });

describe('LinkHistory', () => {
  it('times the catching up from the restoring of the link', () => {
    const history = new LinkHistory();
    history.add(link('up', 0, 0), 10);
    history.add(link('cut', 50, 5, 11), 15);
    history.add(link('up', 60, 6, 16), 16.5);
    expect(history.caughtUpIn).toBeNull();
    history.add(link('up', 2, 0.3, 16), 19.2);
    expect(history.caughtUpIn).toBeCloseTo(3.2, 9);
    history.add(link('cut', 2, 0.3, 20), 20);
    expect(history.caughtUpIn).toBeNull();
  });

  it('joins points into spans in which the radio was hindered', () => {
    const history = new LinkHistory();
    (['up', 'cut', 'cut', 'up', 'cut', 'up'] as const).forEach((radio, i) => history.add(link(radio, 0, 0), i));
    expect(history.hindered(0)).toEqual([
      { from: 1, to: 3, radio: RADIO_CUT },
      { from: 4, to: 5, radio: RADIO_CUT },
    ]);
    expect(history.hindered(4)).toEqual([{ from: 4, to: 5, radio: RADIO_CUT }]);
  });

  it('measures how fast the backlog shrinks, since the radio was restored and no further back', () => {
    const history = new LinkHistory();
    for (let i = 0; i <= 20; i++) history.add(link('cut', i * 100, i, 0), i / 10);
    expect(history.drain(2.05)).toBeNull();
    for (let i = 1; i <= 20; i++) history.add(link('up', 2000 - i * 50, 2, 2.05), 2 + i / 10);
    expect(history.drain(2.05)).toBeCloseTo(500, 6);
    for (let i = 1; i <= 40; i++) history.add(link('up', 1000 + i * 10, 2, 2.05), 4 + i / 10);
    expect(history.drain(2.05)).toBeCloseTo(-100, 6);
  });

  it('never grows', () => {
    const history = new LinkHistory();
    const capacity = history.time.length;
    for (let i = 0; i < capacity * 2 + 5; i++) history.add(link('up', i, 0), i);
    expect(history.time.length).toBe(capacity);
    expect(history.length).toBeLessThanOrEqual(capacity);
    expect(history.backlog[history.length - 1]).toBe(capacity * 2 + 4);
  });
});
