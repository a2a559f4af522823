import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, drawSelection, keymap } from '@codemirror/view';
import type { TextPlace } from '../../../common/errors.ts';
import { HIGHLIGHT, LOOK } from '../../sql/editor-look.ts';
import { markSpot, spotMark } from '../../sql/error-spot.ts';
import { typedOver } from '../../sql/typed-over.ts';
import { mathLanguage } from './math-language.ts';

interface MathEditorCalls {
  changed(text: string): void;
  save(): void;
  others(): readonly { name: string; expression: string }[];
}

/** The text field for an expression; in a shadow root, as the one for SQL is and for the same reason. */
export class MathEditor {
  readonly #view: EditorView;

  constructor(place: HTMLElement, text: string, { changed, save, others }: MathEditorCalls) {
    const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
    const saves = {
      key: 'Mod-Enter',
      run: (view: EditorView) => {
        closeCompletion(view);
        save();
        return true;
      },
    };
    this.#view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          Prec.highest(keymap.of([saves, { key: 'Tab', run: acceptCompletion }])),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          EditorView.lineWrapping,
          autocompletion({ icons: false, maxRenderedOptions: 60 }),
          syntaxHighlighting(HIGHLIGHT),
          LOOK,
          spotMark,
          typedOver,
          mathLanguage(others),
          EditorView.contentAttributes.of({ 'aria-label': 'Expression', 'data-testid': 'math-expression', spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  /** Puts another text in the place of this one. */
  replace(text: string): void {
    if (text === this.#view.state.doc.toString()) return;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text }, selection: { anchor: text.length } });
  }

  /** Marks the spot of a mistake; none for null. */
  mark(place: TextPlace | null): void {
    markSpot(this.#view, place);
    const { hasFocus, composing, state, root } = this.#view;
    const { head, empty } = state.selection.main;
    if (!hasFocus || composing || !empty) return;
    // Where what is typed is drawn anew, Chrome's cursor in a shadow root stays before it, and the editor would follow it there.
    const { node, offset } = this.#view.domAtPos(head);
    (root as DocumentOrShadowRoot & { getSelection?(): Selection | null }).getSelection?.()?.collapse(node, offset);
  }

  destroy(): void {
    this.#view.destroy();
  }
}
