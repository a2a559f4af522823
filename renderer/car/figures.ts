import { fixed } from '../format.ts';

/** A value as text, a dash where there is none. */
export const plain = (value: number, digits: number): string => (Number.isNaN(value) ? '–' : fixed(value, digits));

/** A temperature to the degree. */
export const degrees = (value: number): string => plain(value, 0);
