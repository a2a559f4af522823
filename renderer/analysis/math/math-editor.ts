import { CodeEditor } from '../../editor/code-editor.ts';
import { mathLanguage } from './math-language.ts';

interface MathEditorCalls {
  changed(text: string): void;
  save(): void;
  others(): readonly { name: string; expression: string }[];
}

/** The text field for an expression. */
export class MathEditor extends CodeEditor {
  constructor(place: HTMLElement, text: string, { changed, save, others }: MathEditorCalls) {
    super(place, text, { label: 'Expression', testId: 'math-expression', more: mathLanguage(others), changed, done: save });
  }
}
