import { describe, expect, it } from 'vitest';
import { catchUpWords, liveWords, radioWords, whyWords } from '../../../renderer/link/link-words.ts';
import { linkView } from '../../support/link-view.ts';
import { LinkHistory } from '../../../renderer/state/link-history.ts';

/** The words after four seconds of a link that is up, with a backlog of 1000 that changes by so many frames a second. */
function wordsAt(change: number): string {
  const history = new LinkHistory();
  let last = linkView({});
  for (let i = 0; i <= 40; i++) {
    last = linkView({ backlog: 1000 + (change * i) / 10, rate: 500, throughput: 5e6, lag: 5 });
    history.add(last, i / 10);
  }
  return catchUpWords(last, history);
}

describe('catchUpWords', () => {
  it('promises an end only when the backlog shrinks, at the rate at which it does', () => {
    expect(wordsAt(-100)).toBe('Catching up, about 6 s left at this rate.');
    expect(wordsAt(100)).toContain('the backlog grows');
  });

  it('estimates the end on a slow link as well', () => {
    const history = new LinkHistory();
    let last = linkView({});
    for (let i = 0; i <= 40; i++) {
      last = linkView({ radio: 'slow', backlog: 100_000 - 10 * i, rate: 100, throughput: 6e4, lag: 61 });
      history.add(last, i / 10);
    }
    expect(catchUpWords(last, history)).toBe('Catching up, about 17 min left at this rate. The oldest has waited 61 s.');
  });

  it('says how long the oldest frame has waited on a slow link', () => {
    expect(catchUpWords(linkView({ radio: 'slow', lag: 48.2 }), new LinkHistory())).toContain('48 s');
  });
});

describe('the radio in words', () => {
  it('says what it is like and why', () => {
    expect(whyWords(linkView({}))).toBe('Carries all there is at once.');
    expect(whyWords(linkView({ why: 'edge: at most 256 kbit/s' }))).toBe('Edge: at most 256 kbit/s.');
    expect(radioWords(linkView({ profile: { name: 'tunnel', bits_per_second: 2e7, latency_ms: 15, jitter_ms: 3, loss: 0 } }))).toBe('up, tunnel');
  });

  it('says what the live lane does, and how old its frames are', () => {
    expect(liveWords(linkView({}))).toBe('Live lane at rest: the record keeps up.');
    const live = { active: true, frames: 1200, skipped: 30, age: 0.84 };
    expect(liveWords(linkView({ live }))).toBe('Live lane on: the newest first, 0.8 s old here; 1,200 frames sent past the backlog, 30 left to the record.');
    expect(liveWords(linkView({ live: { ...live, active: false } }))).toContain('at rest');
  });
});
