import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LapRow, RaceRow } from '../../common/race-view.ts';
import type { ExportReceipt, ExportView } from '../../common/lap-export.ts';
import { usePitWall } from '../state/context.ts';
import { exportWords } from './export-words.ts';
import { Receipts } from './Receipts.tsx';

const ALL = '';

/** Sends one lap, the laps of a car, or a whole race to the factory, and shows what it has confirmed. */
export function ExportPanel({ race, laps }: { race: RaceRow | undefined; laps: readonly LapRow[] | null }) {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const host = pitWall.host.value;
  const car = useSignal(ALL);
  const lap = useSignal(ALL);
  const view = useSignal<ExportView | null>(null);
  const receipt = useSignal<ExportReceipt | null>(null);
  const race_id = race?.race_id;

  useEffect(() => {
    if (host !== 'connected') return;
    let current = true;
    const end = connection.on('export', (next) => (view.value = next));
    void pitWall.attempt(connection.request('export.current', {})).then((next) => {
      if (current && next !== undefined) view.value = next;
      return null;
    });
    return () => {
      current = false;
      end();
    };
  }, [host]);

  useEffect(() => {
    car.value = ALL;
    lap.value = ALL;
  }, [race_id]);

  const shown = view.value?.race_id === race_id ? view.value : null;
  const running = view.value?.state === 'running';
  useEffect(() => {
    receipt.value = null;
    if (race_id === undefined || shown === null || shown.state === 'running') return;
    let current = true;
    void fetchReceipt(async () => pitWall.attempt(connection.request('export.receipt', { race_id })), () => current).then((next) => {
      if (current && next) receipt.value = next;
      return null;
    });
    return () => {
      current = false;
    };
  }, [race_id, shown?.state, shown?.started]);

  const cars = [...new Set((laps ?? []).map((row) => row.car))].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const numbers = [...new Set((laps ?? []).filter((row) => car.value === ALL || row.car === car.value).map((row) => row.lap))].toSorted((a, b) => a - b);
  const start = async (again: boolean): Promise<void> => {
    if (race_id === undefined) return;
    const params = { race_id, again, ...(car.value !== ALL && { cars: [car.value] }), ...(lap.value !== ALL && { laps: [Number(lap.value)] }) };
    const begun = await pitWall.attempt(connection.request('export.start', params));
    if (begun && view.value?.started !== begun.started) view.value = begun;
  };
  const over = race !== undefined && race.state !== 'running';
  return (
    <section class="panel export" aria-label="Factory export">
      <header class="panel-head">
        <h2>Factory export</h2>
        <span class="muted">{over || !race ? '' : 'when the race is over'}</span>
      </header>
      <div class="export-choice">
        <label>
          Car
          <select value={car.value} disabled={!over || running} data-testid="export-car" onChange={(event) => (car.value = event.currentTarget.value)}>
            <option value={ALL}>all</option>
            {cars.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Lap
          <select value={lap.value} disabled={!over || running} data-testid="export-lap" onChange={(event) => (lap.value = event.currentTarget.value)}>
            <option value={ALL}>all</option>
            {numbers.map((number) => (
              <option key={number} value={String(number)}>
                {number}
              </option>
            ))}
          </select>
        </label>
        {running ? (
          <button type="button" data-testid="export-stop" onClick={() => void pitWall.attempt(connection.request('export.stop', {}))}>
            Stop
          </button>
        ) : (
          <button type="button" class="go" disabled={!over || host !== 'connected'} data-testid="export-start" onClick={() => void start(false)}>
            Send to factory
          </button>
        )}
        {shown && !running && shown.before > 0 && (
          <button
            type="button"
            disabled={host !== 'connected'}
            title="Also what it has confirmed before: for a factory that has lost its file"
            data-testid="export-again"
            onClick={() => void start(true)}
          >
            Send all again
          </button>
        )}
      </div>
      {shown && (
        <>
          <progress max={Math.max(1, shown.laps)} value={shown.confirmed} aria-label="Laps confirmed by the factory" />
          <p class={shown.error ? 'bad' : shown.state === 'done' ? 'good' : ''} data-testid="export-words">
            {exportWords(shown)}
          </p>
        </>
      )}
      {receipt.value && <Receipts receipt={receipt.value} />}
    </section>
  );
}

/** The last step is told a moment before the receipt is there. */
async function fetchReceipt(ask: () => Promise<ExportReceipt | null | undefined>, wanted: () => boolean): Promise<ExportReceipt | undefined> {
  for (let attempt = 0; attempt < 10 && wanted(); attempt++) {
    const receipt = await ask();
    if (receipt) return receipt;
    if (receipt === undefined) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return undefined;
}
