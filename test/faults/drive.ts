import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { cars } from '../stream/numbered.ts';
import { frameId, type Evidence, type FrameId } from './oracle.ts';
import { Way, declaredToFactory, heldByFactory, type WayOptions } from './way.ts';

export interface Drive {
  way: WayOptions;
  cars: number;
  /** Frames of each car. */
  frames: number;
  /** Milliseconds between two frames of a car. */
  every: number;
  /** Injects the fault and heals it, while frames are made. */
  fault?(way: Way): Promise<void>;
  /** Seconds for everything to arrive once fault and frames have ended. */
  patience?: number;
  recoveryLimit?: number;
  /** The row makes the broker forget records that nobody may have seen. */
  brokerForgets?: boolean;
  /** Frames that an earlier life of the same way made. */
  before?: readonly FrameId[];
  /** The row destroys frames for which there is no other copy: what is declared missing is not held against it. */
  destroys?: boolean;
  /** Asked at the end, with the texts complete: what the row misses, a sentence each. */
  complaints?(way: Way): string[];
  note?(way: Way): string;
}

/** Makes frames while a fault is on, lets everything settle, and gathers what the oracle wants. */
export async function drive(options: Drive): Promise<Evidence> {
  const names = cars(options.cars);
  const generated: FrameId[] = [...(options.before ?? [])];
  const meter = startMeter();
  const way = await Way.open(options.way);
  let recovery: number | null = null;
  try {
    const first = new Map(way.edge.carCounts().map(({ car, buffered }) => [car, buffered]));
    const fault = options.fault?.(way);
    fault?.catch(() => undefined);
    for (let frame = 0; frame < options.frames; frame++) {
      for (const car of names) generated.push(frameId(car, (first.get(car) ?? 0) + frame));
      way.append(names);
      await sleep(options.every);
    }
    await fault;
    recovery = await settle(way, options.patience ?? 60, options.brokerForgets === true);
  } finally {
    await way.close().catch((error: unknown) => way.texts.add(String(error)));
  }
  const declaredMissing = declaredToFactory(way);
  const given = new Set(options.destroys ? declaredMissing : []);
  return {
    generated: [...new Set([...generated, ...way.acknowledged])],
    edge: [...new Set([...(options.before ?? []), ...way.acknowledged])].filter((id) => !given.has(id)),
    declaredMissing,
    broker: way.onBroker,
    ...(options.brokerForgets === undefined ? {} : { brokerForgets: options.brokerForgets }),
    factory: heldByFactory(way),
    admitted: way.admitted,
    ...meter(),
    recovery,
    ...(options.recoveryLimit === undefined ? {} : { recoveryLimit: options.recoveryLimit }),
    texts: [...way.texts],
    complaints: options.complaints?.(way) ?? [],
    ...(options.note ? { note: options.note(way) } : {}),
  };
}

/** Seconds until the edge buffer was empty; null when it or the observers had not everything in time. */
async function settle(way: Way, patience: number, brokerForgets: boolean): Promise<number | null> {
  const start = performance.now();
  const passed = (): number => (performance.now() - start) / 1000;
  const frames = way.numbered().length;
  let empty: number | null = null;
  while (passed() < patience) {
    if (way.edge.backlog() === 0) empty ??= passed();
    if (empty !== null && way.witness.count() >= frames && (brokerForgets || way.seenOnBroker.size >= frames)) return empty;
    await sleep(50);
  }
  return null;
}

/** Peak memory and event-loop delay from now until the answer is called. */
function startMeter(): () => { peakRss: number; stall: number } {
  let peakRss = 0;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const look = (): void => void (peakRss = Math.max(peakRss, process.memoryUsage.rss()));
  const timer = setInterval(look, 200);
  return () => {
    look();
    clearInterval(timer);
    delay.disable();
    return { peakRss, stall: delay.percentile(99) / 1e6 };
  };
}
