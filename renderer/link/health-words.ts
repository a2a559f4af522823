import type { LaneView, LinkView, Standstill } from '../../common/link-view.ts';
import { clockTime, count } from '../format.ts';

export interface Health {
  tone: 'good' | 'warn' | 'bad' | 'muted';
  words: string;
}

/** In one line, since when and why. @param now Unix time, s */
function stillWords({ since, reason }: Standstill, now: number): string {
  return `since ${clockTime(since)} (${Math.max(0, Math.round(now - since))} s): ${reason}`;
}

/** Whether one car's confirmed numbers move. @param now Unix time, s */
export function laneWords(lane: LaneView, now = Date.now() / 1000): Health {
  if (lane.standstill) return { tone: 'bad', words: `stand still ${stillWords(lane.standstill, now)}` };
  return lane.buffered > lane.confirmed ? { tone: 'good', words: 'move' } : { tone: 'muted', words: 'all confirmed' };
}

/** Whether confirmed numbers move, over all cars. @param now Unix time, s */
export function healthWords(link: LinkView, now = Date.now() / 1000): Health {
  if (link.standstill) {
    return { tone: 'bad', words: `Nothing has been confirmed ${stillWords(link.standstill, now)}. ${count(link.backlog)} frames wait.` };
  }
  const still = link.cars.filter((lane) => lane.standstill !== null);
  const first = still[0];
  if (first?.standstill) {
    const who = still.length === 1 ? `${first.car} stands` : `${still.length} cars stand`;
    return { tone: 'warn', words: `${who} still; ${first.car} ${stillWords(first.standstill, now)}.` };
  }
  return { tone: 'good', words: link.backlog > 0 ? 'Confirmed numbers move.' : 'Nothing waits: every frame on disk is confirmed.' };
}
