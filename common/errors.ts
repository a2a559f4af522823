/** What a person is told when something cannot be done: what is wrong and where, then what to do next. */
export class LapwingError extends Error {
  /** Stable name for scripts and tests, such as `E_SQL_DENIED`. */
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LapwingError';
    this.code = code;
  }
}

/** The plain shape in which an error crosses a thread or a socket. */
export interface ErrorShape {
  code: string;
  message: string;
}

export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof LapwingError) return { code: error.code, message: error.message };
  return { code: 'E_INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

export function fromErrorShape(shape: ErrorShape): LapwingError {
  return new LapwingError(shape.code, shape.message);
}
