import { isTyping } from '../shell/screens.ts';
import { chordOf } from './chords.ts';
import type { CommandList } from './command-list.ts';

/** Buttons and rows of tables have a use of their own for these keys. */
const PRESSABLE = 'button, a, [role=button], tr[tabindex]';
const SCROLLS = '.grid, .scroll';
const SCROLLING = /^(Arrow|Page|Home|End)/;

/** Whether a chord is worth more to what has the focus than to the program. */
function belongsTo(focused: Element, chord: string): boolean {
  if (chord === 'Space') return focused.closest(PRESSABLE) !== null;
  return SCROLLING.test(chord) && focused.closest(SCROLLS) !== null;
}

/** Keys that nobody types with. */
const NOT_TYPED = /^(Shift\+)?F\d+$/;

/** Does what the keys of the commands say, wherever no dialog is open. What is typed somewhere stays there, but for the palette's key. */
export function followKeys(commands: CommandList): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const chord = chordOf(event);
    if (chord === null) return;
    const found = commands.forChord(chord);
    if (!found || (isTyping(event) && found.id !== 'help.palette' && !NOT_TYPED.test(chord))) return;
    if (event.target instanceof Element && belongsTo(event.target, chord)) return;
    event.preventDefault();
    found.run();
  });
}
