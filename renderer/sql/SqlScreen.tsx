import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { toErrorShape } from '../../common/errors.ts';
import { Choice } from '../shell/Choice.tsx';
import { useFileDrop } from '../shell/file-drop.ts';
import { usePitWall } from '../state/context.ts';
import { addTable } from './add-table.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { Catalogue } from './Catalogue.tsx';
import { QueryBar } from './QueryBar.tsx';
import { QueryLists } from './QueryLists.tsx';
import { querySession } from './query-session.ts';
import { SqlEditor } from './sql-editor.ts';
import './sql.css';

const SIDES = [
  ['catalogue', 'Catalogue'],
  ['saved', 'Saved'],
  ['history', 'History'],
] as const;

/** Tab 5: questions to the stored laps. */
export function SqlScreen() {
  const pitWall = usePitWall();
  const session = querySession(pitWall.connection, pitWall.math.list);
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<SqlEditor | null>(null);
  const side = useSignal<(typeof SIDES)[number][0]>('catalogue');
  const adding = useSignal<string | null>(null);
  const channels = pitWall.workstation.value?.channels;
  const ready = session.draft.value !== null;
  const { value: catalogue } = session.catalogue;
  const { value: failure } = session.failure;

  useEffect(() => {
    if (!ready) return undefined;
    const made = new SqlEditor(place.current!, session.draft.peek()!, { changed: (text) => (session.draft.value = text), run: () => void session.run() });
    editor.current = made;
    return () => made.destroy();
  }, [ready]);
  useEffect(() => editor.current?.know(catalogue, new Map(channels?.map(({ name, description }) => [name, description]))), [ready, catalogue, channels]);
  useEffect(() => editor.current?.mark(failure?.place ?? null), [ready, failure]);

  const add = async (files: Iterable<File>): Promise<void> => {
    for (const file of files) {
      try {
        adding.value = `Adding ${file.name} …`;
        pitWall.notices.answer('info', await addTable(pitWall.connection, file, (bytes) => (adding.value = `Adding ${file.name}, ${Math.round((100 * bytes) / Math.max(1, file.size))} % …`)));
        side.value = 'catalogue';
      } catch (error) {
        pitWall.notices.answer('error', toErrorShape(error).message);
      }
    }
    adding.value = null;
  };
  const drop = useFileDrop((files) => void add(files));

  return (
    <div
      class={drop.over ? 'sql-screen over' : 'sql-screen'}
      {...drop.listeners}
    >
      <aside class="panel sql-side" aria-label="What can be asked for, and what was asked">
        <header class="panel-head">
          <Choice label="Side" value={side.value} options={SIDES} testid="sql-side" onChange={(next) => (side.value = next)} />
        </header>
        {side.value === 'catalogue' ? (
          <Catalogue session={session} insert={(text) => editor.current?.insert(text)} add={add} adding={adding.value} />
        ) : (
          <QueryLists
            session={session}
            list={side.value}
            open={(sql) => {
              editor.current?.replace(sql);
              editor.current?.focus();
            }}
          />
        )}
      </aside>
      <section class="panel sql-question" aria-label="Question">
        <div class="sql-editor" ref={place} key={ready ? 'ready' : 'waiting'} />
        <QueryBar session={session} goTo={(spot) => editor.current?.goTo(spot)} />
      </section>
      <AnswerPanel session={session} />
      {drop.over && <p class="drop-here">Drop CSV files to join them as tables</p>}
    </div>
  );
}
