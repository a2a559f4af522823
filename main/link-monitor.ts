import type { LinkView } from '../common/contract.ts';
import type { Pipeline } from './pipeline.ts';
import type { RaceDesk } from './race-desk.ts';
import { TIMING_SOURCE } from './trackside/timing-intake.ts';

/** Span over which rates are taken, ms. */
const WINDOW = 2000;

/** Says where the frames are: the numbers behind the link panel and the status line. */
export class LinkMonitor {
  private readonly pipeline: Pipeline;
  private readonly desk: RaceDesk;
  private readonly past: { at: number; confirmed: number; bytes: number }[] = [];

  constructor(pipeline: Pipeline, desk: RaceDesk) {
    this.pipeline = pipeline;
    this.desk = desk;
  }

  /** Take it a few times a second: rates come from one call to the next. */
  view(): LinkView {
    const { pipeline, desk, past } = this;
    const { link, edge, stream } = pipeline;
    const now = Date.now();
    const frames = desk.frames();
    past.push({ at: now, confirmed: frames.confirmed, bytes: link.sentBytes });
    while (past.length > 2 && now - past[0]!.at > WINDOW) past.shift();
    const first = past[0]!;
    const elapsed = Math.max(1, now - first.at) / 1000;
    const oldest = edge.oldestClosed();
    return {
      radio: link.state,
      bits_per_second: link.bitsPerSecond,
      since: link.since,
      backlog: edge.backlog(),
      rate: Math.max(0, (frames.confirmed - first.confirmed) / elapsed),
      throughput: ((link.sentBytes - first.bytes) * 8) / elapsed,
      lag: oldest === undefined ? 0 : Math.max(0, now - oldest) / 1000,
      frames,
      cars: this.cars(),
      stream: { kind: stream.kind, address: stream.address, trouble: pipeline.streamTrouble },
    };
  }

  private cars(): LinkView['cars'] {
    const race = this.desk.current?.race_id;
    if (race === undefined) return [];
    const stored = new Map(this.pipeline.ingest.ledger.ofRace(race).map((car) => [car.car, car.next + car.early]));
    return this.pipeline.edge
      .carCounts(race)
      .filter(({ car }) => car !== TIMING_SOURCE)
      .map(({ car, buffered, confirmed }) => ({ car, buffered, confirmed, stored: stored.get(car) ?? 0 }));
  }
}
