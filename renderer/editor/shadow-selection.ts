import type { EditorView } from '@codemirror/view';

/** What the browser has selected where the editor lives. Chrome's own: `document.getSelection` sees no more than the host of a shadow root. */
export function selectionIn({ root }: EditorView): Selection | null {
  return (root as DocumentOrShadowRoot & { getSelection?(): Selection | null }).getSelection?.() ?? null;
}

/** Puts the browser's cursor where the editor's is: where text is drawn anew it stays before it, and the editor would follow it there. */
export function returnCursor(view: EditorView): void {
  const { head, empty } = view.state.selection.main;
  if (!view.hasFocus || view.composing || !empty) return;
  const { node, offset } = view.domAtPos(head);
  selectionIn(view)?.collapse(node, offset);
}
