import { inspect } from 'node:util';

/** Text that no log, error or JSON shows by accident: only `reveal` gives it. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  /** `text` with every occurrence of the secret made unreadable. */
  mask(text: string): string {
    return this.#text === '' ? text : text.replaceAll(this.#text, '***');
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return '***';
  }
}
