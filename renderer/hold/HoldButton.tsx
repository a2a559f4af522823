import { usePitWall } from '../state/context.ts';
import type { Hold } from './use-hold.ts';

/** Holds a panel still and says how far back it is; in a replay, which is held as a whole, it is not there. */
export function HoldButton({ hold, name }: { hold: Pick<Hold<object>, 'held' | 'back' | 'toggle'>; name: string }) {
  const pitWall = usePitWall();
  if (pitWall.replay.view.value || !pitWall.race.value) return null;
  const held = hold.held !== null;
  return (
    <>
      {held && <span class="warn held-words" data-testid={`${name}-held`}>held, {Math.floor(hold.back)} s back</span>}
      <button
        type="button"
        class="small hold"
        aria-pressed={held}
        aria-label={held ? 'Let this panel run on' : 'Hold this panel still'}
        title={pitWall.commands.title('panel.hold', held ? 'Let this panel run on; nothing was lost meanwhile' : 'Hold this panel still; nothing is lost meanwhile')}
        data-testid={`${name}-hold`}
        onClick={hold.toggle}
      >
        <i class={held ? 'hold-on' : 'hold-still'} />
      </button>
    </>
  );
}
