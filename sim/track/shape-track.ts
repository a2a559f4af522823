import { check } from '../../common/plain-parse.ts';
import { checkPlaces } from './check-places.ts';
import { planFault } from './plan-fault.ts';
import { planGround } from './plan-ground.ts';
import { layOut, type Stretch } from './plan-layout.ts';
import { banking, halfWidth, heights } from './plan-profile.ts';
import { SURFACES } from './surfaces.ts';
import { trackPlan } from './track-plan.ts';
import type { Corner, TrackShape } from './track-shape.ts';

/**
 * Works a circuit out from what a designer says of it (`TrackPlan`, or any document that should be one).
 * @throws LapwingError E_TRACK_FILE with one line: the element that is wrong, and why.
 */
export function shapeTrack(document: unknown): TrackShape {
  const { data: plan, fault } = check(trackPlan, document);
  if (fault) return planFault(fault.where || 'the track', fault.words.replace(/\.$/, ''));
  const layout = layOut(plan.segments);
  const half = halfWidth(layout, plan.width);
  const centre = { ...layout.line, ...heights(layout), bank: banking(layout), left: half, right: half };
  checkPlaces(plan, centre);
  const { name, title, description, sectors, pit, grid, drs } = plan;
  return {
    ...{ name, title, description, sectors, pit, grid, drs, centre },
    corners: layout.stretches.flatMap(corner),
    surfaces: SURFACES,
    ...planGround(plan, layout, half),
  };
}

function corner({ segment, from, to }: Stretch): Corner[] {
  return segment.kind === 'turn' ? [{ name: segment.name, from, apex: (from + to) / 2, to, side: segment.angle > 0 ? 1 : -1 }] : [];
}
