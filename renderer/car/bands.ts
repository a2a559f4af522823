/** Where a temperature lies: too low, where it should be, or too high. */
export type Band = 'cold' | 'good' | 'hot';

export interface Window {
  from: number;
  to: number;
}

/** Of a tread temperature, °C, against the window of its compound; null where either is not known. */
export function treadBand(temperature: number, window: Window | undefined): Band | null {
  if (!window || Number.isNaN(temperature)) return null;
  if (temperature < window.from) return 'cold';
  return temperature > window.to ? 'hot' : 'good';
}

/** Friction left of its best, %, from which on a brake is at home. */
const AT_HOME = 98;
/** °C: every disc that has lost friction is too cold below, too hot above; carbon and iron alike are at home here. */
const BETWEEN = 475;

/** Of a brake disc at `temperature`, °C, that leaves `fade` % of its pad's friction. */
export function discBand(temperature: number, fade: number): Band | null {
  if (Number.isNaN(temperature) || Number.isNaN(fade)) return null;
  if (fade >= AT_HOME) return 'good';
  return temperature < BETWEEN ? 'cold' : 'hot';
}
