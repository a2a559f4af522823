/** What SQL gave a function: read in order, each with a line that says what it should have been. */
export class SqlArguments {
  private readonly usage: string;
  private readonly given: readonly unknown[];
  private at = 0;

  /** @param usage the function as it is called, `channel_values(lap id, channel)` */
  constructor(usage: string, given: readonly unknown[]) {
    this.usage = usage;
    this.given = given;
  }

  get left(): number {
    return this.given.length - this.at;
  }

  text(): string {
    return this.next('a text', (value) => typeof value === 'string');
  }

  number(): number {
    return this.next('a number', isNumber);
  }

  positive(): number {
    return this.next('a number above 0', (value): value is number => isNumber(value) && value > 0);
  }

  oneOf<T extends string>(words: readonly T[]): T {
    return this.next(`one of ${words.map((word) => `'${word}'`).join(', ')}`, (value): value is T => words.includes(value as T));
  }

  /** To be called when all has been read. */
  end(): void {
    if (this.left > 0) throw new TypeError(`${this.usage}: ${this.left} more than it takes`);
  }

  /** What is wrong with what was given, to be thrown. */
  refusal(message: string): TypeError {
    return new TypeError(`${this.usage}: ${message}`);
  }

  private next<T>(what: string, fits: (value: unknown) => value is T): T {
    const { at, usage, given } = this;
    if (at >= given.length) throw new TypeError(`${usage}: argument ${at + 1} is missing, ${what}`);
    const value = given[at];
    if (!fits(value)) throw new TypeError(`${usage}: argument ${at + 1} is not ${what}`);
    this.at++;
    return value;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
