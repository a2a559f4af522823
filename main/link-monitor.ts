import type { LaneView, LinkView } from '../common/link-view.ts';
import type { Pipeline } from './pipeline.ts';
import type { RaceDesk } from './race-desk.ts';
import { Standstill } from './standstill.ts';
import { standstillReason } from './standstill-words.ts';
import { sinkTotals } from './stream/frame-ledger.ts';
import { TIMING_SOURCE } from './trackside/timing-intake.ts';

/** Span over which rates are taken, ms. */
const WINDOW = 2000;

/** The lane of all lanes. */
const EVERYTHING = '';

/** Says where the frames are: the numbers behind the link panel and the status line. */
export class LinkMonitor {
  private readonly pipeline: Pipeline;
  private readonly desk: RaceDesk;
  private readonly standstill = new Standstill();
  /** By a clock that never jumps, ms. */
  private readonly past: { at: number; confirmed: number; bytes: number }[] = [];

  constructor(pipeline: Pipeline, desk: RaceDesk) {
    this.pipeline = pipeline;
    this.desk = desk;
  }

  /** Take it a few times a second: rates come from one call to the next. */
  view(): LinkView {
    const { pipeline, desk, past } = this;
    const { link, edge, stream } = pipeline;
    const now = performance.now();
    const frames = desk.frames();
    const sent = link.sentBytes;
    past.push({ at: now, confirmed: frames.confirmed, bytes: sent });
    while (past.length > 2 && now - past[0]!.at > WINDOW) past.shift();
    const first = past[0]!;
    const elapsed = Math.max(1, now - first.at) / 1000;
    const oldest = edge.oldestClosed();
    return {
      radio: link.state,
      bits_per_second: link.bitsPerSecond,
      since: link.since,
      ...this.radio(),
      backlog: edge.backlog(),
      rate: Math.max(0, (frames.confirmed - first.confirmed) / elapsed),
      throughput: Math.max(0, (sent - first.bytes) * 8) / elapsed,
      // A frame from before the clock was set back waits all the same.
      lag: oldest === undefined ? 0 : Math.abs(Date.now() - oldest) / 1000,
      frames,
      ...this.lanes(now),
      stream: { kind: stream.kind, address: stream.address, trouble: pipeline.streamTrouble },
    };
  }

  private radio(): Pick<LinkView, 'why' | 'profile' | 'hidden' | 'live'> {
    const { link, live, liveIntake } = this.pipeline;
    const { name, bits_per_second, latency_ms, jitter_ms, loss } = link.following;
    const { active, frames, skipped } = live;
    return { why: link.why, profile: { name, bits_per_second, latency_ms, jitter_ms, loss }, hidden: link.hidden, live: { active, frames, skipped, age: liveIntake.age } };
  }

  /** Every car of the race that is on, and all together with what earlier races have left behind. @param now by a clock that never jumps, ms */
  private lanes(now: number): Pick<LinkView, 'cars' | 'standstill'> {
    const { pipeline, desk } = this;
    const race = desk.current?.race_id;
    const places = race === undefined ? [] : this.places(race);
    const backlog = pipeline.edge.backlog();
    const confirmed = pipeline.edge.carCounts().reduce((sum, car) => sum + car.confirmed, 0);
    const still = this.standstill.look(
      [
        { key: EVERYTHING, confirmed, waiting: backlog },
        ...places.map((place) => ({ key: `${race}/${place.car}`, confirmed: place.confirmed, waiting: place.buffered - place.confirmed })),
      ],
      now,
    );
    const { state, hidden, plannedOutage } = pipeline.link;
    const told = (key: string, place: Omit<LaneView, 'standstill' | 'car'>, car = ''): LaneView['standstill'] => {
      const seconds = still.get(key);
      return seconds === undefined ? null : { since: Date.now() / 1000 - seconds, seconds, reason: standstillReason(state, pipeline.streamTrouble, place, hidden.includes(car), plannedOutage) };
    };
    const cars = places.map((place) => ({ ...place, standstill: told(`${race}/${place.car}`, place, place.car) }));
    return { cars, standstill: told(EVERYTHING, furthestBehind(places)) };
  }

  private places(race: string): Omit<LaneView, 'standstill'>[] {
    const { pipeline, desk } = this;
    const trackside = sinkTotals(pipeline.ingest.ledger.ofRace(race));
    const factory = sinkTotals(pipeline.factory.ofRace(race));
    return pipeline.edge
      .carCounts(race)
      .filter(({ car }) => car !== TIMING_SOURCE)
      .map(({ car, buffered, confirmed }) => {
        const { held: stored = 0, duplicates = 0 } = trackside.get(car) ?? {};
        const atFactory = factory.get(car)?.held ?? 0;
        const arrived = Math.max(stored, atFactory, confirmed);
        const { sent, acked } = pipeline.sent.of(race, car);
        return {
          ...{ car, generated: desk.made.get(car) ?? 0, buffered, confirmed, stored, factory: atFactory, duplicates },
          ...{ sent: Math.max(sent, arrived), acked: Math.max(acked, arrived) },
        };
      });
  }
}

/** The place that says why nothing at all moves; all zero where only earlier races wait. */
function furthestBehind(places: readonly Omit<LaneView, 'standstill'>[]): Omit<LaneView, 'standstill' | 'car'> {
  const waiting = places.filter((place) => place.buffered > place.confirmed);
  return waiting[0] ?? { generated: 0, buffered: 1, sent: 0, acked: 0, stored: 0, factory: 0, confirmed: 0, duplicates: 0 };
}
