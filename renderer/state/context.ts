import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PitWall } from './pit-wall.ts';

const PitWallContext = createContext<PitWall | null>(null);

export const PitWallProvider = PitWallContext.Provider;

export function usePitWall(): PitWall {
  const pitWall = useContext(PitWallContext);
  if (!pitWall) throw new Error('a screen must stand inside PitWallProvider');
  return pitWall;
}
