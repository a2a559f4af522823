import './math.css';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { MathError } from '../../../common/math/math-error.ts';
import { usePitWall } from '../../state/context.ts';
import '../analysis.css';
import { deskOf } from '../desk-of.ts';
import { DRAFT, MathDraft } from './math-draft.ts';
import { MathForm } from './MathForm.tsx';
import { MathList } from './MathList.tsx';

/** Math channels: those that there are, and one that is written or changed, with its values over the lap while it is typed. */
export function MathPanel() {
  const pitWall = usePitWall();
  const desk = useMemo(() => deskOf(pitWall), [pitWall]);
  const draft = useMemo(() => new MathDraft(desk.pitWall.math), [desk]);
  useSignalEffect(() => {
    if (!(draft.program.value instanceof MathError)) desk.draft.value = { name: DRAFT, expression: draft.text.value };
    else if (draft.text.value.trim() === '') desk.draft.value = null;
  });
  useEffect(() => () => void (desk.draft.value = null), [desk]);
  return (
    <section class="panel math-panel" aria-label="Math channels" data-testid="math-panel">
      <header class="panel-head">
        <h2>Math channels</h2>
        <button type="button" class="small push" data-testid="math-new" onClick={() => draft.open('', '', null)}>
          New
        </button>
      </header>
      <div class="scroll math-body">
        <MathForm desk={desk} draft={draft} />
        <MathList desk={desk} draft={draft} />
      </div>
    </section>
  );
}
