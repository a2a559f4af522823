import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LapNote } from '../../../common/lap-note.ts';
import { usePitWall } from '../../state/context.ts';

/** What is noted about the laps of a race, by lap id, as it changes in any window. */
export function useNotes(race_id: string | null): ReadonlyMap<string, LapNote> {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const host = pitWall.host.value;
  const notes = useSignal<ReadonlyMap<string, LapNote>>(new Map());
  useEffect(() => {
    notes.value = new Map();
    if (race_id === null || host !== 'connected') return;
    let current = true;
    const keep = (changed: readonly LapNote[]): void => {
      const next = new Map(notes.peek());
      for (const note of changed) if ((next.get(note.id)?.revision ?? 0) < note.revision) next.set(note.id, note);
      notes.value = next;
    };
    const end = connection.on('note', (note) => {
      if (note.id.startsWith(`${race_id}/`)) keep([note]);
    });
    void pitWall.attempt(connection.request('notes.list', { race_id })).then((list) => {
      if (current && list) keep(list);
      return null;
    });
    return () => {
      current = false;
      end();
    };
  }, [race_id, host]);
  return notes.value;
}
