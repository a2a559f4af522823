import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RaceRow } from '../../common/race-view.ts';
import { count, fileSize, startTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { StoreDialog } from './StoreDialog.tsx';

interface DeleteRaceProps {
  race: RaceRow;
  /** Opens what packs it. */
  onPack(): void;
  onClose(): void;
}

/** Says what would go, and asks. */
export function DeleteRace({ race, onPack, onClose }: DeleteRaceProps) {
  const { connection, notices } = usePitWall();
  const { race_id } = race;
  const notes = useSignal<number | null>(null);
  useEffect(() => {
    connection.request('notes.list', { race_id }).then(
      (list) => (notes.value = list.length),
      () => undefined,
    );
  }, [race_id]);
  const remove = async (form: FormData): Promise<void> => {
    await connection.request('race.delete', { race_id, factory: form.has('factory') });
    notices.answer('info', `${race_id} is deleted. “Compact” gives its room back to the disk.`);
  };
  return (
    <StoreDialog
      title="Delete this race for ever?"
      testid="delete-race"
      verb={['Delete', 'Deleting …']}
      danger
      also={
        <button type="button" data-testid="delete-race-pack" onClick={onPack}>
          Pack it first…
        </button>
      }
      act={remove}
      onClose={onClose}
    >
      <p data-testid="delete-race-what">
        <b>{race.track}</b>, {startTime(race.started)}: {count(race.laps_stored)} {race.laps_stored === 1 ? 'lap' : 'laps'} ({fileSize(race.bytes)})
        {notes.value !== null && notes.value > 0 && ` and ${count(notes.value)} ${notes.value === 1 ? 'note' : 'notes'}`}. It cannot be brought back; a pack is a copy of it.
        {race.pinned && ' It is pinned, which keeps it from the rules and not from this.'}
      </p>
      <label class="store-check">
        <input type="checkbox" name="factory" data-testid="delete-race-factory" />
        Also what the factory of this data folder holds of it
      </label>
    </StoreDialog>
  );
}
