import { useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import type { RaceRow } from '../../common/race-view.ts';
import type { StoreView } from '../../common/store-view.ts';
import { usePitWall } from '../state/context.ts';

/** How often counts of the race that runs are fetched anew, ms. */
const REFRESH_MS = 5000;

/** The races of the data folder, newest first, and the file that they lie in; null until the workstation has said. `refresh` asks at once. */
export function useStoredRaces(): { races: ReadonlySignal<readonly RaceRow[] | null>; store: ReadonlySignal<StoreView | null>; refresh(): Promise<void> } {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const races = useSignal<readonly RaceRow[] | null>(null);
  const store = useSignal<StoreView | null>(null);
  const host = pitWall.host.value;
  const live = pitWall.liveRace.value;
  const refresh = useCallback(async (): Promise<void> => {
    const answers = await pitWall.attempt(Promise.all([connection.request('races.list', {}), connection.request('store', {})]));
    if (!answers) return;
    races.value = answers[0].toSorted((a, b) => b.started - a.started);
    store.value = answers[1];
  }, [pitWall]);
  useEffect(() => {
    if (host !== 'connected') return;
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    const end = connection.on('store', (next) => {
      store.value = next;
      if (next.job === null) void refresh();
    });
    return () => {
      clearInterval(timer);
      end();
    };
  }, [host, live?.race_id, live?.state]);
  return { races, store, refresh };
}
