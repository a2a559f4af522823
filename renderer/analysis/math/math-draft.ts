import { computed, signal } from '@preact/signals';
import type { TextPlace } from '../../../common/errors.ts';
import { MathBook, nameTrouble } from '../../../common/math/math-book.ts';
import { MathError } from '../../../common/math/math-error.ts';
import type { MathProgram } from '../../../common/math/plan.ts';
import type { MathChannels } from '../../state/math-channels.ts';

/** Stands for the expression that is being written, among the names of channels; nobody can call a channel that. */
export const DRAFT = '=';

/** Expressions to begin with. */
export const MATH_EXAMPLES = [
  { name: 'SpeedGap', expression: 'Speed - reference(Speed) in km/h', says: 'km/h faster or slower than the reference at the same place' },
  { name: 'LossRate', expression: 'derivative(smooth(time - reference(time), 20 m), distance) in ms/m', says: 'where time is lost' },
  { name: 'Deceleration', expression: '-derivative(lowpass(Speed, 5 Hz)) in g', says: 'from the speed, without what is faster than 5 Hz' },
  { name: 'Grip', expression: 'hypot(Ax, Ay) in g', says: 'both accelerations taken together' },
  { name: 'FullThrottle', expression: 'integrate(if(Throttle > 98 %, 1, 0))', says: 's at full throttle since the line' },
] as const;

/** A math channel while it is written: a new one, or one that is changed. */
export class MathDraft {
  readonly name = signal('');
  readonly text = signal('');
  /** The name of the channel that is changed; null for a new one. */
  readonly of = signal<string | null>(null);
  readonly #channels: MathChannels;

  constructor(channels: MathChannels) {
    this.#channels = channels;
  }

  readonly nameTrouble = computed<string | null>(() => {
    const others = this.#channels.list.value.map(({ name }) => name).filter((name) => name !== this.of.value);
    return nameTrouble(this.name.value.trim(), others);
  });

  /** What the expression comes to, or what is wrong with it, as the channel that it is going to be. */
  readonly program = computed<MathProgram | MathError>(() => {
    const others = this.#channels.list.value.filter(({ name }) => name !== this.of.value);
    const name = this.nameTrouble.value === null ? this.name.value.trim() : DRAFT;
    return new MathBook([...others, { name, expression: this.text.value }]).program(name)!;
  });

  /** Where in the text that is; null for what is right, and for a text that has not been begun. */
  readonly spot = computed<TextPlace | null>(() => {
    const program = this.program.value;
    return program instanceof MathError && this.text.value.trim() !== '' ? placeIn(this.text.value, program) : null;
  });

  /** Takes a channel to be changed. */
  open(name: string, expression: string, of: string | null): void {
    this.name.value = name;
    this.text.value = expression;
    this.of.value = of;
  }
}

function placeIn(text: string, { from, to }: MathError): TextPlace {
  const before = text.slice(0, from).split('\n');
  return { line: before.length, column: Array.from(before.at(-1)!).length + 1, length: Array.from(text.slice(from, to)).length };
}
