import type { CarAudit, RaceAudit } from '../../common/audit.ts';
import type { CarCount } from '../onboard/edge/edge-buffer.ts';
import type { Sqlite } from '../sqlite.ts';
import type { SentCounts } from '../stream/sent-counts.ts';
import { balance } from './balance.ts';
import { laneKey, readHeld, type Book } from './books.ts';
import { readGenerated } from './generated.ts';
import type { Shelf } from './lane-audit.ts';
import { raceState } from './stored-race.ts';

/** What a running workstation has open. */
export interface LiveBooks {
  edge: { carCounts(race: string): CarCount[] };
  sent: Pick<SentCounts, 'of'>;
  laps: Sqlite;
  factory: Sqlite;
  /** Of the race that is on, or was last; undefined for any other. */
  made: { frames: ReadonlyMap<string, number>; unbuffered: ReadonlyMap<string, number> } | undefined;
}

/**
 * The books of a race at this moment, while more of it comes in. Nothing may be stored between the reading of one book and of the
 * next: call it in the thread that stores. What is on the cars' disks is taken from the buffer's counters, for it never has a hole.
 */
export function auditLive({ edge, sent, laps, factory, made }: LiveBooks, race_id: string): RaceAudit | undefined {
  const shelves: Book<Shelf> = new Map(
    edge.carCounts(race_id).map(({ car, incarnation, buffered, confirmed }) => {
      const there = confirmed < buffered ? [{ from: confirmed, to: buffered - 1 }] : [];
      return [laneKey(car, incarnation), { buffered, confirmed, there, lost: [] }];
    }),
  );
  const audit = balance({
    ...{ race_id, live: true, state: raceState(laps, race_id), shelves, trackside: readHeld(laps, race_id), factory: readHeld(factory, race_id) },
    generated: made?.frames ?? readGenerated(laps, race_id),
    unbuffered: made?.unbuffered ?? new Map(),
  });
  if (!audit) return undefined;
  const left = (car: CarAudit): Pick<CarAudit, 'sent' | 'acked'> => {
    const known = sent.of(race_id, car.car);
    return { sent: Math.max(car.sent, known.sent), acked: Math.max(car.acked, known.acked) };
  };
  const cars = audit.cars.map((car) => ({ ...car, ...left(car) }));
  const total = (of: 'sent' | 'acked'): number => cars.reduce((sum, car) => sum + car[of], 0);
  return { ...audit, cars, totals: { ...audit.totals, sent: total('sent'), acked: total('acked') } };
}
