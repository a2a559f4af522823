/** A spot in a text that a person wrote; lines and columns (in characters) count from 1. */
export interface TextPlace {
  line: number;
  column: number;
  /** Characters that are meant; 0 for the end of the text. */
  length: number;
}

/** What a person is told when something cannot be done: what is wrong and where, then what to do next. */
export class LapwingError extends Error {
  /** Stable name for scripts and tests, such as `E_SQL_DENIED`. */
  readonly code: string;
  /** Where in the text that was given the mistake lies, as far as that is known. */
  readonly place: TextPlace | undefined;

  constructor(code: string, message: string, options?: { cause?: unknown; place?: TextPlace | undefined }) {
    super(message, options);
    this.name = 'LapwingError';
    this.code = code;
    this.place = options?.place;
  }
}

/** The plain shape in which an error crosses a thread or a socket. */
export interface ErrorShape {
  code: string;
  message: string;
  place?: TextPlace;
}

export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof LapwingError) return { code: error.code, message: error.message, ...(error.place && { place: error.place }) };
  return { code: 'E_INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

export function fromErrorShape(shape: ErrorShape): LapwingError {
  return new LapwingError(shape.code, shape.message, { place: shape.place });
}
