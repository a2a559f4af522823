import type { RequestParams } from '../../common/contract.ts';
import { usePitWall } from '../state/context.ts';
import { SLOW_BITS_PER_SECOND, setLink } from './link-commands.ts';

/** The three switches of the radio link. The one that holds is pressed. */
export function LinkControls() {
  const { link, off, set } = useLinkSwitch();
  const radio = link?.radio;
  return (
    <div class="link-controls">
      <button
        type="button"
        class="danger"
        disabled={off || radio === 'cut'}
        aria-pressed={radio === 'cut'}
        data-testid="link-cut"
        onClick={() => set({ radio: 'cut' })}
      >
        Cut
      </button>
      <button
        type="button"
        disabled={off || (radio === 'slow' && link?.profile.name === undefined)}
        aria-pressed={radio === 'slow' && link?.profile.name === undefined}
        data-testid="link-slow"
        onClick={() => set({ radio: 'slow', bits_per_second: SLOW_BITS_PER_SECOND })}
      >
        Slow to 64 kbit/s
      </button>
      <button
        type="button"
        class="go"
        disabled={off || (radio === 'up' && link?.profile.name === undefined)}
        data-testid="link-restore"
        onClick={() => set({ radio: 'up' })}
      >
        Restore
      </button>
    </div>
  );
}

/** The link as it is, whether it cannot be switched now, and how to. */
export function useLinkSwitch() {
  const pitWall = usePitWall();
  const link = pitWall.link.value;
  return { link, off: !link || pitWall.host.value !== 'connected', set: (params: RequestParams<'link.set'>): void => void setLink(pitWall, params) };
}
