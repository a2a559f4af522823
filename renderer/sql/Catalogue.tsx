import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { SqlCatalogue } from '../../common/sql-answer.ts';
import { count } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import type { QuerySession } from './query-session.ts';
import { written } from './sql-language.ts';

interface CatalogueProps {
  session: QuerySession;
  /** Writes into the editor. */
  insert(text: string): void;
  add(files: Iterable<File>): Promise<void>;
  /** What is being added, in words. */
  adding: string | null;
}

/** What can be asked for, as a tree with counts; a click writes a name into the editor. */
export function Catalogue({ session, insert, add, adding }: CatalogueProps) {
  const pitWall = usePitWall();
  const file = useRef<HTMLInputElement>(null);
  const filter = useSignal('');
  const { value: catalogue } = session.catalogue;
  const wanted = filter.value.trim().toLowerCase();
  const fits = (...texts: string[]): boolean => wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));
  if (!catalogue) {
    return <p class="empty">{session.catalogueFailure.value ?? 'Looking what there is …'}</p>;
  }
  const groups = channelGroups(catalogue, pitWall.workstation.value?.channels ?? []);
  const remove = (name: string): void => void pitWall.attempt(pitWall.connection.request('tables.remove', { name }));
  const tables = (added: boolean) =>
    catalogue.tables
      .filter((table) => table.added === added && fits(table.name, ...table.columns.map(({ name }) => name)))
      .map(({ name, says, rows, columns }) => (
        <Branch
          key={name}
          name={name}
          says={says}
          count={rows}
          open={wanted !== ''}
          insert={() => insert(written(name))}
          end={
            added && (
              <button type="button" class="small" aria-label={`Remove ${name}`} title="Remove this table" data-testid={`table-remove-${name}`} onClick={() => remove(name)}>
                ✕
              </button>
            )
          }
        >
          {columns.map((column) => (
            <Leaf key={column.name} name={column.name} says={says} detail={column.type.toLowerCase()} insert={() => insert(written(column.name))} />
          ))}
        </Branch>
      ));
  return (
    <>
      <div class="sql-find">
        <input type="search" aria-label="Find in the catalogue" placeholder="Find a table, column, channel …" value={filter.value} data-testid="sql-find" onInput={(event) => (filter.value = event.currentTarget.value)} />
      </div>
      <div class="scroll sql-tree" data-testid="sql-catalogue">
        <h3>Tables</h3>
        {tables(false)}
        <h3>
          Added tables
          <button type="button" class="small push" data-testid="table-add" disabled={adding !== null} onClick={() => file.current!.click()}>
            Add CSV…
          </button>
        </h3>
        <input
          ref={file}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          multiple
          hidden
          data-testid="table-file"
          onChange={(event) => {
            void add([...event.currentTarget.files!]);
            event.currentTarget.value = '';
          }}
        />
        {tables(true)}
        <p class="muted" data-testid="table-adding">
          {adding ?? (catalogue.tables.some(({ added }) => added) ? '' : 'Drop a CSV file here to join it with the laps.')}
        </p>
        <h3>Channels</h3>
        {groups.map(([group, channels]) => {
          const shown = channels.filter(({ name, says }) => fits(name, says, group));
          return (
            shown.length > 0 && (
              <Branch key={group} name={group} says="Channels of this group" count={shown.length} open={wanted !== ''}>
                {shown.map(({ name, unit, laps, says }) => (
                  <Leaf key={name} name={name} says={`${says} In ${count(laps)} ${laps === 1 ? 'lap' : 'laps'}.`} detail={`${unit} · ${count(laps)}`} insert={() => insert(`'${name.replaceAll("'", "''")}'`)} />
                ))}
              </Branch>
            )
          );
        })}
        {groups.length === 0 && <p class="muted">None yet: a lap is stored once its car has crossed the line.</p>}
        <h3>Functions</h3>
        {[true, false].map((ours) => {
          const shown = catalogue.functions.filter(({ name, takes, says }) => takes.startsWith('id') === ours && fits(name, says));
          return (
            shown.length > 0 && (
              <Branch key={String(ours)} name={ours ? 'Over laps' : 'SQLite’s own'} says="" count={shown.length} open={wanted !== ''}>
                {shown.map(({ name, takes, says }) => (
                  <Leaf key={name} name={name} says={`${name}(${takes}): ${says}`} detail={ours ? `(${takes})` : ''} insert={() => insert(`${name}(`)} />
                ))}
              </Branch>
            )
          );
        })}
      </div>
    </>
  );
}

interface BranchProps {
  name: string;
  says: string;
  count: number | null;
  /** Opened from outside, by a search. */
  open: boolean;
  insert?: () => void;
  end?: ComponentChildren;
  children: ComponentChildren;
}

function Branch({ name, says, count: counted, open, insert, end, children }: BranchProps) {
  const opened = useSignal(false);
  const shown = open || opened.value;
  return (
    <div class="branch">
      <div class="branch-head" title={says}>
        <button type="button" class="branch-open" aria-expanded={shown} aria-label={`${shown ? 'Close' : 'Open'} ${name}`} data-testid={`branch-${name}`} onClick={() => (opened.value = !opened.value)}>
          {shown ? '▾' : '▸'}
        </button>
        <button type="button" class="branch-name" onClick={insert ?? (() => (opened.value = !opened.value))}>
          {name}
        </button>
        {counted !== null && <span class="muted push">{count(counted)}</span>}
        {end}
      </div>
      {shown && <ul>{children}</ul>}
    </div>
  );
}

function Leaf({ name, says, detail, insert }: { name: string; says: string; detail: string; insert: () => void }) {
  return (
    <li>
      <button type="button" title={says} onClick={insert}>
        <span>{name}</span>
        <span class="muted">{detail}</span>
      </button>
    </li>
  );
}

type Channels = { name: string; unit: string; laps: number; says: string }[];

/** By the groups of the channels that are known; the others come last. */
function channelGroups({ channels }: SqlCatalogue, known: readonly { name: string; group: string; description: string }[]): [string, Channels][] {
  const places = new Map(known.map(({ name, group, description }, i) => [name, { group, says: `${description}.`, i }]));
  const sorted = channels.map((channel) => ({ ...channel, ...(places.get(channel.name) ?? { group: 'Others', says: '', i: Infinity }) })).sort((a, b) => a.i - b.i || a.name.localeCompare(b.name));
  return [...Map.groupBy(sorted, ({ group }) => group)];
}
