/**
 * A small seeded generator, one stream per user so that nobody's draws shift another's.
 * sfc32 by Chris Doty-Humphrey (PractRand): three words of state and a counter, 32 bits a draw.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** Equal `seed` and `stream` give equal draws; both are taken as unsigned 32-bit integers. */
  constructor(seed: number, stream: number) {
    this.a = seed | 0;
    this.b = stream | 0;
    this.c = (seed ^ Math.imul(stream, 0x9e3779b1)) | 0;
    for (let i = 0; i < 16; i++) this.word();
  }

  /** 32 random bits as a signed integer. */
  word(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t;
  }

  /** In [0, 1), 32 bits fine. */
  uniform(): number {
    return (this.word() >>> 0) / 0x100000000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Whole number in [0, count). */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** Near-normal, mean 0, deviation 1, never past ±3.5: the sum of four uniforms. */
  normal(): number {
    return (this.uniform() + this.uniform() + this.uniform() + this.uniform() - 2) * Math.sqrt(3);
  }
}
