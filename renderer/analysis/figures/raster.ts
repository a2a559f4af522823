/** A picture of points: 200,000 of them take some milliseconds, which they would not as shapes on a canvas. */
export interface Raster {
  width: number;
  height: number;
  /** Of each pixel, red lowest; 0 where there is none. */
  pixels: Uint32Array<ArrayBuffer>;
}

export function emptyRaster(width: number, height: number): Raster {
  return { width, height, pixels: new Uint32Array(width * height) };
}

/** From values to pixels: `pixel = origin + value * per`. */
export interface Mapping {
  x: { origin: number; per: number };
  y: { origin: number; per: number };
}

/**
 * Dots each `size` pixels wide and high, later ones over earlier ones.
 * @param colourOf the colour of a dot by its number
 */
export function addDots({ width, height, pixels }: Raster, xs: Float32Array, ys: Float32Array, { x, y }: Mapping, size: number, colourOf: (i: number) => number): void {
  const before = (size - 1) >> 1;
  for (let i = 0; i < xs.length; i++) {
    const left = Math.floor(x.origin + xs[i]! * x.per) - before;
    const top = Math.floor(y.origin + ys[i]! * y.per) - before;
    if (left + size <= 0 || top + size <= 0 || left >= width || top >= height) continue;
    const colour = colourOf(i);
    const [right, bottom] = [Math.min(width, left + size), Math.min(height, top + size)];
    for (let row = Math.max(0, top); row < bottom; row++) pixels.fill(colour, row * width + Math.max(0, left), row * width + right);
  }
}

/** Puts a picture onto a canvas, over what is there. */
export function putRaster(ctx: CanvasRenderingContext2D, { width, height, pixels }: Raster, left: number, top: number): void {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  ctx.drawImage(canvas, left, top);
}

