import { EditorView } from '@codemirror/view';

/**
 * Typing over a selection, past the browser: Chrome carries the look of what is replaced into a `style` attribute of its own,
 * which the screens' policy refuses with an error.
 */
export const typedOver = EditorView.domEventHandlers({
  beforeinput({ data, inputType }, view) {
    const range = selected(view);
    if (inputType !== 'insertText' || data === null || !range || view.composing) return false;
    const { from, to } = range;
    const insert = () => view.state.update({ changes: { from, to, insert: data }, selection: { anchor: from + data.length }, userEvent: 'input.type', scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
});

/** What the browser has selected of the text, which the editor may not have heard of yet; null for nothing. */
function selected(view: EditorView): { from: number; to: number } | null {
  // Chrome's own; `document.getSelection` sees no more than the host of a shadow root.
  const root = view.root as DocumentOrShadowRoot & { getSelection?(): Selection | null };
  const selection = root.getSelection?.();
  if (!selection || selection.rangeCount === 0) return null;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  if (!view.contentDOM.contains(startContainer) || !view.contentDOM.contains(endContainer)) return null;
  const from = view.posAtDOM(startContainer, startOffset);
  const to = view.posAtDOM(endContainer, endOffset);
  return from < to ? { from, to } : null;
}
