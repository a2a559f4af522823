import { z } from 'zod';

/** "The factory holds every frame of this car below `next`": what lets a frame leave the edge buffer. */
export const watermark = z.object({
  /** The factory that says so. */
  site: z.string(),
  incarnation: z.string(),
  race: z.string(),
  car: z.string(),
  next: z.number().int().min(0),
});
export type Watermark = z.infer<typeof watermark>;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Null for bytes that are no watermark. */
export function readWatermark(value: Uint8Array): Watermark | null {
  try {
    return watermark.safeParse(JSON.parse(UTF8.decode(value))).data ?? null;
  } catch {
    return null;
  }
}
