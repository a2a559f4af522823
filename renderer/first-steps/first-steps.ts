import { computed, signal } from '@preact/signals';
import type { Memory } from '../workspace/kept-layouts.ts';

/** The five things to try, in the order in which they make sense. */
export const STEPS = ['race', 'cars', 'link', 'laps', 'commands'] as const;
export type Step = (typeof STEPS)[number];

/** Which of the first steps a person has taken; remembered. */
export class FirstSteps {
  readonly done = signal<ReadonlySet<Step>>(new Set());
  /** Whether they are out of sight. */
  readonly closed = signal(false);
  /** The one to take next; null when all are taken. */
  readonly next = computed((): Step | null => STEPS.find((step) => !this.done.value.has(step)) ?? null);
  readonly #memory: Memory;
  static readonly KEY = 'lapwing.first-steps';

  constructor(memory: Memory) {
    this.#memory = memory;
    const kept = memory.getItem(FirstSteps.KEY)?.split(' ') ?? [];
    this.done.value = new Set(STEPS.filter((step) => kept.includes(step)));
    this.closed.value = kept.includes('closed');
  }

  take(step: Step): void {
    if (this.done.peek().has(step)) return;
    this.done.value = new Set([...this.done.peek(), step]);
    this.#keep();
  }

  close(): void {
    this.closed.value = true;
    this.#keep();
  }

  /** Shows them, as if none had been taken. */
  again(): void {
    this.done.value = new Set();
    this.closed.value = false;
    this.#keep();
  }

  #keep(): void {
    this.#memory.setItem(FirstSteps.KEY, [...this.done.peek(), ...(this.closed.peek() ? ['closed'] : [])].join(' '));
  }
}
