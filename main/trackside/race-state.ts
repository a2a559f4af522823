import type { RaceView } from '../../common/race-view.ts';
import { type Flag, TRACK_FLAGS, type TimingEvent, type TrackFlag } from '../../common/timing.ts';

type FlagEvent = Extract<TimingEvent, { type: 'flag' }>;

/** The race as a screen sees it, after one more word of race control or the timing loops. */
export function raceAfter(view: RaceView, event: TimingEvent): RaceView {
  const now = { ...view, racetime: event.racetime };
  switch (event.type) {
    case 'started':
      return { ...now, cars: event.cars };
    case 'standings':
      return { ...now, lap: event.rows[0]?.lap ?? view.lap };
    case 'flag':
      return showFlag(now, event);
    case 'weather': {
      const { type: _type, racetime: _racetime, ...weather } = event;
      return { ...now, weather };
    }
    default:
      return now;
  }
}

function showFlag(view: RaceView, { flag, sector, phase }: FlagEvent): RaceView {
  if (isTrackFlag(flag)) return { ...view, flag, flag_phase: phase ?? null };
  if (sector === undefined) return view;
  const others = view.yellow_sectors.filter((each) => each !== sector);
  return { ...view, yellow_sectors: flag === 'yellow' ? [...others, sector].sort((a, b) => a - b) : others };
}

function isTrackFlag(flag: Flag): flag is TrackFlag {
  return (TRACK_FLAGS as readonly Flag[]).includes(flag);
}

/** Whether there is more to show than the time. */
export function differs(now: RaceView, before: RaceView): boolean {
  return (Object.keys(now) as (keyof RaceView)[]).some((key) => key !== 'racetime' && now[key] !== before[key]);
}
