import { setTimeout as sleep } from 'node:timers/promises';
import { cars } from '../stream/numbered.ts';
import { firstOfNextLife } from './made-frame.ts';
import { startMeter } from './meter.ts';
import type { Evidence, FrameId } from './oracle.ts';
import { Way, heldByFactory, type WayOptions } from './way.ts';

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
  /** The row destroys frames for which there is no other copy: what is declared missing is not held against it. */
  destroys?: boolean;
  /** Frames that an earlier life of the same way made. */
  before?: readonly FrameId[];
  /** What they are called on the way. */
  names?: ReadonlyMap<string, FrameId>;
  /** Asked at the end, with the texts complete: what the row misses, a sentence each. */
  complaints?(way: Way): string[];
  note?(way: Way): string;
}

/** Makes frames while a fault is on, lets everything settle, and gathers what the oracle wants. */
export async function drive(options: Drive): Promise<Evidence> {
  const names = cars(options.cars);
  const { before = [], patience = 60 } = options;
  const meter = startMeter();
  const way = await Way.open({ first: firstOfNextLife(before), ...options.way });
  for (const [name, id] of options.names ?? []) way.names.set(name, id);
  meter.started();
  let recovery: number | null = null;
  let declaredMissing: FrameId[] = [];
  try {
    const fault = options.fault?.(way);
    let healed = Infinity;
    fault?.catch(() => undefined).finally(() => (healed = performance.now()));
    for (let frame = 0; frame < options.frames; frame++) {
      while (!way.mayAppend && performance.now() < healed + 1000 * patience) {
        way.store();
        await sleep(20);
      }
      way.append(names);
      await sleep(options.every);
    }
    await fault;
    recovery = await settle(way, options);
    declaredMissing = way.declaredMissing();
  } finally {
    await way.close().catch((error: unknown) => way.texts.add(String(error)));
  }
  const { brokerForgets, destroys, recoveryLimit } = options;
  return {
    generated: [...before, ...way.generated],
    edge: [...new Set([...before, ...way.acknowledged])],
    broker: way.onBroker,
    factory: heldByFactory(way),
    admitted: way.admitted,
    declaredMissing,
    ...meter.end(),
    recovery,
    ...(brokerForgets === undefined ? {} : { brokerForgets }),
    ...(destroys === undefined ? {} : { destroys }),
    ...(recoveryLimit === undefined ? {} : { recoveryLimit }),
    texts: [...way.texts],
    complaints: options.complaints?.(way) ?? [],
    ...(options.note ? { note: options.note(way) } : {}),
  };
}

/** Seconds until the edge buffer was empty; null when it or the observers had not everything in time. */
async function settle(way: Way, { patience = 60, before = [], brokerForgets }: Drive): Promise<number | null> {
  const start = performance.now();
  const passed = (): number => (performance.now() - start) / 1000;
  let empty: number | null = null;
  while (passed() < patience) {
    if (way.store() && way.edge.backlog() === 0) empty ??= passed();
    if (empty !== null) {
      const missing = new Set(way.declaredMissing());
      const arrived = (id: FrameId): boolean => missing.has(id) || (way.witness.has(id) && (brokerForgets === true || way.seenOnBroker.has(id)));
      if (before.every(arrived) && way.acknowledged.every(arrived)) return empty;
    }
    await sleep(50);
  }
  return null;
}
