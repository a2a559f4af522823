import type { FigureAnswer, FigureQuestion } from '../figures/messages.ts';
import type { Answers, FromOverlay, Kind, OnceAnswers, OnceAsked, OnceKind, OnceQuestions, Questions, ToOverlay } from './messages.ts';

export type OverlayListeners = { [K in Kind]: (answer: Answers[K]) => void };

/**
 * The window's end of the worker. Of each kind one question is under way at a time, and the newest of those that came meanwhile is asked next: a hand
 * that moves the mouse never makes a queue.
 */
export class OverlayClient {
  readonly #worker = new Worker(new URL('./overlay-worker.ts', import.meta.url), { type: 'module', name: 'overlay' });
  readonly #listeners: OverlayListeners;
  /** What is waited for, by its ticket. */
  readonly #waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();
  #ticket = 0;
  /** Kinds of questions, and panels of figures by their number: of each, one is under way at a time. */
  readonly #asked = new Set<Kind | number>();
  readonly #next = new Map<Kind | number, ToOverlay>();
  readonly #panels = new Map<number, (answer: FigureAnswer) => void>();
  #lastPanel = 0;

  /** @param failed told in one line when the worker cannot go on */
  constructor(listeners: OverlayListeners, failed: (line: string) => void) {
    this.#listeners = listeners;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromOverlay>) => this.#hear(data));
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#asked.clear();
      const line = `The laps could not be compared: ${event.message || 'the worker did not start'}. Take a lap off the charts, or load this page again.`;
      for (const { reject } of this.#waiting.values()) reject(new Error(line));
      this.#waiting.clear();
      failed(line);
    });
  }

  tell(message: Extract<ToOverlay, { kind: 'lap' | 'keep' | 'track' }>): void {
    this.#worker.postMessage(message, message.kind === 'lap' ? [message.bytes.buffer as ArrayBuffer] : []);
  }

  /** Asks what is waited for. Rejects when the worker cannot go on. */
  once<K extends OnceKind>(kind: K, question: OnceQuestions[K]): Promise<OnceAnswers[K]> {
    const ticket = ++this.#ticket;
    return new Promise<OnceAnswers[K]>((resolve, reject) => {
      this.#waiting.set(ticket, { resolve, reject });
      this.#worker.postMessage({ kind: 'once', ticket, asked: { kind, question } as OnceAsked } satisfies ToOverlay);
    });
  }

  ask<K extends Kind>(kind: K, question: Questions[K]): void {
    this.#send(kind, { kind, question } as ToOverlay);
  }

  /** A panel of figures: what it asks with, and what ends it. */
  panel(hear: (answer: FigureAnswer) => void): { ask(question: FigureQuestion): void; end(): void } {
    const panel = ++this.#lastPanel;
    this.#panels.set(panel, hear);
    return {
      ask: (question) => this.#send(panel, { kind: 'figure', panel, question }),
      end: () => {
        this.#panels.delete(panel);
        this.#next.delete(panel);
      },
    };
  }

  #send(asker: Kind | number, message: ToOverlay): void {
    if (this.#asked.has(asker)) {
      this.#next.set(asker, message);
      return;
    }
    this.#asked.add(asker);
    this.#worker.postMessage(message);
  }

  #hear(message: FromOverlay): void {
    if (message.kind === 'once') {
      this.#waiting.get(message.ticket)?.resolve(message.answer as never);
      this.#waiting.delete(message.ticket);
      return;
    }
    const asker = message.kind === 'figure' ? message.panel : message.kind;
    const next = this.#next.get(asker);
    this.#next.delete(asker);
    if (next) this.#worker.postMessage(next);
    else this.#asked.delete(asker);
    if (message.kind === 'figure') this.#panels.get(message.panel)?.(message.answer);
    else (this.#listeners[message.kind] as (answer: unknown) => void)(message.answer);
  }
}
