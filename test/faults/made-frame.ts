import { frameId, type FrameId } from './oracle.ts';

const MARK = /^#(\d{12})/;
const MARK_BYTES = 13;
/** Numbers that one life of a way may use up. */
const LIFE = 1_000_000;

/**
 * The body of a frame that says which of its car's frames it is. The number of a buffer would not do: it begins anew
 * with each incarnation.
 */
export function madeBody(number: number, bytes: number): Buffer {
  const body = Buffer.alloc(Math.max(bytes, MARK_BYTES), 7);
  body.write(`#${String(number).padStart(12, '0')}`);
  return body;
}

/** Which frame it is: by its body, or by the buffer's number where the body does not say. */
export function idOf({ car, seq, body }: { car: string; seq: number; body: Uint8Array }): FrameId {
  const mark = MARK.exec(Buffer.from(body.subarray(0, MARK_BYTES)).toString('latin1'));
  return frameId(car, mark ? Number(mark[1]) : seq);
}

/** The first number of a life, counted from 0: each has numbers of its own, even for frames of which nobody heard before it was killed. */
export const firstOfLife = (life: number): number => life * LIFE;

/** The first number of a life that comes after those which made these. */
export function firstOfNextLife(before: readonly FrameId[]): number {
  let highest = -1;
  for (const id of before) highest = Math.max(highest, Number(id.slice(id.lastIndexOf('/') + 1)));
  return highest < 0 ? 0 : (Math.floor(highest / LIFE) + 1) * LIFE;
}
