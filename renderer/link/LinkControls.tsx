import type { RequestParams } from '../../common/contract.ts';
import { usePitWall } from '../state/context.ts';

const SLOW_BITS_PER_SECOND = 64_000;

/** The three switches of the radio link. The one that holds is pressed. */
export function LinkControls() {
  const pitWall = usePitWall();
  const radio = pitWall.link.value?.radio;
  const set = async (params: RequestParams<'link.set'>): Promise<void> => {
    const link = await pitWall.attempt(pitWall.connection.request('link.set', params));
    if (link) pitWall.link.value = link;
  };
  const off = radio === undefined || pitWall.host.value !== 'connected';
  return (
    <div class="link-controls">
      <button
        type="button"
        class="danger"
        disabled={off || radio === 'cut'}
        aria-pressed={radio === 'cut'}
        data-testid="link-cut"
        onClick={() => void set({ radio: 'cut' })}
      >
        Cut
      </button>
      <button
        type="button"
        disabled={off || radio === 'slow'}
        aria-pressed={radio === 'slow'}
        data-testid="link-slow"
        onClick={() => void set({ radio: 'slow', bits_per_second: SLOW_BITS_PER_SECOND })}
      >
        Slow to 64 kbit/s
      </button>
      <button
        type="button"
        class="go"
        disabled={off || radio === 'up'}
        data-testid="link-restore"
        onClick={() => void set({ radio: 'up' })}
      >
        Restore
      </button>
    </div>
  );
}
