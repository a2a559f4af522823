import { MathError } from '../../../common/math/math-error.ts';
import { MOST_STRIPS } from '../../state/strip-choice.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { MATH_EXAMPLES, type MathDraft } from './math-draft.ts';

/** The math channels that there are, each to be changed, drawn and removed; and examples to begin with. */
export function MathList({ desk, draft }: { desk: AnalysisDesk; draft: MathDraft }) {
  const { math } = desk.pitWall;
  const list = math.list.value;
  const examples = MATH_EXAMPLES.filter(({ name }) => !list.some((each) => each.name === name));
  return (
    <div class="math-list" data-testid="math-list">
      {list.map(({ name, expression }) => {
        const program = math.book.value.program(name)!;
        const isDrawn = desk.channels.channels.value.includes(name);
        return (
          <div key={name} class={draft.of.value === name ? 'math-row on' : 'math-row'} data-testid={`math-row-${name}`}>
            <button type="button" class="math-open" title="Change it" data-testid={`math-open-${name}`} onClick={() => draft.open(name, expression, name)}>
              <b>{name}</b> <small>{program instanceof MathError ? '' : program.unit}</small>
              <code>{expression}</code>
              {program instanceof MathError && <span class="bad">{program.message}</span>}
            </button>
            <button
              type="button"
              class="small"
              aria-pressed={isDrawn}
              disabled={isDrawn ? desk.channels.channels.value.length < 2 : desk.channels.full}
              title={!isDrawn && desk.channels.full ? `${MOST_STRIPS} strips are as many as can be read` : isDrawn ? 'Take it off the charts' : 'Draw it on the charts'}
              data-testid={`math-draw-${name}`}
              onClick={() => (isDrawn ? desk.channels.remove(name) : desk.channels.add(name))}
            >
              {isDrawn ? 'Drawn' : 'Draw'}
            </button>
            <button
              type="button"
              class="lap-remove"
              title={`Remove ${name}`}
              aria-label={`Remove ${name}`}
              data-testid={`math-remove-${name}`}
              onClick={() => {
                if (draft.of.value === name) draft.of.value = null;
                math.remove(name);
              }}
            >
              ×
            </button>
          </div>
        );
      })}
      {examples.length > 0 && <h3 class="muted">Examples: a click takes one into the field</h3>}
      {examples.map(({ name, expression, says }) => (
        <button key={name} type="button" class="math-open math-example" title={says} data-testid={`math-example-${name}`} onClick={() => draft.open(name, expression, null)}>
          <b>{name}</b> <span class="muted">{says}</span>
          <code>{expression}</code>
        </button>
      ))}
    </div>
  );
}
