import type { LinkView } from '../../common/contract.ts';
import { bitRate } from '../format.ts';
import { CAUGHT_UP_LAG } from '../state/link-history.ts';
import type { LinkHistory } from '../state/link-history.ts';

export const LINK_CLASS = { up: 'good', slow: 'warn', cut: 'bad' } as const;

/** The state of the radio in a word or three. */
export function radioWords(link: LinkView): string {
  if (link.radio === 'slow' && link.bits_per_second !== null) return `slow, ${bitRate(link.bits_per_second)}`;
  return link.radio;
}

/** One sentence on what happens to the data now. */
export function catchUpWords(link: LinkView, history: LinkHistory): string {
  if (link.stream.trouble !== null) return link.stream.trouble;
  if (link.radio === 'cut') return 'Nothing gets through. Every frame is kept on the cars’ disks.';
  if (link.radio === 'slow') {
    const waited = link.lag >= CAUGHT_UP_LAG ? ` The oldest has waited ${Math.round(link.lag)} s.` : '';
    return `Frames wait on the cars’ disks for their turn.${waited}`;
  }
  if (link.lag >= CAUGHT_UP_LAG) {
    if (link.rate === 0) return link.throughput > 0 ? 'Catching up; what is oldest goes first.' : 'The link is up; the backlog waits to be sent.';
    const drain = history.drain(link.since);
    if (drain === null) return 'Catching up; what is oldest goes first.';
    if (drain <= 0) return 'The link is up, but frames come faster than it carries them: the backlog grows.';
    return `Catching up, about ${Math.max(1, Math.round(link.backlog / drain))} s left at this rate.`;
  }
  const lost = link.frames.gaps.length === 0 ? 'nothing lost' : `${link.frames.gaps.length} gaps left`;
  if (history.caughtUpIn !== null) return `Caught up in ${history.caughtUpIn.toFixed(1)} s, ${lost}.`;
  return 'Frames are confirmed as they come.';
}
