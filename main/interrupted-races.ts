import type { LapHead } from '../common/lap.ts';
import type { Pipeline } from './pipeline.ts';

/** How long an end may be put off for what is still on its way, and how often it is looked for meanwhile, ms. */
const SETTLING = 2000;
const LOOK_AGAIN = 50;

/** Ends races of this folder that are over and whose classification never came. */
export class InterruptedRaces {
  private readonly pipeline: Pipeline;
  private readonly current: () => string | undefined;
  private readonly onLap: (head: LapHead) => void;

  /** `current` is the race that is on or was last; `onLap` hears of laps that an end has stored. */
  constructor(pipeline: Pipeline, { current, onLap }: { current: () => string | undefined; onLap: (head: LapHead) => void }) {
    this.pipeline = pipeline;
    this.current = current;
    this.onLap = onLap;
  }

  /** As `endAllBut`, without the race that is on. */
  end(): number {
    return this.endAllBut(this.current());
  }

  /** When the buffer has brought all it had of a race, what there is of its last laps is stored. Returns how many still wait for frames. */
  private endAllBut(on: string | undefined): number {
    const { pipeline } = this;
    let waiting = 0;
    for (const race of pipeline.laps.runningRaces()) {
      if (race === on) continue;
      const sent = [...pipeline.edge.carCounts(race), ...pipeline.timing.carCounts(race)];
      if (sent.length === 0) continue;
      const held = new Map(pipeline.ingest.ledger.ofRace(race).map((car) => [`${car.incarnation} ${car.car}`, car.next]));
      if (sent.some((car) => car.confirmed < car.buffered || (held.get(`${car.incarnation} ${car.car}`) ?? 0) < car.buffered)) {
        waiting++;
        continue;
      }
      for (const { head } of pipeline.ingest.endRace(race)) this.onLap(head);
      pipeline.laps.raceEnded(race);
    }
    return waiting;
  }

  /** A moment for what is under way to arrive, so that the lists are right before the next start. */
  async settle(): Promise<void> {
    const { pipeline } = this;
    const until = performance.now() + SETTLING;
    while (this.endAllBut(undefined) > 0) {
      if (pipeline.link.state !== 'up' || pipeline.streamTrouble !== null || performance.now() > until) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    }
  }

  /** A moment for what an earlier run has left behind of a race, so that it is over when it can be. */
  async arrived(race: string): Promise<void> {
    const until = performance.now() + SETTLING;
    while (race !== this.current() && this.pipeline.laps.runningRaces().includes(race) && performance.now() < until) {
      this.end();
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    }
  }
}
