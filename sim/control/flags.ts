import type { Flag, TimingEvent, TrackFlag } from '../../common/timing.ts';
import type { Track } from '../track/track.ts';

/** Race time that never comes, s: an array of numbers that starts with it needs no change of kind. */
const NEVER = -1;

/** What is shown around the track: one flag for all, and yellow in single sectors. Says each change. */
export class Flags {
  /** For the whole track. */
  shown: TrackFlag = 'green';
  /** Race time until which each sector is yellow, s. */
  private readonly yellowUntil: Float64Array;
  private readonly track: Track;
  private readonly say: (event: TimingEvent) => void;

  constructor(track: Track, say: (event: TimingEvent) => void) {
    this.track = track;
    this.say = say;
    this.yellowUntil = new Float64Array(track.sectors.length + 1).fill(NEVER);
  }

  /** Index of the sector in which a place lies, m from the line. */
  sectorAt(distance: number): number {
    const { sectors } = this.track;
    let sector = 0;
    while (sector < sectors.length && distance >= sectors[sector]!) sector++;
    return sector;
  }

  isYellow(sector: number): boolean {
    return this.yellowUntil[sector]! !== NEVER;
  }

  /** Keeps a sector yellow at least until race time `until`, s. */
  hold(sector: number, until: number, now: number, reason: string): void {
    const before = this.yellowUntil[sector]!;
    if (until > before) this.yellowUntil[sector] = until;
    if (before === NEVER) this.say({ type: 'flag', racetime: now, flag: 'yellow', sector: sector + 1, reason });
  }

  /** Takes the yellow flags in whose time is over. */
  tend(now: number): void {
    for (let sector = 0; sector < this.yellowUntil.length; sector++) {
      if (this.yellowUntil[sector] === NEVER || now < this.yellowUntil[sector]!) continue;
      this.yellowUntil[sector] = NEVER;
      this.say({ type: 'flag', racetime: now, flag: 'clear', sector: sector + 1 });
    }
  }

  /** Shows a flag to the whole track. */
  show(flag: TrackFlag & Flag, now: number, phase?: 'out' | 'ending', reason?: string): void {
    this.shown = flag;
    this.say({ type: 'flag', racetime: now, flag, ...(phase && { phase }), ...(reason && { reason }) });
  }
}
