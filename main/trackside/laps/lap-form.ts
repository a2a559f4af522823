import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { hasSample } from '../../../common/sample-grid.ts';
import { recordForm, type RecordForm } from './record-form.ts';

/** How the records of a lap are written: channels of one stride have their samples together, so that a record has one of few forms. */
export class LapForm {
  /** The different strides: each has a cursor, which counts the samples of its channels. */
  readonly strides: readonly number[];
  readonly declared: readonly DeclaredChannel[];
  /** Which of `strides` each channel has. */
  private readonly cursors: Int32Array;
  /** By the strides that have a sample, as a sum of powers of 2. */
  private readonly forms = new Map<number, RecordForm>();

  constructor(declared: readonly DeclaredChannel[], strides: readonly number[]) {
    this.declared = declared;
    this.strides = [...new Set(strides)];
    this.cursors = Int32Array.from(strides, (stride) => this.strides.indexOf(stride));
  }

  /** The form of the record at an instant of this number; undefined where no channel has a sample. */
  at(instant: number): RecordForm | undefined {
    let key = 0;
    let weight = 1;
    for (let cursor = 0; cursor < this.strides.length; cursor++) {
      if (hasSample(this.strides[cursor]!, instant)) key += weight;
      weight *= 2;
    }
    if (key === 0) return undefined;
    let form = this.forms.get(key);
    if (!form) this.forms.set(key, (form = this.make(instant)));
    return form;
  }

  private make(instant: number): RecordForm {
    const present = [...this.declared.keys()].filter((channel) => hasSample(this.strides[this.cursors[channel]!]!, instant));
    return recordForm(this.declared, present, this.cursors);
  }
}
