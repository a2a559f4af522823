import type { Answers, FromOverlay, Kind, Questions, ToOverlay } from './messages.ts';

export type OverlayListeners = { [K in Kind]: (answer: Answers[K]) => void };

/**
 * The window's end of the worker. Of each kind one question is under way at a time, and the newest of those that came meanwhile is asked next: a hand
 * that moves the mouse never makes a queue.
 */
export class OverlayClient {
  readonly #worker = new Worker(new URL('./overlay-worker.ts', import.meta.url), { type: 'module', name: 'overlay' });
  readonly #listeners: OverlayListeners;
  readonly #asked = new Set<Kind>();
  readonly #next = new Map<Kind, ToOverlay>();

  /** @param failed told in one line when the worker cannot go on */
  constructor(listeners: OverlayListeners, failed: (line: string) => void) {
    this.#listeners = listeners;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromOverlay>) => this.#hear(data));
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#asked.clear();
      failed(`The laps could not be compared: ${event.message || 'the worker did not start'}. Take a lap off the charts, or load this page again.`);
    });
  }

  tell(message: Extract<ToOverlay, { kind: 'lap' | 'keep' | 'track' | 'math' }>): void {
    this.#worker.postMessage(message, message.kind === 'lap' ? [message.bytes.buffer as ArrayBuffer] : []);
  }

  ask<K extends Kind>(kind: K, question: Questions[K]): void {
    const message = { kind, question } as ToOverlay;
    if (this.#asked.has(kind)) {
      this.#next.set(kind, message);
      return;
    }
    this.#asked.add(kind);
    this.#worker.postMessage(message);
  }

  #hear({ kind, answer }: FromOverlay): void {
    const next = this.#next.get(kind);
    this.#next.delete(kind);
    if (next) this.#worker.postMessage(next);
    else this.#asked.delete(kind);
    (this.#listeners[kind] as (answer: unknown) => void)(answer);
  }
}
