type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/**
 * The name of what is pressed together, such as `Mod+k`, `Shift+ArrowLeft`, `Space` or `?`. `Mod` is Ctrl, or ⌘ on a Mac. Shift has no name of its own
 * where it only makes another character. Null for what belongs to the browser or the system.
 */
export function chordOf(event: Pressed): string | null {
  const typed = event.key.length === 1;
  const character = typed && event.getModifierState?.('AltGraph') === true;
  const mod = !character && (event.ctrlKey || event.metaKey);
  if (event.altKey && !character) return null;
  const key = event.key === ' ' ? 'Space' : typed ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (mod || key.length > 1);
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', PageUp: 'PgUp', PageDown: 'PgDn', Escape: 'Esc', Delete: 'Del' },
  '-': '−',
};

/** A chord as it stands on keys. @param mac whether `Mod` is ⌘ */
export function chordWords(chord: string, mac: boolean): string {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  return parts
    .map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : (SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part))))
    .join(mac ? ' ' : '+');
}
