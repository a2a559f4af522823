import type { Random } from '../random.ts';
import type { Track } from '../track/track.ts';
import type { DriverTraits } from './field.ts';

/**
 * Share of the tyres' friction that a driver of skill 1 plans his cornering with; the rest is for what hands, road and other cars
 * bring. Fitted to lap times over cars and circuits; how, and how far it holds on others, says `docs/fidelity.md`.
 */
export const FULL_SKILL = 0.7;
/** How often a corner goes wrong, and by how much the car is then too fast for it, as a share of the grip. */
const MISTAKE_CHANCE = 0.003;
const MISTAKE = 0.09;
/** A corner's share holds up to so many m after its end. */
const AFTER = 20;

/** Share of the friction that a driver uses round a lap, corner by corner, tabulated over the track's entries. */
export class CornerShares {
  private readonly shares: Float64Array;
  private readonly corner: Uint16Array;
  private readonly byCorner: Float64Array;

  constructor(track: Track) {
    const { count, step } = track.centre;
    this.shares = new Float64Array(count + 1);
    this.corner = new Uint16Array(count + 1);
    this.byCorner = new Float64Array(Math.max(1, track.corners.length));
    let next = 0;
    for (let i = 0; i <= count; i++) {
      while (next < track.corners.length - 1 && i * step > track.corners[next]!.to + AFTER) next++;
      this.corner[i] = next;
    }
  }

  /** One share for the whole lap: how the driver is on average. */
  steady(traits: DriverTraits): number {
    return FULL_SKILL * traits.skill;
  }

  /** Draws the form of a lap from the car's own stream. `hold` is what wear, heat and water leave of the tyres' friction. Valid until the next draw. */
  draw(traits: DriverTraits, random: Random, hold: number): Float64Array {
    const { byCorner, corner, shares } = this;
    for (let k = 0; k < byCorner.length; k++) {
      const wrong = random.uniform() < MISTAKE_CHANCE ? MISTAKE : 0;
      byCorner[k] = hold * (FULL_SKILL * (traits.skill + traits.scatter * random.normal()) + wrong);
    }
    for (let i = 0; i < shares.length; i++) shares[i] = byCorner[corner[i]!]!;
    return shares;
  }
}
