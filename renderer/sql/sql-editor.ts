import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { TextPlace } from '../../common/errors.ts';
import type { SqlCatalogue } from '../../common/sql-answer.ts';
import { HIGHLIGHT, LOOK } from './editor-look.ts';
import { markSpot, spotMark } from './error-spot.ts';
import { sqlLanguage, type ChannelWords } from './sql-language.ts';
import { typedOver } from './typed-over.ts';

interface EditorCalls {
  changed(text: string): void;
  run(): void;
}

/**
 * The text field for SQL. It lives in a shadow root: there its styles are constructed sheets, which the screens' policy lets
 * through, and not `<style>` elements, which it does not.
 */
export class SqlEditor {
  readonly #view: EditorView;
  readonly #language = new Compartment();

  constructor(place: HTMLElement, text: string, { changed, run }: EditorCalls) {
    const root = place.attachShadow({ mode: 'open' });
    const runs = {
      key: 'Mod-Enter',
      run: (view: EditorView) => {
        closeCompletion(view);
        run();
        return true;
      },
    };
    this.#view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          Prec.highest(keymap.of([runs, { key: 'Tab', run: acceptCompletion }])),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          EditorView.lineWrapping,
          EditorState.tabSize.of(2),
          autocompletion({ icons: false, maxRenderedOptions: 60 }),
          syntaxHighlighting(HIGHLIGHT),
          LOOK,
          spotMark,
          typedOver,
          this.#language.of([]),
          EditorView.contentAttributes.of({ 'aria-label': 'SQL', 'data-testid': 'sql-editor', spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  /** What can be completed from now on. */
  know(catalogue: SqlCatalogue | null, words: ChannelWords): void {
    this.#view.dispatch({ effects: this.#language.reconfigure(sqlLanguage(catalogue, words)) });
  }

  /** Puts another text in the place of this one; it can be undone. */
  replace(text: string): void {
    if (text === this.#view.state.doc.toString()) return;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text }, selection: { anchor: text.length } });
  }

  /** Writes where the cursor is, over what is selected. */
  insert(text: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(text));
    this.focus();
  }

  /** Marks the spot of a mistake; none for null. */
  mark(place: TextPlace | null): void {
    markSpot(this.#view, place);
  }

  /** Puts the cursor where the mistake is. */
  goTo({ line, column }: TextPlace): void {
    const { doc } = this.#view.state;
    const at = doc.line(Math.min(line, doc.lines));
    const offset = Array.from(at.text).slice(0, column - 1).join('').length;
    this.#view.dispatch({ selection: { anchor: at.from + offset }, scrollIntoView: true });
    this.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}
