import { useMemo } from 'preact/hooks';
import type { SqlResult } from '../../common/contract.ts';
import { VirtualTable } from '../table/VirtualTable.tsx';

/** The answer to a query; a column of numbers stands to the right. */
export function ResultTable({ result }: { result: SqlResult }) {
  const { columns, rows } = result;
  const heads = useMemo(
    () =>
      columns.map((name, c) => ({
        key: `${c} ${name}`,
        head: name,
        numeric: rows.some((row) => typeof row[c] === 'number') && !rows.some((row) => typeof row[c] === 'string'),
      })),
    [columns, rows],
  );
  if (rows.length === 0) {
    return (
      <p class="empty" data-testid="sql-result" data-rows={0}>
        No row answers this question. A lap is stored once its car has crossed the line.
      </p>
    );
  }
  return (
    <VirtualTable
      label="Answer"
      testid="sql-result"
      columns={heads}
      rows={rows.length}
      cells={(row) => rows[row]!.map((value) => (value === null ? <i class="muted">null</i> : shorten(value)))}
    />
  );
}

const LONGEST = 200;

/** A whole lap document in one cell would stop the browser. */
function shorten(value: string | number): string | number {
  return typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : value;
}
