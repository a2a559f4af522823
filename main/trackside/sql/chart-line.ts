interface Point {
  x: number;
  y: number;
}

interface Part {
  count: number;
  low: Point;
  high: Point;
}

/** One line of a chart: points are kept while a part of the axis has two at most, else its least and its greatest. */
export class ChartLine {
  private readonly parts: (Part | undefined)[];
  private readonly from: number;
  private readonly scale: number;

  /** @param parts of the axis between the two ends */
  constructor(from: number, to: number, parts: number) {
    this.parts = Array.from({ length: parts });
    this.from = from;
    this.scale = to > from ? parts / (to - from) : 0;
  }

  add(x: number, y: number): void {
    const i = Math.min(this.parts.length - 1, Math.floor((x - this.from) * this.scale));
    const part = this.parts[i];
    if (!part) {
      const point = { x, y };
      this.parts[i] = { count: 1, low: point, high: point };
      return;
    }
    part.count++;
    if (y < part.low.y) part.low = { x, y };
    else if (y > part.high.y || part.low === part.high) part.high = { x, y };
  }

  /** By x. `exact` when every point that was added is there. */
  points(): { xs: number[]; ys: number[]; exact: boolean } {
    const points: Point[] = [];
    let exact = true;
    for (const part of this.parts) {
      if (!part) continue;
      const { count, low, high } = part;
      points.push(...(low === high ? [low] : low.x <= high.x ? [low, high] : [high, low]));
      exact &&= count <= 2;
    }
    return { xs: points.map(({ x }) => x), ys: points.map(({ y }) => y), exact };
  }
}
