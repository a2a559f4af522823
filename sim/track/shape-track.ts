import type { z } from 'zod';
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
  const parsed = trackPlan.safeParse(document);
  if (!parsed.success) return refuse(parsed.error);
  const plan = parsed.data;
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

function refuse(error: z.ZodError): never {
  const [issue] = error.issues;
  const path = issue!.path.reduce<string>((way, part) => (typeof part === 'number' ? `${way}[${part}]` : way ? `${way}.${String(part)}` : String(part)), '');
  return planFault(path || 'the track', issue!.message.replace(/\.$/, ''));
}
