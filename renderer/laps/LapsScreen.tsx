import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LapRow, RaceRow } from '../../common/race-view.ts';
import { toErrorShape } from '../../common/errors.ts';
import { ExportPanel } from '../export/ExportPanel.tsx';
import { sendPack } from '../housekeeping/send-pack.ts';
import { StorePanel } from '../housekeeping/StorePanel.tsx';
import { unpackedWords } from '../housekeeping/store-words.ts';
import { useStoredRaces } from '../housekeeping/use-stored-races.ts';
import { useFileDrop } from '../shell/file-drop.ts';
import { showReplay } from '../shell/race-commands.ts';
import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { LapTable } from './LapTable.tsx';
import { RaceTable } from './RaceTable.tsx';
import '../housekeeping/housekeeping.css';

/** Tab 2: the races on this disk and their laps. */
export function LapsScreen() {
  const pitWall = usePitWall();
  const { races, store, refresh } = useStoredRaces();
  const chosen = useSignal<string | null>(null);
  const laps = useSignal<LapRow[] | null>(null);
  const sending = useSignal<string | null>(null);
  const { connection } = pitWall;
  const host = pitWall.host.value;

  const list = races.value;
  // The newest, until somebody chooses, and when what was chosen is gone.
  const race_id = list?.some((race) => race.race_id === chosen.value) ? chosen.value : (list?.[0]?.race_id ?? null);
  useEffect(() => void (chosen.value = race_id), [race_id]);
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
      const stored = await pitWall.attempt(connection.request('laps.list', { race_id }));
      if (!current || !stored) return;
      for (const lap of stored) if (!seen.has(lap.id)) seen.set(lap.id, lap);
      publish();
    };
    void fetch();
    return () => {
      current = false;
      end();
    };
  }, [race_id, host]);

  const unpack = async (files: Iterable<File>): Promise<void> => {
    for (const file of files) {
      try {
        sending.value = `Taking in ${file.name} …`;
        const unpacked = await sendPack(connection, file, (bytes) => (sending.value = `Taking in ${file.name}, ${Math.round((100 * bytes) / Math.max(1, file.size))} % …`));
        pitWall.notices.answer('info', unpackedWords(unpacked));
        await refresh();
        chosen.value = unpacked.race_id;
      } catch (error) {
        pitWall.notices.answer('error', toErrorShape(error).message);
      }
    }
    sending.value = null;
  };
  const drop = useFileDrop((files) => void unpack(files));
  const row = list?.find((candidate) => candidate.race_id === race_id);
  return (
    <div class="laps-screen" {...drop.listeners}>
      <div class="laps-side">
        <RaceTable races={list} leaving={store.value?.leaving ?? []} chosen={race_id} onChoose={(next) => (chosen.value = next)} />
        <ExportPanel race={row} laps={laps.value} />
        <StorePanel store={store.value} unpack={unpack} sending={sending.value} />
      </div>
      <LapTable race={row} laps={laps.value} onReplay={(lap) => void replay(pitWall, row!, lap)} />
      {drop.over && <p class="drop-here">Drop .lapwing files to take their races in</p>}
    </div>
  );
}

/** On the Live screen, from the start or from where a car began a lap. */
async function replay(pitWall: PitWall, { race_id }: RaceRow, lap: LapRow | undefined): Promise<void> {
  if ((await showReplay(pitWall, race_id)) && lap) pitWall.replay.seek({ lap: lap.lap, car: lap.car });
}
