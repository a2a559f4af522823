export interface Cell {
  row: number;
  column: number;
}

/** A rectangle of cells: where it was begun, and where it is led to. */
export interface CellRange {
  anchor: Cell;
  head: Cell;
}

/** Both ends included. */
export interface Span {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function spanOf({ anchor, head }: CellRange): Span {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  };
}

export function holds(span: Span | null, row: number, column: number): boolean {
  return span !== null && row >= span.top && row <= span.bottom && column >= span.left && column <= span.right;
}

interface Extent {
  rows: number;
  columns: number;
  /** Rows of a page. */
  page: number;
}

/** Where a key leads; null for keys that lead nowhere. */
export function moved({ row, column }: Cell, key: string, whole: boolean, { rows, columns, page }: Extent): Cell | null {
  const to = (r: number, c: number): Cell => ({ row: Math.min(Math.max(r, 0), rows - 1), column: Math.min(Math.max(c, 0), columns - 1) });
  switch (key) {
    case 'ArrowUp':
      return to(whole ? 0 : row - 1, column);
    case 'ArrowDown':
      return to(whole ? rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return to(row, whole ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, whole ? columns - 1 : column + 1);
    case 'PageUp':
      return to(row - page, column);
    case 'PageDown':
      return to(row + page, column);
    case 'Home':
      return to(whole ? 0 : row, 0);
    case 'End':
      return to(whole ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}
