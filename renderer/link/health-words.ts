import type { LaneView, LinkView, Standstill } from '../../common/link-view.ts';
import { clockTime, count } from '../format.ts';

export interface Health {
  tone: 'good' | 'warn' | 'bad' | 'muted';
  words: string;
}

/** In one line, since when and why. */
function stillWords({ since, seconds, reason }: Standstill): string {
  return `since ${clockTime(since)} (${Math.round(seconds)} s): ${reason}`;
}

/** Whether one car's confirmed numbers move. */
export function laneWords(lane: LaneView): Health {
  if (lane.standstill) return { tone: 'bad', words: `stand still ${stillWords(lane.standstill)}` };
  return lane.buffered > lane.confirmed ? { tone: 'good', words: 'move' } : { tone: 'muted', words: 'all confirmed' };
}

/** Whether confirmed numbers move, over all cars. */
export function healthWords(link: LinkView): Health {
  if (link.standstill) {
    return { tone: 'bad', words: `Nothing has been confirmed ${stillWords(link.standstill)}. ${count(link.backlog)} frames wait.` };
  }
  const still = link.cars.filter((lane) => lane.standstill !== null);
  const first = still[0];
  if (first?.standstill) {
    const who = still.length === 1 ? `${first.car} stands` : `${still.length} cars stand`;
    return { tone: 'warn', words: `${who} still; ${first.car} ${stillWords(first.standstill)}.` };
  }
  return { tone: 'good', words: link.backlog > 0 ? 'Confirmed numbers move.' : 'Nothing waits: every frame on disk is confirmed.' };
}
