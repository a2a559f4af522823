import { setTimeout as sleep } from 'node:timers/promises';
import { radioProfile } from '../../../common/radio.ts';
import { cars } from '../../stream/numbered.ts';
import { drive } from '../drive.ts';
import type { FaultRow } from '../row.ts';

const CARS = 20;
const EVERY = 50;
/** What the radio carries when it is back, and on how many times what comes in the backlog drains at least. */
const BITS_PER_SECOND = 12_000_000;
const LEAST_DRAIN = 2;
/** s that the newest frame on the screens may be old while the backlog drains, once the lane has begun. */
const OLDEST = 2.5;
const BEGINNING = 2000;

const rows: FaultRow[] = [
  {
    id: 'F15',
    long: true,
    what: 'radio cut until there is a long backlog, which drains while frames go on and the newest stay fresh',
    run({ folder, name, short, broker }) {
      const backlog = short ? 10_000 : 40_000;
      const ages: number[] = [];
      let drained = NaN;
      let seconds = NaN;
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] }, live: true },
        cars: CARS,
        frames: short ? 240 : 600,
        every: EVERY,
        async fault(way) {
          way.link.set('cut');
          while (way.edge.backlog() < backlog) {
            way.append(cars(CARS));
            await new Promise((resolve) => setImmediate(resolve));
          }
          // So old that only the live lane can bring what is new.
          await sleep(1500);
          way.link.follow(radioProfile.parse({ bits_per_second: BITS_PER_SECOND, latency_ms: 40, jitter_ms: 20, loss: 0.005 }));
          const began = Date.now();
          const waiting = way.edge.backlog();
          while (way.edge.backlog() > 2 * CARS * (1000 / EVERY)) {
            await sleep(50);
            if (Date.now() - began > BEGINNING) ages.push((Date.now() - way.seen.newest) / 1000);
          }
          seconds = (Date.now() - began) / 1000;
          drained = (waiting - way.edge.backlog()) / seconds / (CARS * (1000 / EVERY)) + 1;
          way.link.set('up');
        },
        complaints: (way) => [
          ...(way.seen.live > 0 && ages.length > 0 ? [] : ['the live lane brought nothing']),
          ...(Math.max(...ages) <= OLDEST ? [] : [`the newest frame on the screens was ${Math.max(...ages).toFixed(1)} s old`]),
          ...(drained >= LEAST_DRAIN ? [] : [`drained at ${drained.toFixed(1)} times what came in`]),
        ],
        note: (way) =>
          `a backlog of ${backlog} frames drained in ${seconds.toFixed(1)} s, at ${drained.toFixed(1)} times what came in; the newest on the screens ` +
          `${median(ages).toFixed(1)} s old, at most ${Math.max(...ages).toFixed(1)} s; ${way.seen.live} frames over the live lane`,
      });
    },
  },
];
export default rows;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
