import type { AuditGap, CarAudit } from '../../common/audit.ts';
import { below, endOf, joined, sizeOf, without, type Run } from './runs.ts';

/** Frames that their sender has declared lost for ever, and why. */
export interface Loss extends Run {
  reason: string;
}

/** What the car's disk says of a lane. */
export interface Shelf {
  /** Frames committed, ever. */
  buffered: number;
  /** The factory has confirmed all below. */
  confirmed: number;
  /** Frames that are there now. */
  there: readonly Run[];
  /** Declared, and not yet told to the factory. */
  lost: readonly Loss[];
}

/** What a sink says of a lane. */
export interface Held {
  runs: readonly Run[];
  /** Repeats dropped. */
  duplicates: number;
  /** Frames whose time of closing is not to be trusted. */
  clockSuspect: number;
  /** Of what the car has declared lost. */
  lost: readonly Loss[];
}

/** One car's frames under one incarnation of its disk: the numbers from 0 without a gap. */
export interface Lane {
  car: string;
  /** Undefined where the disk that numbered the frames is not there any more. */
  shelf: Shelf | undefined;
  trackside: Held;
  factory: Held;
}

export type LaneAudit = Omit<CarAudit, 'generated'>;

/**
 * Balances one lane: every number that was ever given is looked for on the disk, trackside and at the factory.
 * @param live while the stream runs: what the factory has and trackside has not come to yet is on its way
 */
export function auditLane({ car, shelf, trackside, factory }: Lane, live: boolean): LaneAudit {
  const there = shelf?.there ?? [];
  const declared = [...(shelf?.lost ?? []), ...trackside.lost, ...factory.lost];
  const told = joined(declared);
  const numbers = below(Math.max(shelf?.buffered ?? 0, endOf(there), endOf(trackside.runs), endOf(factory.runs), endOf(told)));
  const all = without(numbers, told);
  const notAtFactory = without(all, factory.runs);
  const waiting = without(notAtFactory, without(all, there));
  const unreachable = without(notAtFactory, there);
  const lost = without(unreachable, trackside.runs);
  const onlyTrackside = without(unreachable, lost);
  const coming = live ? [{ from: endOf(trackside.runs), to: Infinity }] : [];
  const onlyFactory = without(without(without(without(all, trackside.runs), there), lost), coming);
  const gaps: AuditGap[] = [
    ...told.map((run) => ({ car, ...run, reason: `lost, and told: ${declared.find(({ from, to }) => from <= run.to && to >= run.from)!.reason}` })),
    ...lost.map((run) => ({ car, ...run, reason: 'neither on the car’s disk nor at a sink: lost' })),
    ...onlyTrackside.map((run) => ({ car, ...run, reason: 'stored trackside only; the car no longer holds them for the factory' })),
    ...onlyFactory.map((run) => ({ car, ...run, reason: 'at the factory only; trackside gets them from the stream at the next start' })),
  ].toSorted((a, b) => a.from - b.from);
  const arrived = sizeOf(all) - sizeOf(without(without(all, trackside.runs), factory.runs));
  return {
    car,
    buffered: shelf?.buffered ?? null,
    sent: arrived,
    acked: arrived,
    stored: sizeOf(trackside.runs),
    factory: sizeOf(factory.runs),
    confirmed: shelf?.confirmed ?? 0,
    waiting: sizeOf(waiting),
    duplicates: trackside.duplicates,
    clock_suspect: Math.max(trackside.clockSuspect, factory.clockSuspect),
    gaps,
    unaccounted: sizeOf(lost) + sizeOf(onlyTrackside) + sizeOf(onlyFactory),
  };
}
