import { describe, expect, it } from 'vitest';
import { chordOf, chordWords } from '../../../renderer/commands/chords.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'altGraph', boolean>> = {}): string | null =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held, getModifierState: (name) => name === 'AltGraph' && held.altGraph === true });

describe('chordOf', () => {
  it('names what is held with a key; Ctrl and ⌘ are one', () => {
    expect(press('K', { ctrlKey: true })).toBe('Mod+k');
    expect(press('k', { metaKey: true })).toBe('Mod+k');
    expect(press('Z', { metaKey: true, shiftKey: true })).toBe('Mod+Shift+z');
    expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft');
    expect(press(' ')).toBe('Space');
  });

  it('takes a character as it was typed, with whatever that needs', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('L', { shiftKey: true })).toBe('l');
    expect(press('[', { ctrlKey: true, altKey: true, altGraph: true })).toBe('[');
  });

  it('leaves Alt to the system', () => {
    expect(press('l', { altKey: true })).toBeNull();
  });
});

describe('chordWords', () => {
  it('says it as it stands on the keys', () => {
    expect(chordWords('Mod+k', false)).toBe('Ctrl+K');
    expect(chordWords('Mod+k', true)).toBe('⌘ K');
    expect(chordWords('Shift+ArrowLeft', false)).toBe('Shift+←');
    expect(chordWords('+', false)).toBe('+');
    expect(chordWords('-', false)).toBe('−');
  });
});
