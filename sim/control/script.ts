import type { RaceEvent } from '../../common/race-event.ts';

/** Hands out the events of a race's script when their race time or the leader's lap has come; each once, in the order of the list. */
export class Script {
  private readonly waiting: RaceEvent[];

  constructor(events: readonly RaceEvent[]) {
    this.waiting = [...events];
  }

  /** One that is due at race time `now`, s, with the leader on `lap`; undefined when there is none. */
  next(now: number, lap: number): RaceEvent | undefined {
    const { waiting } = this;
    for (let i = 0; i < waiting.length; i++) {
      const event = waiting[i]!;
      if (event.at === undefined ? lap < event.lap! : now < event.at) continue;
      waiting.splice(i, 1);
      return event;
    }
    return undefined;
  }
}
