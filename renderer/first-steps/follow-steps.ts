import { effect } from '@preact/signals';
import { dialog } from '../shell/dialogs.ts';
import { shown } from '../shell/screens.ts';
import type { PitWall } from '../state/pit-wall.ts';

/** Cars that are followed before anybody has chosen. */
const FOLLOWED_AT_FIRST = 2;

/** Notices which of the first steps a person takes, however it is done. */
export function followSteps({ firstSteps, liveRace, picks, link, lapChoice }: PitWall): void {
  let wasCut = false;
  effect(() => void (liveRace.value && !firstSteps.done.value.has('race') && firstSteps.take('race')));
  effect(() => {
    const { length } = picks.list.value;
    if (length > 0 && length !== FOLLOWED_AT_FIRST) firstSteps.take('cars');
  });
  effect(() => {
    const radio = link.value?.radio;
    if (radio === 'up' && wasCut) firstSteps.take('link');
    wasCut = radio === 'cut';
  });
  effect(() => void (shown.value === 'analysis' && lapChoice.list.value.length > 1 && firstSteps.take('laps')));
  effect(() => void (dialog.value === 'palette' && firstSteps.take('commands')));
}
