import type { CarDeclaration, DeclaredChannel } from '../../../common/car-declaration.ts';
import { encodeBody, type FrameBody } from '../../../common/frame-body.ts';
import type { LapSummary } from '../../../common/lap.ts';
import { instantClock, isRecord, samplesIn, sieveOf } from '../../../common/sample-grid.ts';
import type { LapSamples } from '../laps/lap-samples.ts';
import type { LapShelf, ShelvedLap } from './lap-shelf.ts';

/** Race time that a frame spans at most, s. */
const LONGEST = 1;

export interface ReplayedFrame {
  car: string;
  body: Uint8Array<ArrayBuffer>;
}

/** A lap that is being sent. */
interface SendingLap {
  frames: Iterator<Omit<FrameBody, 'declaration'>>;
  next: Omit<FrameBody, 'declaration'> | undefined;
  channels: readonly DeclaredChannel[];
}

interface Sender {
  car: string;
  laps: readonly ShelvedLap[];
  /** Of `laps`, the next to be opened. */
  at: number;
  sending: SendingLap | undefined;
  declared: string;
}

/** The stored race as its cars sent it, in frames from which the same laps can be built again. Damaged laps are left out. */
export class ReplayedFrames {
  private readonly shelf: LapShelf;
  private readonly started: number;
  private readonly senders: Sender[];

  /** `started`: Unix time of race time 0, s. */
  constructor(shelf: LapShelf, started: number) {
    this.shelf = shelf;
    this.started = started;
    const byCar = Map.groupBy(shelf.laps, ({ head }) => head.car);
    this.senders = [...byCar].map(([car, laps]) => ({ car, laps, at: 0, sending: undefined, declared: '' }));
  }

  /** What the cars have closed by a race time, s, and were not asked for before; in order per car. */
  until(racetime: number): ReplayedFrame[] {
    return this.senders.flatMap((sender) => [...this.take(sender, racetime)]);
  }

  private *take(sender: Sender, racetime: number): Generator<ReplayedFrame> {
    for (;;) {
      const sending = (sender.sending ??= this.openNext(sender, racetime));
      if (!sending) return;
      const { next, channels } = sending;
      if (!next) {
        sender.sending = undefined;
        continue;
      }
      if (next.racetime + next.count * next.interval > racetime) return;
      yield { car: sender.car, body: encodeBody(this.withDeclaration(sender, next, channels)) };
      sending.next = sending.frames.next().value;
    }
  }

  private openNext(sender: Sender, racetime: number): SendingLap | undefined {
    for (let lap = sender.laps[sender.at]; lap && lap.head.racetime <= racetime; lap = sender.laps[sender.at]) {
      sender.at++;
      const whole = this.shelf.whole(lap);
      if (!whole) continue;
      const frames = framesOf(lap, whole.samples);
      return { frames, next: frames.next().value, channels: whole.channels };
    }
    return undefined;
  }

  /** With the first frame of a car, and where its channels are others than before. */
  private withDeclaration(sender: Sender, body: Omit<FrameBody, 'declaration'>, channels: readonly DeclaredChannel[]): FrameBody {
    const { track, rate, car, number, driver, team, model } = sender.laps[sender.at - 1]!.head;
    const rates = body.strides.map((stride) => rateOf(body.interval * stride));
    const declaration: CarDeclaration = {
      ...{ track, rate, started: this.started, entry: { car, number, driver, team, model } },
      channels: channels.map(({ name, unit, resolution }, c) => ({ name, unit, resolution, rate: rates[c]! })),
    };
    const said = JSON.stringify(declaration);
    if (said === sender.declared) return body;
    sender.declared = said;
    return { ...body, declaration };
  }
}

/** Samples a second: whole numbers where they are meant to be. */
function rateOf(interval: number): number {
  const rate = Math.round(1 / interval);
  return Math.abs(rate * interval - 1) < 1e-9 ? rate : 1 / interval;
}

/** Frames of a lap, the last of which carries its summary. */
function* framesOf({ head }: ShelvedLap, { interval, instant0, racetime0, stretches, strides, columns }: LapSamples): Generator<Omit<FrameBody, 'declaration'>, undefined> {
  const sieve = sieveOf(strides);
  const timeOf = instantClock(interval);
  const first = instant0 > 0 ? instant0 : Math.round(racetime0 / interval);
  const most = Math.max(1, Math.round(LONGEST / interval));
  const cursors = strides.map(() => 0);
  let waiting: Omit<FrameBody, 'declaration'> | undefined;
  for (const { from, count: length } of stretches) {
    for (let at = from; at < from + length; ) {
      const instant = first + at;
      if (!isRecord(sieve, instant)) {
        at++;
        continue;
      }
      const count = Math.min(most, from + length - at);
      const cut: Int32Array[] = [];
      for (let c = 0; c < columns.length; c++) {
        const to = cursors[c]! + samplesIn(strides[c]!, instant, count);
        cut.push(columns[c]!.subarray(cursors[c], to));
        cursors[c] = to;
      }
      if (waiting) yield waiting;
      waiting = { lap: head.lap, racetime: timeOf(instant), interval, instant, count, strides, columns: cut };
      at += count;
    }
  }
  if (!waiting) return undefined;
  const { lap, lap_type, lap_time, sectors, compound, tyre_age, position, fuel, fuel_used } = head;
  const summary: LapSummary = { lap, lap_type, lap_time, sectors, compound, tyre_age, position, fuel, ...(fuel_used !== undefined && { fuel_used }) };
  yield { ...waiting, summary };
  return undefined;
}
