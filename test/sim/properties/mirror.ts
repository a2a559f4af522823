import type { DrivenRoad } from '../../../sim/driver/speed-plan.ts';

/** The same road as seen in a mirror along its direction: left is right. Surfaces are taken as level, for their waves have sides. */
export function mirrored(road: DrivenRoad): DrivenRoad {
  const { centre, line } = road;
  return {
    ...road,
    length: road.length,
    centre: { ...centre, curvature: negative(centre.curvature), bank: negative(centre.bank), left: centre.right, right: centre.left },
    line: { ...line, offset: negative(line.offset), curvature: negative(line.curvature) },
    wallLeft: road.wallRight,
    wallRight: road.wallLeft,
    surfaces: level(road).surfaces,
    surfaceAt: (distance, offset) => road.surfaceAt(distance, -offset),
    surfacesAt: (ways, offsets, into) => road.surfacesAt(ways, negative(offsets), into),
  };
}

export function level(road: DrivenRoad): DrivenRoad {
  return {
    ...road,
    length: road.length,
    surfaces: road.surfaces.map((surface) => ({ ...surface, roughness: 0 })),
    surfaceAt: (distance, offset) => road.surfaceAt(distance, offset),
    surfacesAt: (ways, offsets, into) => road.surfacesAt(ways, offsets, into),
  };
}

function negative(table: Float64Array): Float64Array {
  return table.map((value) => -value);
}
