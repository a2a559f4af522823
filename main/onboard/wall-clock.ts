import { isPlausibleTime } from '../../common/clock.ts';

/** ms by which the clock may be off the steady one without having jumped. */
const TOLERANCE = 2000;
/** ms for which the clock has to go on evenly after a jump until it is believed again. */
const PROBATION = 60_000;

/** When a frame was closed. */
export interface Stamp {
  /** Unix time, ms. */
  closed: number;
  /** The clock has jumped shortly before, or says what cannot be. */
  clockSuspect: boolean;
}

/** The clock of the day beside one that never jumps: it says the time, and whether that is to be trusted. Order never comes from it. */
export class WallClock {
  private readonly wall: () => number;
  private readonly steady: () => number;
  /** What the clock is ahead of the steady one: believed, and what it was when it was looked at last; ms. */
  private believed: number;
  private ahead: number;
  /** Of the last jump, by the steady clock. */
  private jumpedAt = 0;
  private news: string[] = [];

  constructor(wall: () => number = () => Date.now(), steady: () => number = () => performance.now()) {
    this.wall = wall;
    this.steady = steady;
    this.believed = this.ahead = wall() - steady();
  }

  now(): Stamp {
    const closed = this.wall();
    const steady = this.steady();
    const ahead = closed - steady;
    if (Math.abs(ahead - this.ahead) > TOLERANCE) {
      this.jumpedAt = steady;
      this.news.push(jumpWords(ahead - this.ahead));
    }
    this.ahead = ahead;
    if (steady - this.jumpedAt > PROBATION || Math.abs(ahead - this.believed) <= TOLERANCE) this.believed = ahead;
    return { closed, clockSuspect: this.believed !== ahead || !isPlausibleTime(closed) };
  }

  /** Lines for a person that nobody has taken yet: how the clock has jumped. */
  takeNews(): string[] {
    return this.news.splice(0);
  }
}

function jumpWords(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const span = seconds < 600 ? `${seconds} s` : seconds < 48 * 3600 ? `${(seconds / 3600).toFixed(1)} h` : `${Math.round(seconds / 86_400)} days`;
  return `The clock of this computer has jumped ${ms < 0 ? 'back' : 'ahead'} by ${span}, or the computer was asleep. Frames are marked until it has gone on evenly for a minute; their order does not hang on it. Check the clock.`;
}
