import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RequestParams } from '../../common/contract.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';

const STOP_PATIENCE_MS = 15_000;

/** Asks for cars, laps and seed, stops the race that runs, and starts another. */
export function NewRace({ onClose }: { onClose: () => void }) {
  const pitWall = usePitWall();
  const dialog = useRef<HTMLDialogElement>(null);
  const busy = useSignal(false);
  useEffect(() => dialog.current!.showModal(), []);
  const running = pitWall.race.value?.state === 'running';
  const start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const number = (name: string): number => Number(form.get(name));
    const params: RequestParams<'race.start'> = { cars: number('cars'), laps: number('laps'), seed: number('seed') };
    const track = form.get('track');
    if (typeof track === 'string' && track !== '') params.track = track;
    busy.value = true;
    const race = await pitWall.attempt(startAfterStop(pitWall, params));
    busy.value = false;
    if (!race) return;
    location.hash = '/live';
    onClose();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-label="New race" onClose={onClose}>
      <form onSubmit={(event) => void start(event)}>
        <h2>New race</h2>
        <label>
          Track
          <select name="track">
            {pitWall.workstation.value?.tracks.map((track) => (
              <option key={track} value={track}>
                {track}
              </option>
            ))}
          </select>
        </label>
        <label>
          Cars <input name="cars" type="number" min={1} max={40} required defaultValue="20" />
        </label>
        <label>
          Laps <input name="laps" type="number" min={1} max={500} required defaultValue="53" />
        </label>
        <label>
          Seed <input name="seed" type="number" min={0} max={4294967295} required defaultValue="7" />
        </label>
        <p class="muted">The same seed gives the same race.{running && ' The race that runs now is stopped; its data is kept.'}</p>
        <footer>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          {running && (
            <button
              type="button"
              class="danger"
              onClick={() => {
                void pitWall.attempt(pitWall.connection.request('race.stop', {}));
                dialog.current?.close();
              }}
            >
              Only stop
            </button>
          )}
          <button type="submit" class="primary" disabled={busy.value} data-testid="race-start">
            {busy.value ? 'Starting …' : 'Start'}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

async function startAfterStop(pitWall: PitWall, params: RequestParams<'race.start'>) {
  const { connection, race } = pitWall;
  if (race.value?.state === 'running') {
    await connection.request('race.stop', {});
    await stopped(pitWall);
  }
  return connection.request('race.start', params);
}

/** Resolves when the race no longer runs, or when there is no point in waiting longer. */
function stopped({ race }: PitWall): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, STOP_PATIENCE_MS);
    const end = race.subscribe((view) => {
      if (view?.state !== 'running') queueMicrotask(done);
    });
    function done(): void {
      clearTimeout(timer);
      end();
      resolve();
    }
  });
}
