import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, keymap } from '@codemirror/view';
import type { TextPlace } from '../../common/errors.ts';
import { HIGHLIGHT, LOOK } from './editor-look.ts';
import { markSpot, spotMark } from './error-spot.ts';
import { typedOver } from './typed-over.ts';

export interface CodeEditorOptions {
  /** What it is called to who cannot see it, and by the tests. */
  label: string;
  testId: string;
  /** Language, line numbers and what else this field has. */
  more: Extension;
  changed(text: string): void;
  /** Ctrl+Enter. */
  done(): void;
}

/**
 * A text field for code: colours, completion, brackets, undo, the mark of a mistake. It lives in a shadow root: there its styles are
 * constructed sheets, which the screens' policy lets through, and not `<style>` elements, which it does not.
 */
export class CodeEditor {
  protected readonly view: EditorView;

  constructor(place: HTMLElement, text: string, { label, testId, more, changed, done }: CodeEditorOptions) {
    const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
    const finish = {
      key: 'Mod-Enter',
      run: (view: EditorView) => {
        closeCompletion(view);
        done();
        return true;
      },
    };
    this.view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          Prec.highest(keymap.of([finish, { key: 'Tab', run: acceptCompletion }])),
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
          more,
          EditorView.contentAttributes.of({ 'aria-label': label, 'data-testid': testId, spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  /** Puts another text in the place of this one; it can be undone. */
  replace(text: string): void {
    if (text === this.view.state.doc.toString()) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: text.length } });
  }

  /** Marks the spot of a mistake; none for null. */
  mark(place: TextPlace | null): void {
    markSpot(this.view, place);
  }

  destroy(): void {
    this.view.destroy();
  }
}
