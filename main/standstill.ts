/** For so long nothing may be confirmed before a lane counts as standing still, ms: longer than the longest frame and its way. */
const PATIENCE = 3000;

/** One lane, as seen now. */
export interface LaneSight {
  /** Names it from one look to the next. */
  key: string;
  /** Frames confirmed by the factory. */
  confirmed: number;
  /** Frames that wait to be. */
  waiting: number;
}

/** Healthy means that confirmed numbers move: remembers for how long each lane's have not, although something waits. */
export class Standstill {
  private readonly lanes = new Map<string, { confirmed: number; moved: number }>();

  /**
   * Look a few times a second; what is not looked at any more is forgotten.
   * @param now by a clock that never jumps, ms
   * @returns for each lane that stands still, for how long, s
   */
  look(sights: readonly LaneSight[], now: number): Map<string, number> {
    const still = new Map<string, number>();
    const seen = new Set<string>();
    for (const { key, confirmed, waiting } of sights) {
      seen.add(key);
      const lane = this.lanes.get(key);
      const moved = lane && lane.confirmed === confirmed && waiting > 0 ? lane.moved : now;
      this.lanes.set(key, { confirmed, moved });
      if (now - moved >= PATIENCE) still.set(key, (now - moved) / 1000);
    }
    for (const key of this.lanes.keys()) if (!seen.has(key)) this.lanes.delete(key);
    return still;
  }
}
