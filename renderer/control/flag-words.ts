import type { RaceView } from '../../common/race-view.ts';

export interface FlagWords {
  /** Class of its colour; empty for none. */
  colour: string;
  text: string;
  /** What it means, in a sentence. */
  title: string;
}

const STATES = {
  draining: { text: 'DRAINING', title: 'The cars have stopped; data is still on its way.' },
  finished: { text: 'FINISHED', title: 'The race is over and all its data is in.' },
  stopped: { text: 'STOPPED', title: 'The race was stopped before its end; all its data is in.' },
} as const;

/** What race control shows, or what has become of the race. */
export function flagWords({ state, flag, flag_phase, yellow_sectors }: FlagView): FlagWords {
  if (state !== 'running') return { colour: '', ...STATES[state] };
  const ending = flag_phase === 'ending';
  switch (flag) {
    case 'chequered':
      return { colour: 'chequered', text: 'CHEQUERED', title: 'The leader has finished; each car ends its lap.' };
    case 'safety-car':
      return ending
        ? { colour: 'safety-car ending', text: 'SC IN THIS LAP', title: 'The safety car comes in at the end of this lap.' }
        : { colour: 'safety-car', text: 'SAFETY CAR', title: 'The field follows the safety car; nobody may pass.' };
    case 'vsc':
      return ending
        ? { colour: 'vsc ending', text: 'VSC ENDING', title: 'The virtual safety car is about to end.' }
        : { colour: 'vsc', text: 'VSC', title: 'Virtual safety car: everyone slows down; nobody may pass.' };
    case 'green':
      if (yellow_sectors.length === 0) return { colour: 'green', text: 'GREEN', title: 'The track is clear.' };
      return {
        colour: 'yellow',
        text: `YELLOW S${yellow_sectors.join(' S')}`,
        title: `Danger in sector ${yellow_sectors.join(' and ')}: nobody may pass there.`,
      };
  }
}

type FlagView = Pick<RaceView, 'state' | 'flag' | 'flag_phase' | 'yellow_sectors'>;
