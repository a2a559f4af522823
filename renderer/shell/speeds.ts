/** Simulated seconds a second that a person chooses from; `max` is as fast as it goes. */
export const SPEEDS = [1, 2, 5, 20, 'max'] as const;

export const speedWords = (speed: number | 'max'): string => (speed === 'max' ? 'max' : `${speed}×`);
