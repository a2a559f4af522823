/** Race time that goes with the wall clock, at a speed of its own. */
export class ReplayClock {
  readonly from: number;
  readonly to: number;
  private anchor: { wall: number; race: number };
  private pace: number;
  private goes: boolean;

  /** Between two race times, s; `wall` in ms of a clock that does not jump. */
  constructor(from: number, to: number, racetime: number, speed: number, playing: boolean, wall: number) {
    this.from = from;
    this.to = to;
    this.pace = speed;
    this.goes = playing;
    this.anchor = { wall, race: this.within(racetime) };
  }

  private within(racetime: number): number {
    return Math.min(this.to, Math.max(this.from, racetime));
  }

  get speed(): number {
    return this.pace;
  }

  get playing(): boolean {
    return this.goes;
  }

  at(wall: number): number {
    if (!this.goes) return this.anchor.race;
    return this.within(this.anchor.race + ((wall - this.anchor.wall) / 1000) * this.pace);
  }

  /** Plays from the start again where it has come to the end: returns true then. */
  play(wall: number): boolean {
    const over = this.at(wall) >= this.to;
    this.anchor = { wall, race: over ? this.from : this.at(wall) };
    this.goes = true;
    return over;
  }

  pause(wall: number): void {
    this.anchor = { wall, race: this.at(wall) };
    this.goes = false;
  }

  setSpeed(speed: number, wall: number): void {
    this.anchor = { wall, race: this.at(wall) };
    this.pace = speed;
  }

  seek(racetime: number, wall: number): void {
    this.anchor = { wall, race: this.within(racetime) };
  }
}
