import { Compartment, EditorState } from '@codemirror/state';
import { highlightActiveLine, lineNumbers } from '@codemirror/view';
import type { TextPlace } from '../../common/errors.ts';
import type { SqlCatalogue } from '../../common/sql-answer.ts';
import { CodeEditor } from '../editor/code-editor.ts';
import { sqlLanguage, type ChannelWords } from './sql-language.ts';

interface EditorCalls {
  changed(text: string): void;
  run(): void;
}

/** The text field for SQL. */
export class SqlEditor extends CodeEditor {
  readonly #language: Compartment;

  constructor(place: HTMLElement, text: string, { changed, run }: EditorCalls) {
    const language = new Compartment();
    super(place, text, {
      label: 'SQL',
      testId: 'sql-editor',
      more: [lineNumbers(), highlightActiveLine(), EditorState.tabSize.of(2), language.of([])],
      changed,
      done: run,
    });
    this.#language = language;
  }

  /** What can be completed from now on. */
  know(catalogue: SqlCatalogue | null, words: ChannelWords): void {
    this.view.dispatch({ effects: this.#language.reconfigure(sqlLanguage(catalogue, words)) });
  }

  /** Writes where the cursor is, over what is selected. */
  insert(text: string): void {
    this.view.dispatch(this.view.state.replaceSelection(text));
    this.focus();
  }

  /** Puts the cursor where the mistake is. */
  goTo({ line, column }: TextPlace): void {
    const { doc } = this.view.state;
    const at = doc.line(Math.min(line, doc.lines));
    const offset = Array.from(at.text).slice(0, column - 1).join('').length;
    this.view.dispatch({ selection: { anchor: at.from + offset }, scrollIntoView: true });
    this.focus();
  }

  focus(): void {
    this.view.focus();
  }
}
