import { signal } from '@preact/signals';

/** What the large picture of the strategy screen can show. */
export const VIEWS = { gap: 'Gap by lap', places: 'Finishing places', flags: 'If a safety car comes', trace: 'Race trace', gaps: 'Gaps', wear: 'Tyre wear' } as const;
export type ViewName = keyof typeof VIEWS;

/** CSS px of a window from which on two pictures stand side by side. */
const TWO_FROM = 1900;

/** What the first picture shows, and the second where there is room for one. */
export const chosenViews = [signal<ViewName>('gap'), signal<ViewName>('places')] as const;

/** Shows `name` in one picture; the other gets what was there, if it had `name`. */
export function choose(place: 0 | 1, name: ViewName): void {
  const [own, other] = [chosenViews[place], chosenViews[place === 0 ? 1 : 0]];
  if (other.value === name) other.value = own.value;
  own.value = name;
}

const wide = matchMedia(`(min-width: ${TWO_FROM}px)`);
/** How many pictures there is room for. */
export const pictures = signal(wide.matches ? 2 : 1);
wide.addEventListener('change', () => (pictures.value = wide.matches ? 2 : 1));
