interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const EDGE = 2;
const HALF_LINE = 7;

/** Words on a canvas that neither leave it nor lie on one another. Its font must be set before the first word. */
export class LabelPage {
  readonly #ctx: CanvasRenderingContext2D;
  readonly #width: number;
  readonly #height: number;
  readonly #taken: Box[] = [];

  constructor(ctx: CanvasRenderingContext2D) {
    this.#ctx = ctx;
    this.#width = ctx.canvas.width / devicePixelRatio;
    this.#height = ctx.canvas.height / devicePixelRatio;
  }

  /** CSS px. */
  widthOf(words: string): number {
    return this.#ctx.measureText(words).width;
  }

  /** Writes words centred on a place, if there is room. */
  write(words: string, x: number, y: number, colour: string): boolean {
    const half = this.widthOf(words) / 2;
    const box = { left: x - half, right: x + half, top: y - HALF_LINE, bottom: y + HALF_LINE };
    if (box.left < EDGE || box.right > this.#width - EDGE || box.top < EDGE || box.bottom > this.#height - EDGE) return false;
    if (this.#taken.some((other) => overlap(other, box))) return false;
    this.#taken.push(box);
    this.#ctx.fillStyle = colour;
    this.#ctx.fillText(words, x, y);
    return true;
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
