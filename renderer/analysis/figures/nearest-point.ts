import type { ScatterAnswer } from './messages.ts';

/** A hand that is further from every point than this points at none, CSS px. */
const REACH = 24;
/** By how much a point of another lap has to be nearer than one of the lap that is looked at, CSS px. */
const BEFORE = 3;

/** A place in a scatter, and how much of each axis one pixel of the page is. */
export interface ScatterPlace {
  x: number;
  y: number;
  perX: number;
  perY: number;
}

/** Where on the charts' axis the sample was taken whose point is nearest, m or s; null where none is near. @param focus the lap that is looked at */
export function nearestPoint({ laps, points }: Pick<ScatterAnswer, 'laps' | 'points'>, { x, y, perX, perY }: ScatterPlace, focus: string | null): number | null {
  let nearest: number | null = null;
  let away = REACH;
  points.forEach((each, lap) => {
    if (!each) return;
    const handicap = laps[lap] === focus ? 0 : BEFORE;
    for (let i = 0; i < each.x.length; i++) {
      const distance = Math.hypot((each.x[i]! - x) / perX, (each.y[i]! - y) / perY) + handicap;
      if (distance >= away) continue;
      away = distance;
      nearest = each.at[i]!;
    }
  });
  return nearest;
}
