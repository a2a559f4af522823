import { batch, effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { AnalysisDesk } from '../analysis-desk.ts';
import type { Figure, FigureAnswers, FigureQuestions, FigureScope } from './messages.ts';

export interface FigureAsker<F extends Figure> {
  /** Channels that have to be fetched for it. */
  channels(): readonly string[];
  /** Null: nothing to be asked. */
  question(scope: FigureScope): FigureQuestions[F] | null;
}

/**
 * What the worker answers to a panel of figures: anew whenever the laps, the view or what the panel asks change, for as long as the panel is shown.
 * @param asker reads signals; must stay the same from one rendering to the next
 */
export function useFigure<F extends Figure>(desk: AnalysisDesk, asker: FigureAsker<F>): ReadonlySignal<FigureAnswers[F] | null> {
  const answer = useMemo(() => signal<FigureAnswers[F] | null>(null), []);
  useEffect(() => {
    const panel = desk.panel((heard) => (answer.value = heard as FigureAnswers[F]));
    const want = {};
    const ends = [
      effect(() => desk.want(want, asker.channels())),
      effect(() => {
        const scope = desk.scope.value;
        const question = scope && asker.question(scope);
        if (question) panel.ask(question);
        else if (desk.drawn.value.length === 0 || scope) answer.value = null;
      }),
    ];
    return () => {
      batch(() => {
        for (const end of ends) end();
        desk.want(want, []);
      });
      panel.end();
    };
  }, [desk, asker, answer]);
  return answer;
}
