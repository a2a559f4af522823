import type { TrackView } from '../../../common/race-view.ts';
import type { Theme } from '../../charts/theme.ts';
import { CentreLine, fitInto, fitX, fitY } from '../../map/centre-line.ts';
import { escapeMarkup } from '../../pictures/picture-svg.ts';
import { LOSS_FAINTEST, LOSS_FULL } from '../loss-painter.ts';

/** Room for the corner names, px. */
const MARGIN_X = 44;
const MARGIN_Y = 22;
/** From the road to a name, px. */
const AWAY = 15;
/** Points of the road, m apart. */
const STEP = 5;

/** The circuit as an SVG document, wide and red where time is lost, narrow and green where it is gained. @param losses s in each of equal pieces of the lap */
export function lossMapSvg(track: TrackView, losses: ArrayLike<number>, width: number, height: number, look: Theme): string {
  const line = new CentreLine(track.points, track.length);
  const fit = fitInto(track.points, width, height, MARGIN_X, MARGIN_Y);
  const at = new Float64Array(2);
  const page = (place: number, offset = 0): string => {
    line.place(place, offset, at);
    return `${fitX(fit, at[0]!, at[1]!).toFixed(1)} ${fitY(fit, at[0]!, at[1]!).toFixed(1)}`;
  };
  const stretch = (from: number, to: number): string => {
    let d = `M${page(from)}`;
    for (let place = from + STEP; place < to; place += STEP) d += `L${page(place)}`;
    return `${d}L${page(to)}`;
  };
  const parts = [`<path d="${stretch(0, track.length)}" stroke="${look.line}" stroke-width="7"/>`];
  const piece = track.length / Math.max(1, losses.length);
  for (let i = 0; i < losses.length; i++) {
    const share = Math.min(1, Math.abs(losses[i]!) / ((LOSS_FULL * piece) / 100));
    if (!(share >= LOSS_FAINTEST)) continue;
    const [colour, wide] = losses[i]! > 0 ? [look.bad, 5.5] : [look.good, 3];
    parts.push(`<path d="${stretch(i * piece, (i + 1) * piece)}" stroke="${colour}" stroke-opacity="${(0.3 + 0.7 * share).toFixed(2)}" stroke-width="${wide}"/>`);
  }
  parts.push(`<path d="M${page(0, 9 / fit.scale)}L${page(0, -9 / fit.scale)}" stroke="${look.text}" stroke-width="2"/>`);
  const names = track.corners.map(({ name, distance }) => {
    const spots = [AWAY, -AWAY].map((offset) => page(distance, offset / fit.scale).split(' ').map(Number) as [number, number]);
    const [x, y] = spots.toSorted((a, b) => fromMiddle(b, width, height) - fromMiddle(a, width, height))[0]!;
    return `<text x="${x}" y="${y + 3}" text-anchor="${x < width / 3 ? 'end' : x > (2 * width) / 3 ? 'start' : 'middle'}">${escapeMarkup(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeMarkup(look.font)}" font-size="9"><g fill="none">${parts.join('')}</g><g fill="${look.muted}">${names.join('')}</g></svg>`;
}

/** Names stand outside the circuit. */
function fromMiddle([x, y]: readonly [number, number], width: number, height: number): number {
  return Math.hypot(x - width / 2, y - height / 2);
}
