const KEPT = 12;
/** A car that is not heard of keeps rolling at its last speed for as long as this, s of race time, then stands. */
const COAST = 0.15;

/** The newest few positions of one car, to be asked where it is at a moment between them. */
export class CarMotion {
  readonly #time = new Float64Array(KEPT);
  readonly #way = new Float64Array(KEPT);
  readonly #offset = new Float64Array(KEPT);
  #length = 0;

  /** @param distance m after the line; a fall by more than half the lap is taken as the crossing of the line */
  add(time: number, distance: number, offset: number, lapLength: number): void {
    const n = this.#length;
    if (n > 0 && time <= this.#time[n - 1]!) return;
    const last = n > 0 ? this.#way[n - 1]! : distance;
    const way = distance + Math.round((last - distance) / lapLength) * lapLength;
    if (n === KEPT) {
      for (const array of [this.#time, this.#way, this.#offset]) array.copyWithin(0, 1);
      this.#length--;
    }
    this.#time[this.#length] = time;
    this.#way[this.#length] = way;
    this.#offset[this.#length] = offset;
    this.#length++;
  }

  /** As it is now, whatever comes after. */
  copy(): CarMotion {
    const copy = new CarMotion();
    copy.#time.set(this.#time);
    copy.#way.set(this.#way);
    copy.#offset.set(this.#offset);
    copy.#length = this.#length;
    return copy;
  }

  /** Puts distance along the lap and offset at `time` into `out`, m; false when nothing is known of the car. */
  at(time: number, out: Float64Array): boolean {
    const n = this.#length;
    if (n === 0) return false;
    let i = n - 1;
    while (i > 0 && this.#time[i - 1]! > time) i--;
    if (i === 0 || n === 1) {
      out[0] = this.#way[i]!;
      out[1] = this.#offset[i]!;
      return true;
    }
    const from = this.#time[i - 1]!;
    const to = this.#time[i]!;
    const part = (Math.min(time, to + COAST) - from) / (to - from);
    out[0] = this.#way[i - 1]! + (this.#way[i]! - this.#way[i - 1]!) * part;
    out[1] = this.#offset[i - 1]! + (this.#offset[i]! - this.#offset[i - 1]!) * Math.min(1, part);
    return true;
  }
}
