import type { KafkaSockets } from './kafka-sockets.ts';

/** Milliseconds between two looks. */
const LOOK = 2500;

/**
 * Waits until nothing has come through these sockets for so many milliseconds. Looks are counted, not the clock read: a
 * process that stood still must not take its own sleep for the silence of the broker.
 */
export function watchForSilence(sockets: KafkaSockets, limit: number): { fallen: Promise<void>; stop(): void } {
  let looks = 0;
  let heardAt = sockets.heardAt;
  let timer: NodeJS.Timeout | undefined;
  const fallen = new Promise<void>((resolve) => {
    timer = setInterval(() => {
      looks = sockets.heardAt === heardAt ? looks + 1 : 0;
      ({ heardAt } = sockets);
      if (looks * LOOK >= limit) resolve();
    }, LOOK);
  });
  return { fallen, stop: () => clearInterval(timer) };
}
