/** What is wrong with an expression, in one line, and where: characters `from` to `to` of its text. */
export class MathError extends Error {
  readonly from: number;
  readonly to: number;

  constructor(message: string, from: number, to: number) {
    super(message);
    this.from = from;
    this.to = to;
  }
}
