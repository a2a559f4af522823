import type { LinkView } from '../../common/link-view.ts';
import { bitRate, count } from '../format.ts';
import { CAUGHT_UP_LAG } from '../state/link-history.ts';
import type { LinkHistory } from '../state/link-history.ts';

export const LINK_CLASS = { up: 'good', slow: 'warn', cut: 'bad' } as const;

/** The state of the radio in a word or three. */
export function radioWords(link: LinkView): string {
  const { name } = link.profile;
  if (link.radio === 'slow' && link.bits_per_second !== null) return `slow, ${bitRate(link.bits_per_second)}`;
  return link.radio === 'up' && name !== undefined ? `up, ${name}` : link.radio;
}

/** One sentence on what the radio is like now, and why. */
export function whyWords(link: LinkView): string {
  return link.why === '' ? 'Carries all there is at once.' : `${link.why[0]!.toUpperCase()}${link.why.slice(1)}.`;
}

/** One sentence on the lane of the newest frames. */
export function liveWords({ live }: LinkView): string {
  const { active, frames, skipped, age } = live;
  const so = `${count(frames)} frames sent past the backlog, ${count(skipped)} left to the record`;
  if (active) return `Live lane on: the newest first${age === null ? '' : `, ${age.toFixed(1)} s old here`}; ${so}.`;
  return `Live lane at rest: the record keeps up${frames > 0 ? `; ${so}` : ''}.`;
}

/** One sentence on what happens to the data now. */
export function catchUpWords(link: LinkView, history: LinkHistory): string {
  if (link.stream.trouble !== null) return link.stream.trouble;
  if (link.radio === 'cut') return 'Nothing gets through. Every frame is kept on the cars’ disks.';
  if (link.lag >= CAUGHT_UP_LAG) return catchingUp(link, history);
  if (link.radio === 'slow') return 'Frames wait on the cars’ disks for their turn.';
  const lost = link.frames.gaps.length === 0 ? 'nothing lost' : `${link.frames.gaps.length} gaps left`;
  if (history.caughtUpIn !== null) return `Caught up in ${history.caughtUpIn.toFixed(1)} s, ${lost}.`;
  return 'Frames are confirmed as they come.';
}

function catchingUp(link: LinkView, history: LinkHistory): string {
  const waited = link.radio === 'slow' ? ` The oldest has waited ${Math.round(link.lag)} s.` : '';
  if (link.rate === 0) return (link.throughput > 0 ? 'Catching up; what is oldest goes first.' : 'The link is up; the backlog waits to be sent.') + waited;
  const drain = history.drain(link.since);
  if (drain === null) return `Catching up; what is oldest goes first.${waited}`;
  if (drain <= 0) return `The link is ${link.radio}, but frames come faster than it carries them: the backlog grows.${waited}`;
  return `Catching up, about ${timeLeft(link.backlog / drain)} left at this rate.${waited}`;
}

/** `40 s`, `12 min`, `3.5 h`. */
function timeLeft(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
