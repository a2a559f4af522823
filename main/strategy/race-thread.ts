import { parentPort } from 'node:worker_threads';
import { toErrorShape } from '../../common/errors.ts';
import { Trial, type TrialSetup } from '../../sim/strategy/trial.ts';

/** A thread that runs random races: 10,000 of a field take a second, in which nothing else may wait. */
export type ToRaces =
  /** What all later races are of. */
  | { setup: TrialSetup }
  | { which: readonly number[]; from: number; to: number };

export type FromRaces =
  | { places: Uint8Array<ArrayBuffer>[]; /** ms of this thread's processor since it began. */ busy: number }
  | { error: { code: string; message: string } };

const port = parentPort!;
let trial: Trial | undefined;

port.on('message', (order: ToRaces) => {
  if ('setup' in order) {
    trial = new Trial(order.setup);
    return;
  }
  let answer: FromRaces;
  try {
    const places = trial!.run(order.which, order.from, order.to);
    const { user, system } = process.threadCpuUsage();
    answer = { places, busy: (user + system) / 1000 };
  } catch (error) {
    answer = { error: toErrorShape(error) };
  }
  port.postMessage(answer);
});
