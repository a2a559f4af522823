export interface Screen {
  /** What stands behind `#` in the address while the screen is shown. */
  id: string;
  title: string;
}

/** The screens, in the order of their tabs and of the keys Ctrl+1, Ctrl+2, … */
export const SCREENS: readonly Screen[] = [
  { id: 'race', title: 'Race' },
  { id: 'strategy', title: 'Strategy' },
  { id: 'sql', title: 'SQL' },
];
