import { useEffect, useRef } from 'preact/hooks';
import { MathError } from '../../../common/math/math-error.ts';
import { MATH_LIMITS } from '../../../common/math/math-limits.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import type { MathDraft } from './math-draft.ts';
import { MathEditor } from './math-editor.ts';
import { MathPreview } from './MathPreview.tsx';

/** Name, expression, what it comes to or what is wrong with it, and its values over the lap. */
export function MathForm({ desk, draft }: { desk: AnalysisDesk; draft: MathDraft }) {
  const { math } = desk.pitWall;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<MathEditor | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { text, of, name, nameTrouble, program, spot } = draft;
  const save = (): void => {
    if (nameTrouble.value !== null) field.current!.focus();
    if (nameTrouble.value !== null || program.value instanceof MathError || (of.value === null && math.full)) return;
    const saved = { name: name.value.trim(), expression: text.value };
    const before = of.value;
    math.put(saved, before);
    draft.open(saved.name, saved.expression, saved.name);
    if (before !== null && before !== saved.name && desk.channels.channels.value.includes(before)) desk.channels.replace(before, saved.name);
    else if (before === null) desk.channels.add(saved.name);
  };
  const saving = useRef(save);
  saving.current = save;
  useEffect(() => {
    const made = new MathEditor(place.current!, text.peek(), {
      changed: (typed) => (text.value = typed),
      save: () => saving.current(),
      others: () => math.list.value.filter((each) => each.name !== of.peek()),
    });
    editor.current = made;
    return () => made.destroy();
  }, [text, of, math]);
  useEffect(() => editor.current!.replace(text.value), [text.value]);
  useEffect(() => editor.current!.mark(spot.value), [spot.value]);
  const found = program.value;
  const begun = text.value.trim() !== '';
  const isWrong = found instanceof MathError;
  const hindrance = nameTrouble.value ?? (of.value === null && math.full ? `${MATH_LIMITS.channels} math channels are the most: remove one first.` : null);
  return (
    <form
      class="math-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div class="math-name">
        <input ref={field} aria-label="Name of the math channel" placeholder="Name" maxLength={40} value={name.value} data-testid="math-name" onInput={(event) => (name.value = event.currentTarget.value)} />
        <button type="submit" class="primary" disabled={isWrong || hindrance !== null} title={hindrance ?? 'Ctrl+Enter or ⌘ Enter'} data-testid="math-save">
          {of.value === null ? 'Save and draw' : 'Save'}
        </button>
      </div>
      <div class="math-editor" ref={place} />
      <p class={isWrong && begun ? 'math-says bad' : 'math-says muted'} role="status" data-testid="math-says">
        {!begun ? (
          <>For example <code>derivative(Speed) / g</code>. Ctrl+Space lists channels, functions and units.</>
        ) : isWrong ? (
          found.message
        ) : (
          <>
            {found.truth ? 'A condition: 1 where it holds, else 0' : <>Unit <b data-testid="math-unit">{found.unit === '' ? 'none' : found.unit}</b></>}
            {name.value.trim() !== '' && nameTrouble.value !== null ? <span class="bad"> · {nameTrouble.value}</span> : name.value.trim() === '' && ' · give it a name to save it'}
          </>
        )}
      </p>
      <MathPreview desk={desk} stale={isWrong} />
    </form>
  );
}
