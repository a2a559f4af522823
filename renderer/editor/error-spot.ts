import { StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { TextPlace } from '../../common/errors.ts';
import { returnCursor } from './shadow-selection.ts';

const mark = StateEffect.define<DecorationSet>();
const SPOT = Decoration.mark({ class: 'cm-spot', attributes: { 'data-testid': 'sql-spot' } });

/** Draws the spot of a mistake until the text is changed. */
export const spotMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(spots, transaction) {
    for (const effect of transaction.effects) if (effect.is(mark)) return effect.value;
    return transaction.docChanged ? Decoration.none : spots;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Where a place lies in a text, as offsets; a place without a length becomes the character before it. */
export function spotIn(doc: Text, { line, column, length }: TextPlace): { from: number; to: number } {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const characters = Array.from(doc.sliceString(at.from));
  const from = at.from + characters.slice(0, column - 1).join('').length;
  const to = from + characters.slice(column - 1, column - 1 + length).join('').length;
  return to > from ? { from, to } : { from: Math.max(0, from - 1), to: Math.max(Math.min(1, doc.length), from) };
}

/** Marks the spot of a mistake; none for null. */
export function markSpot(view: EditorView, place: TextPlace | null): void {
  const { doc } = view.state;
  if (!place || doc.length === 0) {
    view.dispatch({ effects: mark.of(Decoration.none) });
  } else {
    const { from, to } = spotIn(doc, place);
    view.dispatch({ effects: [mark.of(Decoration.set(SPOT.range(from, Math.min(to, doc.length)))), EditorView.scrollIntoView(from)] });
  }
  returnCursor(view);
}
