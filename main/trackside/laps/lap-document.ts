import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { hasSample } from '../../../common/sample-grid.ts';
import { statisticsOf, stepsOf, type ChannelStatistics } from './channel-statistics.ts';
import { LapForm } from './lap-form.ts';
import { decodeSamples, type LapSamples } from './lap-samples.ts';
import { writeRecord } from './record-form.ts';
import { timeForm } from './time-form.ts';

/** Different sets of channels whose forms are kept. */
const FORMS_KEPT = 100;
const encoder = new TextEncoder();
const CLOSING = encoder.encode(']}');

/** Writes lap documents into one buffer that it keeps, so that thousands of laps cost no more memory than the longest. */
export class LapDocuments {
  private out = new Uint8Array(1 << 20);
  private view = new DataView(this.out.buffer);
  private readonly space = { samples: new Int32Array(0) };
  private readonly forms = new Map<string, LapForm>();
  private last: { head: string; channels: string; samples: Uint8Array; length: number } | undefined;

  /**
   * The whole document of a lap as UTF-8 JSON, valid until the next call: the members of `head` (a `LapHead`), then
   * `statistics: {Speed: {count, min, ...}}` of every channel that has a sample, then
   * `records: [{racetime, distance, sensors: {Speed, ...}}]`, one for each instant at which a channel was sampled, with those
   * channels under `sensors` that were; `distance` is the channel `Distance`, left out where it has no sample. `channels` is the
   * JSON of `DeclaredChannel[]`, `samples` what `encodeSamples` made. Throws for arguments that are not of this kind.
   */
  write(head: string, channels: string, samples: Uint8Array): Uint8Array {
    const { last } = this;
    const same = last && last.head === head && last.channels === channels && Buffer.compare(last.samples, samples) === 0;
    if (!same) {
      this.last = undefined;
      const length = this.build(head, channels, decodeSamples(samples, this.space));
      this.last = { head, channels, samples, length };
    }
    return this.out.subarray(0, this.last!.length);
  }

  private formOf(channels: string, { strides }: LapSamples): LapForm {
    const key = `${strides.join()} ${channels}`;
    let form = this.forms.get(key);
    if (form) return form;
    const declared = JSON.parse(channels) as DeclaredChannel[];
    if (strides.length !== declared.length) throw new RangeError(`${strides.length} columns of ${declared.length} channels`);
    if (this.forms.size > FORMS_KEPT) this.forms.clear();
    this.forms.set(key, (form = new LapForm(declared, strides)));
    return form;
  }

  private build(head: string, channels: string, lap: LapSamples): number {
    if (!/^\{.+\}$/s.test(head)) throw new RangeError('the head of the lap is not a JSON object');
    const form = this.formOf(channels, lap);
    const statistics = JSON.stringify(lapStatistics(form.declared, lap.columns));
    const opening = encoder.encode(`${head.slice(0, -1)},"statistics":${statistics},"records":[`);
    this.reserve(0, opening.length + CLOSING.length);
    this.out.set(opening);
    const end = this.writeRecords(opening.length, form, lap);
    // No comma after the last record.
    const at = end > opening.length ? end - 1 : end;
    this.out.set(CLOSING, at);
    return at + CLOSING.length;
  }

  private writeRecords(at: number, form: LapForm, lap: LapSamples): number {
    const { columns, instant0, stretches } = lap;
    const { strides } = form;
    const time = timeForm(lap);
    const samples = new Int32Array(strides.length);
    for (const { from, count } of stretches) {
      for (let i = from; i < from + count; i++) {
        const record = form.at(instant0 + i);
        if (!record) continue;
        if (at + record.room > this.out.length) this.reserve(at, record.room);
        at = writeRecord(this.view, at, record, columns, samples, Math.round(time.first + i * time.step), time.decimals);
        for (let cursor = 0; cursor < strides.length; cursor++) if (hasSample(strides[cursor]!, instant0 + i)) samples[cursor] = samples[cursor]! + 1;
      }
    }
    return at;
  }

  private reserve(at: number, more: number): void {
    if (at + more <= this.out.length) return;
    const wider = new Uint8Array(Math.max(this.out.length * 2, at + more));
    wider.set(this.out.subarray(0, at));
    this.out = wider;
    this.view = new DataView(wider.buffer);
  }
}

/** By channel; those without a sample are left out. */
export function lapStatistics(declared: readonly DeclaredChannel[], columns: readonly Int32Array[]): Record<string, ChannelStatistics> {
  const found = columns.flatMap((column, c) => {
    const steps = stepsOf(column);
    return steps ? [[declared[c]!.name, statisticsOf(steps, declared[c]!.resolution)] as const] : [];
  });
  return Object.fromEntries(found);
}
