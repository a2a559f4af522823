import type { Random } from '../random.ts';

const LAYERS = 128;
/** Where the tail begins, and the area of each layer. */
const TAIL = 3.442619855899;
const AREA = 9.91256303526217e-3;
const UNIT = 2 ** 31;

/** Below which a draw of a layer lies under the curve, how wide the layer is, and how high the curve is at its edge. */
const inside = new Float64Array(LAYERS);
const width = new Float64Array(LAYERS);
const height = new Float64Array(LAYERS);

{
  const last = AREA / Math.exp(-0.5 * TAIL * TAIL);
  inside[0] = (TAIL / last) * UNIT;
  inside[1] = 0;
  width[0] = last / UNIT;
  width[LAYERS - 1] = TAIL / UNIT;
  height[0] = 1;
  height[LAYERS - 1] = Math.exp(-0.5 * TAIL * TAIL);
  for (let layer = LAYERS - 2, edge = TAIL; layer >= 1; layer--) {
    const outer = edge;
    edge = Math.sqrt(-2 * Math.log(AREA / outer + Math.exp(-0.5 * outer * outer)));
    inside[layer + 1] = (edge / outer) * UNIT;
    height[layer] = Math.exp(-0.5 * edge * edge);
    width[layer] = edge / UNIT;
  }
}

/** Fills the first `count` numbers with normal ones of mean 0 and deviation 1. Source: Marsaglia and Tsang, The Ziggurat Method, 2000. */
export function fillGaussian(random: Random, out: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const word = random.word();
    const layer = word & (LAYERS - 1);
    out[at] = Math.abs(word) < inside[layer]! ? word * width[layer]! : slow(random, word, layer);
  }
}

/** The one draw in eighty that is not plainly under the curve. */
function slow(random: Random, word: number, layer: number): number {
  for (;;) {
    const x = word * width[layer]!;
    if (layer === 0) {
      let beyond: number;
      let drop: number;
      do {
        beyond = -Math.log(1 - random.uniform()) / TAIL;
        drop = -Math.log(1 - random.uniform());
      } while (2 * drop < beyond * beyond);
      return word > 0 ? TAIL + beyond : -TAIL - beyond;
    }
    if (height[layer]! + random.uniform() * (height[layer - 1]! - height[layer]!) < Math.exp(-0.5 * x * x)) return x;
    word = random.word();
    layer = word & (LAYERS - 1);
    if (Math.abs(word) < inside[layer]!) return word * width[layer]!;
  }
}
