import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { followSize } from '../charts/size.ts';

/** px; the style sheet's `.grid td` must agree. */
export const ROW_HEIGHT = 24;
const SPARE_ROWS = 8;

export interface Column {
  key: string;
  head: ComponentChildren;
  /** Numbers stand to the right. */
  numeric: boolean;
}

interface VirtualTableProps {
  columns: readonly Column[];
  /** Number of rows. */
  rows: number;
  /** The cells of one row, in the order of the columns. */
  cells(row: number): ComponentChildren[];
  rowClass?(row: number): string;
  onSelect?(row: number): void;
  label: string;
  testid: string;
}

/** A table of which only the rows in view exist: ten thousand rows scroll like ten. */
export function VirtualTable({ columns, rows, cells, rowClass, onSelect, label, testid }: VirtualTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(400);
  useEffect(() => followSize(box.current!, (_, next) => (height.value = next)), []);
  // Of a list that has become shorter, the end shows until the browser has moved the bar.
  const most = Math.max(0, rows - Math.floor(height.value / ROW_HEIGHT));
  const first = Math.max(0, Math.min(Math.floor(top.value / ROW_HEIGHT), most) - SPARE_ROWS);
  const last = Math.min(rows, Math.ceil((Math.min(top.value, most * ROW_HEIGHT) + height.value) / ROW_HEIGHT) + SPARE_ROWS);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  return (
    <div
      class="grid scroll"
      ref={box}
      tabIndex={0}
      data-testid={testid}
      data-rows={rows}
      onScroll={(event) => (top.value = event.currentTarget.scrollTop)}
    >
      <table aria-label={label} aria-rowcount={rows}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} class={column.numeric ? '' : 'left'}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={first * ROW_HEIGHT} columns={columns.length} />
          {shown.map((row) => (
            <tr key={row} class={rowClass?.(row) ?? ''} onClick={onSelect && (() => onSelect(row))}>
              {cells(row).map((cell, c) => (
                <td key={c} class={columns[c]!.numeric ? '' : 'left'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
          <Spacer height={(rows - last) * ROW_HEIGHT} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr class="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}
