import type { KeepRules } from '../../common/store-view.ts';
import { usePitWall } from '../state/context.ts';
import { StoreDialog } from './StoreDialog.tsx';

/** What leaves the store by itself: asked for here, for nothing does otherwise. */
export function KeepRulesDialog({ keep, onClose }: { keep: KeepRules; onClose(): void }) {
  const { connection } = usePitWall();
  const set = async (form: FormData): Promise<void> => {
    await connection.request('store.keep', { days: amount(form.get('days')), gigabytes: amount(form.get('gigabytes')) });
  };
  return (
    <StoreDialog title="What leaves the store by itself" testid="keep-rules" verb={['Set', 'Setting …']} act={set} onClose={onClose}>
      <p class="muted">An empty field is no rule. Every race that is to leave is told here 24 hours before; a pinned one stays, and so does the one that runs.</p>
      <label>
        Races older than
        <span class="store-amount">
          <input name="days" type="number" min="0.1" max="36500" step="any" placeholder="never" defaultValue={String(keep.days ?? '')} data-testid="keep-days" /> days
        </span>
      </label>
      <label>
        The oldest, while laps take more than
        <span class="store-amount">
          <input name="gigabytes" type="number" min="0.001" max="1000000" step="any" placeholder="never" defaultValue={String(keep.gigabytes ?? '')} data-testid="keep-gigabytes" /> GB
        </span>
      </label>
    </StoreDialog>
  );
}

const amount = (value: FormDataEntryValue | null): number | null => (typeof value === 'string' && value.trim() !== '' ? Number(value) : null);
