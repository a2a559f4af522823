import { useSignal } from '@preact/signals';
import { useCallback, useMemo, useRef } from 'preact/hooks';
import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';

/** How a panel that shows the race stands to the time. */
export interface Hold<T> {
  /** What it showed when it was held; null while it runs. */
  readonly held: T | null;
  /** Race time that has gone by since, s. */
  readonly back: number;
  toggle(): void;
}

interface Kept<T> {
  what: T;
  /** s. */
  racetime: number;
  race: string | null;
  of: string | null;
}

interface HoldOptions<T> {
  /** What the panel shows now. */
  look(): T;
  /** What it is about, where that can change: of something else there is nothing held. */
  of?: string | null;
  /** Whether the key is for this panel. */
  inFocus: boolean;
}

/**
 * Lets a panel be held still while everything else runs on, which loses nothing. Another race, a replay and another
 * subject let it run on: a replay is held as a whole.
 */
export function useHold<T extends object>({ look, of = null, inFocus }: HoldOptions<T>): Hold<T> {
  const pitWall = usePitWall();
  const kept = useSignal<Kept<T> | null>(null);
  const { value } = kept;
  const holds = value !== null && pitWall.replay.view.value === null && value.race === pitWall.raceId.value && value.of === of;
  const latest = useRef({ look, of, holds });
  latest.current = { look, of, holds };
  const toggle = useCallback(() => {
    const now = latest.current;
    kept.value = now.holds ? null : { what: now.look(), racetime: pitWall.standings.peek()?.racetime ?? 0, race: pitWall.raceId.peek(), of: now.of };
  }, [kept, pitWall]);
  const listed = useMemo(() => () => (inFocus ? [holdCommand(pitWall, holds, toggle)] : []), [pitWall, inFocus, holds, toggle]);
  useCommands(listed);
  if (!holds) return { held: null, back: 0, toggle };
  return { held: value.what, back: Math.max(0, (pitWall.standings.value?.racetime ?? 0) - value.racetime), toggle };
}

function holdCommand(pitWall: PitWall, holds: boolean, toggle: () => void): Command {
  return command({
    ...{ id: 'panel.hold', group: 'Panels', name: holds ? 'Let this panel run on' : 'Hold this panel still', keys: ['h'], does: 'nothing is lost meanwhile' },
    hindrance: () => {
      if (pitWall.replay.view.value) return 'A replay is held as a whole: play or pause it.';
      return pitWall.race.value ? null : 'No race is on.';
    },
    run: toggle,
  });
}
