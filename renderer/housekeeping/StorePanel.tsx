import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { StoreView } from '../../common/store-view.ts';
import { fileSize } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { KeepRulesDialog } from './KeepRulesDialog.tsx';
import { fileIn } from './RaceActions.tsx';
import { jobWords, keepWords, leavingWords } from './store-words.ts';
import { WriteFile } from './WriteFile.tsx';

interface StorePanelProps {
  store: StoreView | null;
  /** Takes races out of .lapwing files. */
  unpack(files: Iterable<File>): Promise<void>;
  /** How far a file has come that is being sent, in words. */
  sending: string | null;
}

/** The file that all races lie in: how large it is, what leaves it, and what is being done with it. */
export function StorePanel({ store, unpack, sending }: StorePanelProps) {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const file = useRef<HTMLInputElement>(null);
  const asked = useSignal<'backup' | 'keep' | null>(null);
  const close = (): void => void (asked.value = null);
  const job = store?.job ?? null;
  const idle = pitWall.host.value === 'connected' && store !== null && job === null && sending === null;
  const compact = async (): Promise<void> => {
    const done = await pitWall.attempt(connection.request('store.compact', {}));
    if (done) pitWall.notices.answer('info', `The store is compacted: ${fileSize(Math.max(0, done.before - done.after))} went back to the disk.`);
  };
  const backUp = async (path: string): Promise<void> => {
    const copy = await connection.request('store.backup', { path });
    pitWall.notices.answer('info', `The store is backed up into ${copy.path}: ${copy.races} races, ${copy.laps} laps, ${fileSize(copy.bytes)}.`);
  };
  return (
    <section class="panel store" aria-label="Lap store" data-testid="store-panel">
      <header class="panel-head">
        <h2>Lap store</h2>
        <span class="muted" title={store?.path}>
          {store?.path}
        </span>
      </header>
      {store && (
        <>
          <p data-testid="store-size">
            <b>{fileSize(store.bytes)}</b>
            {store.free > 0 && <span class="muted"> · {fileSize(store.free)} of it free</span>}
            <span class={store.disk_free < 1e9 ? 'bad' : 'muted'}> · {fileSize(store.disk_free)} free on its disk</span>
          </p>
          <div class="store-buttons">
            <button type="button" class="small" disabled={!idle} title="Takes a race out of a .lapwing file, and writes over nothing. A file can also be dropped onto this screen." data-testid="store-unpack" onClick={() => file.current!.click()}>
              Unpack…
            </button>
            <button type="button" class="small" disabled={!idle} title="Copies the whole store into one file, also while a race runs" data-testid="store-backup" onClick={() => (asked.value = 'backup')}>
              Back up…
            </button>
            <button
              type="button"
              class="small"
              disabled={!idle || store.free === 0}
              title={store.free === 0 ? 'No room of deleted races to give back' : `Gives ${fileSize(store.free)} of deleted races back to the disk`}
              data-testid="store-compact"
              onClick={() => void compact()}
            >
              Compact
            </button>
            <input
              ref={file}
              type="file"
              accept=".lapwing"
              multiple
              hidden
              data-testid="store-file"
              onChange={(event) => {
                void unpack([...event.currentTarget.files!]);
                event.currentTarget.value = '';
              }}
            />
          </div>
          <p class="store-rules">
            <span data-testid="store-rules">{keepWords(store.keep)}</span>
            <button type="button" class="small" disabled={pitWall.host.value !== 'connected'} data-testid="store-keep" onClick={() => (asked.value = 'keep')}>
              Rules…
            </button>
          </p>
          {store.leaving.length > 0 && (
            <p class="warn" data-testid="store-leaving">
              {leavingWords(store.leaving)}
            </p>
          )}
          {(sending ?? job) !== null && (
            <p role="status" data-testid="store-job">
              {job ? jobWords(job) : sending}
              {job && job.total > 0 && <progress max={job.total} value={job.done} aria-label="How far it is" />}
            </p>
          )}
        </>
      )}
      {asked.value === 'backup' && (
        <WriteFile
          title="Back up the lap store"
          testid="backup-store"
          verb={['Back up', 'Backing up …']}
          path={fileIn(pitWall.workstation.value?.data_dir, 'backups', `laps-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}.db`)}
          says="All races as they are now, in one file on a disk of this workstation. It takes as much room as the store. Nothing is written over."
          write={backUp}
          onClose={close}
        />
      )}
      {asked.value === 'keep' && store && <KeepRulesDialog keep={store.keep} onClose={close} />}
    </section>
  );
}
