import { theme } from '../charts/theme.ts';
import type { Theme } from '../charts/theme.ts';
import type { ChosenLap } from '../state/lap-choice.ts';
import type { LapLook } from './overlay-strip.ts';
import { IDEAL } from './overlay/messages.ts';

/** How each lap is drawn: those without a colour of their own thin and grey, the one that is looked at strongest. */
export function lapLooks(ids: readonly string[], laps: readonly ChosenLap[], focus: string | null, reference: string | null, look: Theme = theme()): LapLook[] {
  const { series, muted, text, best, weight } = look;
  return ids.map((id) => {
    if (id === IDEAL) return { colour: best, width: 1.5 * weight };
    const colour = laps.find(({ row }) => row.id === id)?.colour ?? null;
    const own = colour === null ? null : series[colour]!;
    if (id === focus) return { colour: own ?? text, width: 1.75 * weight };
    return { colour: own ?? muted, width: weight * (id === reference ? 1.5 : 1) };
  });
}

/** Indices of the laps in the order in which they are drawn: greys first, then colours, the reference, the one that is looked at. */
export function drawOrder(ids: readonly string[], laps: readonly ChosenLap[], focus: string | null, reference: string | null): number[] {
  const rank = (id: string): number => (id === focus ? 3 : id === reference ? 2 : (laps.find(({ row }) => row.id === id)?.colour ?? null) === null ? 0 : 1);
  return ids.map((_, i) => i).toSorted((a, b) => rank(ids[a]!) - rank(ids[b]!));
}

/** The class of the swatch of a lap. */
export function fillOf(laps: readonly ChosenLap[], id: string): string {
  const colour = laps.find(({ row }) => row.id === id)?.colour ?? null;
  return colour === null ? 'fill-none' : `fill-${colour + 1}`;
}
