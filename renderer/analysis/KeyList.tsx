import { dialog } from '../shell/dialogs.ts';
import { usePitWall } from '../state/context.ts';

/** A button that shows what the keys do. */
export function KeyList() {
  const { commands } = usePitWall();
  return (
    <button type="button" class="small push" title={commands.title('help.keys')} data-testid="analysis-keys" onClick={() => (dialog.value = 'keys')}>
      Keys
    </button>
  );
}
