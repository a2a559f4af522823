import { describe, expect, it } from 'vitest';
import type { LinkView } from '../../../common/contract.ts';
import { catchUpWords } from '../../../renderer/link/link-words.ts';
import { LinkHistory } from '../../../renderer/state/link-history.ts';

const link = (change: Partial<LinkView>): LinkView => ({
  radio: 'up',
  bits_per_second: null,
  since: 0,
  backlog: 0,
  rate: 0,
  throughput: 0,
  lag: 0,
  frames: { generated: 0, buffered: 0, confirmed: 0, stored: 0, duplicates: 0, gaps: [] },
  cars: [],
  standstill: null,
  stream: { kind: 'embedded', address: 'embedded', trouble: null },
  ...change,
});

/** The words after four seconds of a link that is up, with a backlog of 1000 that changes by so many frames a second. */
function wordsAt(change: number): string {
  const history = new LinkHistory();
  let last = link({});
  for (let i = 0; i <= 40; i++) {
    last = link({ backlog: 1000 + (change * i) / 10, rate: 500, throughput: 5e6, lag: 5 });
    history.add(last, i / 10);
  }
  return catchUpWords(last, history);
}

describe('catchUpWords', () => {
  it('promises an end only when the backlog shrinks, at the rate at which it does', () => {
    expect(wordsAt(-100)).toBe('Catching up, about 6 s left at this rate.');
    expect(wordsAt(100)).toContain('the backlog grows');
  });

  it('says how long the oldest frame has waited on a slow link', () => {
    expect(catchUpWords(link({ radio: 'slow', lag: 48.2 }), new LinkHistory())).toContain('48 s');
  });
});
