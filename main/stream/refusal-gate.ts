import type { StreamError, StreamErrorKind } from './stream.ts';

/** Milliseconds between two tries of what a person has to put right first. */
export const REFUSAL_PAUSE = 30_000;

/** Refused before anything was asked for: it holds for everything that speaks to this cluster. */
const AT_THE_DOOR = new Set<StreamErrorKind>(['login', 'tls', 'protocol']);

/** Whether trying again soon is of no use: a person has to act. */
export const isRefusal = ({ kind }: StreamError): boolean => kind === 'denied' || AT_THE_DOOR.has(kind);

/**
 * Shared by all that speak to one cluster: after a refusal only one try in thirty seconds goes through, of whomever;
 * the others get the same refusal again without a word to the broker.
 */
export class RefusalGate {
  private refusal: StreamError | undefined;
  private nextTry = 0;
  private waiting = new Set<() => void>();

  /** The refusal that still holds; undefined when this caller may try. */
  refused(): StreamError | undefined {
    if (!this.refusal) return undefined;
    if (performance.now() < this.nextTry) return this.refusal;
    this.nextTry = performance.now() + REFUSAL_PAUSE;
    return undefined;
  }

  refuse(error: StreamError): void {
    this.refusal = error;
    this.nextTry = performance.now() + REFUSAL_PAUSE;
  }

  /** What to tell of an error of a client behind this gate: a refusal closes the gate, and a closed gate is the reason of any other. */
  judge(error: StreamError): StreamError {
    if (!AT_THE_DOOR.has(error.kind)) return this.refusal ?? error;
    if (this.refusal?.kind !== error.kind) this.refuse(error);
    return this.refusal ?? error;
  }

  /** The broker has taken somebody in. */
  clear(): void {
    this.refusal = undefined;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  /** Resolves with the next `clear`. */
  cleared(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }
}
