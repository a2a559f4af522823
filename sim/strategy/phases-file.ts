import { z } from 'zod';
import { bad } from './parse.ts';
import type { Phase } from './phases.ts';

/** `[start, end, "SC" | "VSC", …]` in laps driven; what follows is for phases in seconds only. */
export const progressPhases = z.array(
  z.tuple([z.number().min(0), z.number(), z.enum(['SC', 'VSC'])]).rest(z.unknown()),
);

/**
 * Phases in laps driven of a race of `laps` laps. `apart` is how many laps must lie between two, by the kind of the earlier.
 *
 * Throws `E_PLAN` naming the phase under `name`: out of the race, ending before it begins, not in rising order, overlapping.
 */
export function readPhases(file: z.infer<typeof progressPhases>, laps: number, name: string, apart: Record<Phase['kind'], number> = { SC: 0, VSC: 0 }): Phase[] {
  const phases = file.map(([start, end, kind], i) => {
    if (start >= laps) throw bad(`${name}[${i}][0]`, `begins at ${start}, and the race has ${laps} laps`);
    if (end <= start) throw bad(`${name}[${i}][1]`, `ends at ${end}, before it begins`);
    return { start, end: Math.min(end, laps), kind };
  });
  phases.forEach(({ start }, i) => {
    const before = phases[i - 1];
    if (!before) return;
    if (start <= before.start) throw bad(`${name}[${i}][0]`, `begins at ${start}, not after the phase before it`);
    if (start < before.end) throw bad(`${name}[${i}][0]`, `begins at ${start}, inside the phase before it, which ends at ${before.end}`);
    const gap = apart[before.kind];
    if (gap > 0 && start <= before.end + gap) throw bad(`${name}[${i}][0]`, `begins at ${start}, within ${gap} laps of the end of the phase before it`);
  });
  return phases;
}
