import type { Section } from '../../common/analysis/sections.ts';
import type { LapRow } from '../../common/race-view.ts';
import { fixed } from '../format.ts';
import { carNumber } from './lap-filter.ts';
import type { LapTrouble } from './overlay/messages.ts';

/** What nobody drove is called so everywhere. */
export const IDEAL_NAME = 'Ideal lap (made, not driven)';

/** `7 Keane L14`. */
export function lapName({ car, driver, lap }: Pick<LapRow, 'car' | 'driver' | 'lap'>): string {
  return `${carNumber(car)} ${driver.split(' ').at(-1)} L${lap}`;
}

/** `7 L14`. */
export function shortName({ car, lap }: Pick<LapRow, 'car' | 'lap'>): string {
  return `${carNumber(car)} L${lap}`;
}

/** `+0.143` or `−0.031`; a dash for what is not known. */
export function signed(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–';
  const text = fixed(value, digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** A value, or a dash for what is not known. */
export const known = (value: number, digits: number): string => (Number.isNaN(value) ? '–' : fixed(value, digits));

/** Behind counts as bad, ahead as good; a millisecond is neither. */
export function signClass(seconds: number): string {
  return seconds >= 0.0005 ? 'bad' : seconds <= -0.0005 ? 'good' : 'muted';
}

const TROUBLES: Readonly<Record<LapTrouble, string>> = {
  'no-distance': 'has no Distance, so nobody knows where its samples belong: it is not drawn over the distance',
  'no-samples': 'has no sample at all: there is nothing to draw',
  'one-sample': 'has one sample: a dot, and no delta-time',
  'no-start': 'does not begin at the line, or its beginning is lost: it is drawn, without delta-time',
};

export function troubleWords(trouble: LapTrouble): string {
  return TROUBLES[trouble];
}

export interface SectionLoss {
  section: Section;
  /** s lost on the reference; negative for gained. */
  loss: number;
}

/** Less than this is not worth a word, s. */
const WORTH_SAYING = 0.003;

/** The sections in which most is lost and most is gained, three of each at most, the greatest first. */
export function worstAndBest(losses: readonly SectionLoss[]): { lost: SectionLoss[]; gained: SectionLoss[] } {
  const lost = losses.filter(({ loss }) => loss >= WORTH_SAYING).toSorted((a, b) => b.loss - a.loss);
  const gained = losses.filter(({ loss }) => loss <= -WORTH_SAYING).toSorted((a, b) => a.loss - b.loss);
  return { lost: lost.slice(0, 3), gained: gained.slice(0, 3) };
}
