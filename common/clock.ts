/** Frames were never closed before this, and will not be after that: the first days of 2020 and of 2100, Unix time, ms. */
const FIRST = 1_577_836_800_000;
const LAST = 4_102_444_800_000;

/** Whether a computer may have had this Unix time, ms, when it closed a frame; a clock that lost its battery says 1970. */
export function isPlausibleTime(time: number): boolean {
  return time >= FIRST && time < LAST;
}
