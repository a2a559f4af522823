import { expect, it } from 'vitest';
import type { RaceView } from '../../../common/race-view.ts';
import { flagWords } from '../../../renderer/control/flag-words.ts';

const race = { state: 'running', flag: 'green', flag_phase: null, yellow_sectors: [] } as const;
const shown = (view: Partial<RaceView>): [string, string] => {
  const { colour, text } = flagWords({ ...race, ...view } as RaceView);
  return [colour, text];
};

it('shows the flag of the track, and the yellow sectors where that is green', () => {
  expect(shown({})).toEqual(['green', 'GREEN']);
  expect(shown({ yellow_sectors: [1, 3] })).toEqual(['yellow', 'YELLOW S1 S3']);
  expect(shown({ flag: 'vsc', yellow_sectors: [1] })).toEqual(['vsc', 'VSC']);
  expect(shown({ flag: 'chequered' })).toEqual(['chequered', 'CHEQUERED']);
});

it('says when a slow-down is about to end', () => {
  expect(shown({ flag: 'safety-car', flag_phase: 'out' })).toEqual(['safety-car', 'SAFETY CAR']);
  expect(shown({ flag: 'safety-car', flag_phase: 'ending' })).toEqual(['safety-car ending', 'SC IN THIS LAP']);
  expect(shown({ flag: 'vsc', flag_phase: 'out' })).toEqual(['vsc', 'VSC']);
  expect(shown({ flag: 'vsc', flag_phase: 'ending' })).toEqual(['vsc ending', 'VSC ENDING']);
});

it('says what has become of a race that no longer runs, whatever flag was shown last', () => {
  expect(shown({ state: 'draining', flag: 'chequered' })).toEqual(['', 'DRAINING']);
  expect(shown({ state: 'finished', flag: 'safety-car' })).toEqual(['', 'FINISHED']);
  expect(shown({ state: 'stopped' })).toEqual(['', 'STOPPED']);
});
