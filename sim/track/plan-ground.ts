import { smoothClosed } from './closed-table.ts';
import type { Layout } from './plan-layout.ts';
import { type SurfaceName, surfaceIndex } from './surfaces.ts';
import type { Strip } from './track-shape.ts';
import type { PlannedTrack } from './track-plan.ts';

/** Width of a kerb, m; turns wider than this radius have none, m; it goes on so far behind the turn outside, m. */
const KERB = 1.2;
const KERB_RADIUS = 450;
const KERB_EXIT = 25;
/** Asphalt behind the boxes, and before the entry and behind the exit, m. */
const BEHIND_BOXES = 4;
const PIT_APRON = 60;
/** m over which strips grow and shrink, to either side. */
const TAPER = 6;
const STRIPS = 4;
const NOTHING = 255;

/** Surface of the road itself, and the strips beside it: a kerb, up to three of run-off; the pit lane in their place. */
export function planGround(plan: PlannedTrack, { line, stretches }: Layout, half: Float64Array): { road: Uint8Array; left: Strip[]; right: Strip[] } {
  const { count, step } = line;
  const none = (): Strip[] =>
    Array.from({ length: STRIPS }, () => ({ width: new Float64Array(count + 1), surface: new Uint8Array(count + 1).fill(NOTHING) }));
  const [left, right, road] = [none(), none(), new Uint8Array(count + 1)];
  const lay = (strip: Strip, from: number, to: number, width: (i: number) => number, surface: SurfaceName): void => {
    for (let k = Math.ceil(from / step); k * step < to; k++) {
      const i = ((k % count) + count) % count;
      strip.width[i] = width(i);
      if (strip.width[i] > 0) strip.surface[i] = surfaceIndex(surface);
    }
  };
  for (const { segment, from, to } of stretches) {
    const name = segment.surface ?? plan.surface;
    for (let i = Math.ceil(from / step); i * step < to; i++) road[i] = surfaceIndex(name);
    for (const [side, beside] of [['left', left], ['right', right]] as const) {
      const runoff = segment.runoff?.[side] ?? plan.runoff[side];
      runoff.forEach(({ width, surface }, k) => lay(beside[k + 1]!, from, to, () => width, surface));
    }
  }
  for (const { segment, from, to, arcFrom, arcTo } of stretches) {
    if (segment.kind === 'straight' || segment.radius > KERB_RADIUS || !(segment.kerbs ?? plan.kerbs)) continue;
    const [inner, outer] = segment.angle > 0 ? [left, right] : [right, left];
    lay(inner[0]!, (from + arcFrom) / 2, (arcTo + to) / 2, () => KERB, 'kerb');
    lay(outer[0]!, arcTo - (arcTo - arcFrom) / 4, to + KERB_EXIT, () => KERB, 'kerb');
  }
  const { pit } = plan;
  const lane = pit.offset > 0 ? left : right;
  lane.forEach((strip, k) => {
    const width = (i: number): number => (k === 1 ? Math.abs(pit.boxOffset) + BEHIND_BOXES - half[i]! : 0);
    lay(strip, pit.entry - PIT_APRON, pit.exit + PIT_APRON, width, 'pit lane');
  });
  const reach = Math.round(TAPER / step);
  const taper = ({ width, surface }: Strip): Strip => ({ width: smoothClosed(closed(width), reach), surface: spread(closed(surface), 2 * reach) });
  return { road: closed(road), left: left.map(taper), right: right.map(taper) };
}

function closed<Table extends Float64Array | Uint8Array>(table: Table): Table {
  table[table.length - 1] = table[0]!;
  return table;
}

/** Carries each surface `reach` entries on over nothing, forwards and then backwards: strips taper off beyond where they are laid. */
function spread(table: Uint8Array, reach: number): Uint8Array {
  const count = table.length - 1;
  const all = table.slice();
  for (const way of [1, -1]) {
    let last = NOTHING;
    let since = 0;
    for (let k = 0; k < 2 * count; k++) {
      const i = way > 0 ? k % count : count - 1 - (k % count);
      if (table[i] !== NOTHING) {
        last = table[i]!;
        since = 0;
      } else if (++since <= reach && last !== NOTHING && all[i] === NOTHING) all[i] = last;
    }
  }
  return closed(all.map((surface) => (surface === NOTHING ? 0 : surface)));
}
