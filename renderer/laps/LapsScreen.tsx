import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LapRow, RaceRow } from '../../common/contract.ts';
import { ExportPanel } from '../export/ExportPanel.tsx';
import { showReplay } from '../shell/race-commands.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { LapTable } from './LapTable.tsx';
import { RaceTable } from './RaceTable.tsx';

/** How often counts of the race that runs are fetched anew, ms. */
const REFRESH_MS = 5000;

/** Tab 2: the races on this disk and their laps. */
export function LapsScreen() {
  const pitWall = usePitWall();
  const races = useSignal<RaceRow[] | null>(null);
  const chosen = useSignal<string | null>(null);
  const laps = useSignal<LapRow[] | null>(null);
  const { connection } = pitWall;
  const host = pitWall.host.value;
  const race = pitWall.liveRace.value;

  useEffect(() => {
    if (host !== 'connected') return;
    const fetch = async (): Promise<void> => {
      const list = await pitWall.attempt(connection.request('races.list', {}));
      if (!list) return;
      races.value = list.toSorted((a, b) => b.started - a.started);
      chosen.value ??= races.value[0]?.race_id ?? null;
    };
    void fetch();
    const timer = setInterval(() => void fetch(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [host, race?.race_id, race?.state]);

  const race_id = chosen.value;
  useEffect(() => {
    if (race_id === null || host !== 'connected') return;
    let current = true;
    laps.value = null;
    const seen = new Map<string, LapRow>();
    const publish = (): void => {
      laps.value = [...seen.values()];
    };
    const end = connection.on('lap', (lap) => {
      if (lap.race_id !== race_id) return;
      seen.set(lap.id, lap);
      if (laps.peek()) publish();
    });
    const fetch = async (): Promise<void> => {
      const list = await pitWall.attempt(connection.request('laps.list', { race_id }));
      if (!current || !list) return;
      for (const lap of list) if (!seen.has(lap.id)) seen.set(lap.id, lap);
      publish();
    };
    void fetch();
    return () => {
      current = false;
      end();
    };
  }, [race_id, host]);

  const row = races.value?.find((candidate) => candidate.race_id === race_id);
  return (
    <div class="laps-screen">
      <div class="laps-side">
        <RaceTable races={races.value} chosen={race_id} onChoose={(next) => (chosen.value = next)} />
        <ExportPanel race={row} laps={laps.value} />
      </div>
      <LapTable race={row} laps={laps.value} onReplay={(lap) => void replay(pitWall, row!, lap)} />
    </div>
  );
}

/** On the Live screen, from the start or from where a car began a lap. */
async function replay(pitWall: PitWall, { race_id }: RaceRow, lap: LapRow | undefined): Promise<void> {
  if ((await showReplay(pitWall, race_id)) && lap) pitWall.replay.seek({ lap: lap.lap, car: lap.car });
}
