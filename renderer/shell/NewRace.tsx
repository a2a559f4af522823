import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CarRow, TrackRow } from '../../common/race-view.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { RACE_WEATHERS, raceParamsOf } from './race-form.ts';
import type { RaceForm } from './race-form.ts';
import { SPEEDS, speedWords } from './speeds.ts';

const STOP_PATIENCE_MS = 15_000;

/** Asks for track, car, weather and the rest, stops the race that runs, and starts another. */
export function NewRace({ onClose }: { onClose: () => void }) {
  const pitWall = usePitWall();
  const dialog = useRef<HTMLDialogElement>(null);
  const busy = useSignal(false);
  const tracks = useSignal<readonly TrackRow[]>([]);
  const cars = useSignal<readonly CarRow[]>([]);
  useEffect(() => {
    dialog.current!.showModal();
    const { connection } = pitWall;
    void pitWall.attempt(connection.request('tracks', {})).then((rows) => (tracks.value = rows ?? []));
    void pitWall.attempt(connection.request('cars', {})).then((rows) => (cars.value = rows ?? []));
  }, [pitWall, tracks, cars]);
  const running = pitWall.liveRace.value?.state === 'running';
  const start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as unknown as RaceForm;
    busy.value = true;
    const race = await pitWall.attempt(startAfterStop(pitWall, form));
    busy.value = false;
    if (!race) return;
    await pitWall.replay.close();
    location.hash = '/live';
    onClose();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-label="New race" data-testid="new-race-dialog" onClose={onClose}>
      <form onSubmit={(event) => void start(event)}>
        <h2>New race</h2>
        <label>
          Track
          <select name="track" data-testid="race-track">
            {tracks.value.map(({ name, title, length }) => (
              <option key={name} value={name}>
                {title} · {(length / 1000).toFixed(3)} km
              </option>
            ))}
          </select>
        </label>
        <label>
          Car
          <select name="car" data-testid="race-car">
            <option value="">Each team its own Lapwing</option>
            {cars.value.map(({ name, title, category }) => (
              <option key={name} value={name}>
                {title} · {category}
              </option>
            ))}
          </select>
        </label>
        <label>
          Weather
          <select name="weather" data-testid="race-weather-choice">
            {RACE_WEATHERS.map(([weather, words]) => (
              <option key={weather} value={weather}>
                {words}
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
        <label>
          Speed
          <select name="speed">
            {SPEEDS.map((speed) => (
              <option key={speed} value={String(speed)}>
                {speedWords(speed)}
              </option>
            ))}
          </select>
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

async function startAfterStop(pitWall: PitWall, form: RaceForm) {
  const { connection, liveRace } = pitWall;
  if (liveRace.value?.state === 'running') {
    await connection.request('race.stop', {});
    await stopped(pitWall);
  }
  return connection.request('race.start', raceParamsOf(form));
}

/** Resolves when the race no longer runs, or when there is no point in waiting longer. */
function stopped({ liveRace }: PitWall): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, STOP_PATIENCE_MS);
    const end = liveRace.subscribe((view) => {
      if (view?.state !== 'running') queueMicrotask(done);
    });
    function done(): void {
      clearTimeout(timer);
      end();
      resolve();
    }
  });
}
