import { useSignal } from '@preact/signals';
import type { RaceRow } from '../../common/race-view.ts';
import type { LeavingRace } from '../../common/store-view.ts';
import { count, fileSize, startTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { DeleteRace } from './DeleteRace.tsx';
import { WriteFile } from './WriteFile.tsx';

/** What can be done with the chosen race as a whole: keep it, carry it, take it out. */
export function RaceActions({ race, leaving }: { race: RaceRow; leaving: LeavingRace | undefined }) {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const asked = useSignal<'pack' | 'delete' | null>(null);
  const { race_id, pinned } = race;
  const away = pitWall.host.value !== 'connected';
  const running = race.state === 'running' ? 'when the race is over and all of it has arrived' : null;
  const replayed = pitWall.replay.view.value?.race_id === race_id ? 'when this window no longer replays it' : null;
  const close = (): void => void (asked.value = null);
  const pack = async (path: string): Promise<void> => {
    const packed = await connection.request('race.pack', { race_id, path });
    pitWall.notices.answer('info', `${race_id} is packed into ${packed.path}: ${count(packed.laps)} laps, ${fileSize(packed.bytes)}. Drop that file onto the Laps screen of another laptop.`);
  };
  const title = (does: string, when: string | null): string => (when === null ? does : `${does}, ${when}`);
  return (
    <>
      <p class="race-actions line" data-testid="race-actions">
        <span class={leaving ? 'warn' : 'muted'} title={leaving?.reason} data-testid="race-size">
          {leaving ? `Leaves after ${startTime(leaving.at)}: ${leaving.reason}` : `${count(race.laps_stored)} ${race.laps_stored === 1 ? 'lap' : 'laps'}, ${fileSize(race.bytes)}`}
        </span>
        <button
          type="button"
          class="small push"
          aria-pressed={pinned}
          disabled={away}
          title={pinned ? 'No rule takes this race out of the store. Press to let the rules have it.' : 'Keeps this race in the store, whatever the rules say'}
          data-testid="race-pin"
          onClick={() => void pitWall.attempt(connection.request('race.pin', { race_id, pinned: !pinned }))}
        >
          {pinned ? 'Pinned' : 'Pin'}
        </button>
        <button
          type="button"
          class="small"
          disabled={away || running !== null}
          title={title('Puts this race into a .lapwing file, to carry it to another laptop', running)}
          data-testid="race-pack"
          onClick={() => (asked.value = 'pack')}
        >
          Pack…
        </button>
        <button
          type="button"
          class="small danger"
          disabled={away || running !== null || replayed !== null}
          title={title('Deletes this race for ever', running ?? replayed)}
          data-testid="race-delete"
          onClick={() => (asked.value = 'delete')}
        >
          Delete…
        </button>
      </p>
      {asked.value === 'pack' && (
        <WriteFile
          title="Pack this race into a file"
          testid="pack-race"
          verb={['Pack', 'Packing …']}
          path={fileIn(pitWall.workstation.value?.data_dir, 'packs', `${race_id}.lapwing`)}
          says="Its laps, events, notes and what is known of its frames, on a disk of this workstation: a USB stick, say. Nothing is written over."
          write={pack}
          onClose={close}
        />
      )}
      {asked.value === 'delete' && <DeleteRace race={race} onPack={() => (asked.value = 'pack')} onClose={() => asked.value === 'delete' && close()} />}
    </>
  );
}

/** A whole path, in the way of the workstation's system; the name alone while the folder is not known. */
export function fileIn(data_dir: string | undefined, folder: string, name: string): string {
  if (data_dir === undefined) return name;
  const separator = data_dir.includes('\\') ? '\\' : '/';
  return [data_dir, folder, name].join(separator);
}
