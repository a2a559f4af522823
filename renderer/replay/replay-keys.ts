import { isTyping } from '../shell/screens.ts';
import type { PitWall } from '../state/pit-wall.ts';

/** s of race time that an arrow goes. */
const SKIP = 5;

/** What a key does while a race is replayed; undefined for one that does nothing. */
export function replayKey({ replay, picks }: Pick<PitWall, 'replay' | 'picks'>, key: string, shift: boolean): (() => void) | undefined {
  const car = picks.focus.peek() ?? undefined;
  const view = replay.view.peek();
  if (!view) return undefined;
  switch (key) {
    case ' ':
      return () => replay.toggle();
    case 'ArrowLeft':
      return shift ? () => replay.step({ by: -1, of: 'lap', car }) : () => replay.skip(-SKIP);
    case 'ArrowRight':
      return shift ? () => replay.step({ by: 1, of: 'lap', car }) : () => replay.skip(SKIP);
    case ',':
      return () => replay.step({ by: -1, of: 'sample', car });
    case '.':
      return () => replay.step({ by: 1, of: 'sample', car });
    case '[':
      return () => replay.step({ by: -1, of: 'mark' });
    case ']':
      return () => replay.step({ by: 1, of: 'mark' });
    case '-':
      return () => replay.changeSpeed(-1);
    case '+':
    case '=':
      return () => replay.changeSpeed(1);
    case 'Home':
      return () => replay.seek({ racetime: view.from });
    case 'End':
      return () => replay.seek({ racetime: view.to });
    case 'l':
    case 'L':
      return () => void replay.close();
    default:
      return undefined;
  }
}

/** Buttons and rows of tables have a use of their own for the space bar. */
const PRESSABLE = 'button, a, [role=button], tr[tabindex]';
const SCROLLS = '.grid, .scroll';

/** Follows the keys until the function that is returned is called. */
export function followReplayKeys(pitWall: PitWall): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const on = event.target instanceof HTMLElement ? event.target : document.body;
    if (event.key === ' ' && on.closest(PRESSABLE)) return;
    if ((event.key === 'Home' || event.key === 'End') && on.closest(SCROLLS)) return;
    const act = replayKey(pitWall, event.key, event.shiftKey);
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}
