import { EditorView } from '@codemirror/view';
import { selectionIn } from './shadow-selection.ts';

/**
 * Typing, past the browser. Over a selection Chrome carries the look of what is replaced into a `style` attribute of its own, which the
 * screens' policy refuses with an error; and where marks are drawn anew between two letters, its cursor in a shadow root may be left before
 * the first while the editor's is behind it.
 */
export const typedOver = EditorView.domEventHandlers({
  beforeinput({ data, inputType }, view) {
    if (inputType !== 'insertText' || data === null || view.composing) return false;
    const { from, to } = selected(view);
    const insert = () => view.state.update({ changes: { from, to, insert: data }, selection: { anchor: from + data.length }, userEvent: 'input.type', scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
});

/** What the editor has selected of the text; where that is nothing, what the browser has, of which the editor may not have heard yet. */
function selected(view: EditorView): { from: number; to: number } {
  const { main } = view.state.selection;
  if (!main.empty) return main;
  const selection = selectionIn(view);
  if (!selection || selection.rangeCount === 0) return main;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  if (!view.contentDOM.contains(startContainer) || !view.contentDOM.contains(endContainer)) return main;
  const from = view.posAtDOM(startContainer, startOffset);
  const to = view.posAtDOM(endContainer, endOffset);
  return from < to ? { from, to } : main;
}
