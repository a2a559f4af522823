import type { ParamsSection } from './params-section.ts';
import type { TrackVersion } from './track-version.ts';

/** What lies beside a segment, from the edge of the road outwards: a border, then the side, then the barrier. Widths in m. */
export interface TorcsSide {
  readonly border: { readonly width: number; readonly surface: string; readonly wall: boolean };
  readonly startWidth: number;
  readonly endWidth: number;
  readonly surface: string;
}

export interface TorcsSides {
  readonly left: TorcsSide;
  readonly right: TorcsSide;
}

const NOTHING: TorcsSide = { border: { width: 0, surface: 'grass', wall: false }, startWidth: 0, endWidth: 0, surface: 'grass' };

/** What a segment says of its sides, the rest being as `before`; without `before`, what the main track says for all. */
export function readSides(section: ParamsSection, version: TrackVersion, before?: TorcsSides): TorcsSides {
  const side = (name: 'left' | 'right'): TorcsSide => {
    const { border, endWidth, surface } = before?.[name] ?? NOTHING;
    const number = (part: 'side' | 'border', attribute: string, fallback: number): number =>
      Math.max(0, section.number(version.side(name, part, attribute), fallback));
    const text = (part: 'side' | 'border', attribute: string, fallback: string): string =>
      section.text(version.side(name, part, attribute), fallback);
    // TORCS looks for widths at the start and the end in segments only.
    const startWidth = before ? number('side', 'start width', endWidth) : number('side', 'width', 0);
    return {
      border: {
        width: number('border', 'width', border.width),
        surface: text('border', 'surface', border.surface),
        wall: text('border', 'style', border.wall ? 'wall' : 'plan') === 'wall',
      },
      startWidth,
      endWidth: before ? number('side', 'end width', number('side', 'width', startWidth)) : startWidth,
      surface: text('side', 'surface', surface),
    };
  };
  return { left: side('left'), right: side('right') };
}
