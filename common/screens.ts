/** Name and title of each screen that Lapwing comes with, in the order of tabs and menu. The name stands behind `#/` in the address. */
export const SCREENS = [
  ['live', 'Live'],
  ['laps', 'Laps'],
  ['analysis', 'Analysis'],
  ['link', 'Link'],
  ['strategy', 'Strategy'],
  ['sql', 'SQL'],
  ['driver', 'Driver'],
  ['tyres', 'Tyres'],
] as const;

export type ScreenName = (typeof SCREENS)[number][0];
