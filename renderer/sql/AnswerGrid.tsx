import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { SqlState } from '../../common/sql-answer.ts';
import { toErrorShape } from '../../common/errors.ts';
import { followSize } from '../charts/size.ts';
import { count } from '../format.ts';
import type { Notice } from '../state/notices.ts';
import { usePitWall } from '../state/context.ts';
import type { AnswerRows } from './answer-rows.ts';
import { holds, moved, spanOf, type Cell, type CellRange } from './cell-range.ts';
import { cellText, clipboardText, columnWidths, isCut, isNumeric } from './cell-text.ts';
import { copyText } from './clipboard.ts';
import { TallScroll } from './tall-scroll.ts';

/** px; the style sheet's `.answer-grid` must agree. */
const ROW = 24;
const HEAD = 26;
const SPARE_ROWS = 6;
/** Cells that a copy may have: more is what an export is for. */
const MOST_COPIED = 500_000;

export interface GridHandle {
  /** Copies what is selected, or everything; gives what there is to say of it. */
  copy(names: boolean): Promise<Pick<Notice, 'level' | 'text'>>;
}

interface AnswerGridProps {
  answer: SqlState;
  rows: AnswerRows;
  handle: { current: GridHandle | null };
}

/** The rows of an answer, a million as easily as ten: only those in view exist, here and in memory. */
export function AnswerGrid({ answer, rows, handle }: AnswerGridProps) {
  const { columns, count: total } = answer;
  const pitWall = usePitWall();
  const box = useRef<HTMLDivElement>(null);
  const scroll = useMemo(() => new TallScroll(), [rows]);
  const top = useSignal(0);
  const left = useSignal(0);
  const view = useSignal({ width: 800, height: 300 });
  const range = useSignal<CellRange | null>(null);
  const dragging = useRef(false);
  const measured = useRef<readonly number[]>([]);
  const numberWidth = Math.max(40, count(total).length * 7.2 + 16);
  const inner = Math.max(0, view.value.height - HEAD);
  scroll.resize(total * ROW, inner);

  useEffect(() => followSize(box.current!, (width, height) => (view.value = { width, height })), []);
  const first = Math.max(0, Math.floor(scroll.offset / ROW) - SPARE_ROWS);
  const last = Math.min(total, Math.ceil((scroll.offset + inner) / ROW) + SPARE_ROWS);
  useEffect(() => rows.want(first, last), [rows, first, last, total]);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  const here = shown.map((n) => rows.row(n)).filter((row) => row !== undefined);
  const widths = (measured.current = columnWidths(columns, here, measured.current));
  const lefts = widths.reduce<number[]>((sums, wide) => [...sums, sums.at(-1)! + wide], [0]);
  useEffect(() => {
    const drop = (): void => void (dragging.current = false);
    addEventListener('mouseup', drop);
    return () => removeEventListener('mouseup', drop);
  }, []);

  const copy: GridHandle['copy'] = async (names) => {
    const span = range.value ? spanOf(range.value) : { top: 0, bottom: total - 1, left: 0, right: columns.length - 1 };
    const cells = (span.bottom - span.top + 1) * (span.right - span.left + 1);
    if (cells > MOST_COPIED) return { level: 'warning', text: `${count(cells)} cells are too many to copy. Select fewer, or export them.` };
    try {
      const found = (await rows.read(span.top, span.bottom + 1)).map((row) => row.slice(span.left, span.right + 1));
      const head = names ? [columns.slice(span.left, span.right + 1).map(({ name }) => name)] : [];
      if (!copyText(clipboardText([...head, ...found]))) return { level: 'error', text: 'The browser did not let the cells onto the clipboard. Try again, or export them.' };
      const said = `Copied ${count(found.length)} ${found.length === 1 ? 'row' : 'rows'}.`;
      const cut = found.flat().filter(isCut).length;
      if (cut === 0) return { level: 'info', text: said };
      return { level: 'warning', text: `${said} Of ${cut === 1 ? 'one long text' : `${count(cut)} long texts`} only the beginning: export the answer to have it whole.` };
    } catch (error) {
      return { level: 'error', text: toErrorShape(error).message };
    }
  };
  useEffect(() => {
    handle.current = { copy };
    return () => {
      handle.current = null;
    };
  });

  const select = (cell: Cell, extend: boolean): void => {
    range.value = { anchor: extend && range.value ? range.value.anchor : cell, head: cell };
  };
  const show = ({ row, column }: Cell): void => {
    const at = row * ROW;
    if (at < scroll.offset) box.current!.scrollTop = scroll.goTo(at);
    else if (at + ROW > scroll.offset + inner) box.current!.scrollTop = scroll.goTo(at + ROW - inner);
    const room = view.value.width - numberWidth;
    if (lefts[column]! < left.value) box.current!.scrollLeft = lefts[column]!;
    else if (lefts[column + 1]! > left.value + room) box.current!.scrollLeft = Math.min(lefts[column]!, lefts[column + 1]! - room);
    top.value = box.current!.scrollTop;
    left.value = box.current!.scrollLeft;
  };
  const press = (event: KeyboardEvent): void => {
    const whole = event.ctrlKey || event.metaKey;
    if (whole && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      void copy(false).then(({ level, text }) => pitWall.notices.answer(level, text));
      return;
    }
    if (whole && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      range.value = { anchor: { row: 0, column: 0 }, head: { row: total - 1, column: columns.length - 1 } };
      return;
    }
    if (event.key === 'Escape') range.value = null;
    const from = range.value?.head ?? { row: Math.ceil(scroll.offset / ROW), column: 0 };
    const to = moved(from, event.key, whole, { rows: total, columns: columns.length, page: Math.max(1, Math.floor(inner / ROW) - 1) });
    if (!to || total === 0) return;
    event.preventDefault();
    select(to, event.shiftKey);
    show(to);
  };

  const span = range.value && spanOf(range.value);
  const [from, to] = inView(lefts, left.value, view.value.width);
  const seen = Array.from({ length: to - from }, (_, i) => from + i);
  const width = numberWidth + lefts.at(-1)!;
  // Read, so that rows that have come are drawn.
  void rows.version.value;
  return (
    <div
      class="answer-grid"
      ref={box}
      tabIndex={0}
      role="grid"
      aria-label="Answer"
      aria-rowcount={total}
      aria-colcount={columns.length}
      data-testid="sql-result"
      data-rows={total}
      onScroll={(event) => {
        scroll.scrolled(event.currentTarget.scrollTop);
        top.value = event.currentTarget.scrollTop;
        left.value = event.currentTarget.scrollLeft;
      }}
      onScrollEnd={(event) => {
        const at = scroll.aligned();
        if (Math.abs(event.currentTarget.scrollTop - at) > 1) event.currentTarget.scrollTop = at;
      }}
      onKeyDown={press}
    >
      <div class="answer-sheet" style={{ width: `${width}px`, height: `${HEAD + scroll.height}px` }}>
        <div class="answer-head" role="row" style={{ width: `${width}px` }}>
          <span class="answer-number" style={{ width: `${numberWidth}px` }} />
          {seen.map((c) => (
            <span key={c} role="columnheader" class={isNumeric(columns[c]!.type) ? 'cell numeric' : 'cell'} title={`${columns[c]!.name}: ${columns[c]!.type}`} style={{ left: `${numberWidth + lefts[c]!}px`, width: `${widths[c]!}px` }}>
              {columns[c]!.name}
            </span>
          ))}
        </div>
        <div class="answer-rows" style={{ transform: `translateY(${Math.round(top.value - scroll.offset + first * ROW)}px)` }}>
          {shown.map((n) => {
            const row = rows.row(n);
            return (
              <div key={n} role="row" class="answer-row" aria-rowindex={n + 1} style={{ width: `${width}px` }}>
                <span class="answer-number" style={{ width: `${numberWidth}px` }}>
                  {count(n + 1)}
                </span>
                {seen.map((c) => {
                  const value = row?.[c];
                  return (
                    <span
                      key={c}
                      role="gridcell"
                      class={`cell${isNumeric(columns[c]!.type) ? ' numeric' : ''}${holds(span, n, c) ? ' on' : ''}`}
                      style={{ left: `${numberWidth + lefts[c]!}px`, width: `${widths[c]!}px` }}
                      onMouseDown={(event) => {
                        if (event.button !== 0) return;
                        dragging.current = true;
                        select({ row: n, column: c }, event.shiftKey);
                      }}
                      onMouseEnter={() => {
                        if (dragging.current) select({ row: n, column: c }, true);
                      }}
                    >
                      {value === undefined ? <i class="muted">…</i> : value === null ? <i class="muted">null</i> : cellText(value)}
                    </span>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Columns of which something can be seen. */
function inView(lefts: readonly number[], left: number, width: number): [from: number, to: number] {
  let from = 0;
  while (from < lefts.length - 2 && lefts[from + 1]! < left) from++;
  let to = from;
  while (to < lefts.length - 1 && lefts[to]! < left + width) to++;
  return [from, to];
}
