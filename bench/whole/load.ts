import type { CarDeclaration } from '../../common/car-declaration.ts';
import { encodeBody, type FrameBody } from '../../common/frame-body.ts';
import type { LapSummary } from '../../common/lap.ts';

/** The load that the way of the data is held against: so many cars, channels, and samples a second of each. */
export interface Load {
  cars: number;
  channels: number;
  /** Hz. */
  rate: number;
  /** Samples of a frame. */
  samples: number;
}

/** Samples of a lap: 85 s at 100 Hz. */
const LAP = 8500;
/** Share of the channels with sensor noise. */
const NOISY = 1 / 3;

/** Between -0.5 and 0.5, the same every time. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** Signals of one lap with corners and straights in them, in steps of resolution; one array a channel. */
function lapOf(channels: number): Int32Array[] {
  const noise = noiseFrom(7);
  return Array.from({ length: channels }, (_, c) => {
    const width = c < channels * NOISY ? 8 : 0;
    return Int32Array.from({ length: LAP }, (__, i) => {
      const turn = (2 * Math.PI * i) / LAP;
      return Math.round(4000 + 900 * Math.sin(11 * turn + c) + 500 * Math.sin(4 * turn + 2 * c) + 200 * Math.sin(23 * turn) + width * noise());
    });
  });
}

/** Makes the frames of a field of cars that drive round and round, each a part of a lap ahead of the next. */
export class Field {
  private readonly load: Load;
  private readonly started: number;
  private readonly lap: readonly Int32Array[];
  private readonly columns: Int32Array[];
  private readonly frames: number[];

  /** @param started Unix time of race time 0, s */
  constructor(load: Load, started: number) {
    this.load = load;
    this.started = started;
    this.lap = lapOf(load.channels);
    this.columns = this.lap.map(() => new Int32Array(load.samples));
    this.frames = Array.from({ length: load.cars }, () => 0);
  }

  nameOf(car: number): string {
    return `car${car + 1}`;
  }

  /** The body of this car's next frame. */
  next(car: number): Uint8Array<ArrayBuffer> {
    const { samples, cars, rate } = this.load;
    const frame = this.frames[car]!++;
    const instant = frame * samples;
    // Whole frames, so that no lap ends within one.
    const ahead = Math.floor((LAP / samples / cars) * car) * samples;
    const place = (instant + ahead) % LAP;
    for (let c = 0; c < this.columns.length; c++) this.columns[c]!.set(this.lap[c]!.subarray(place, place + samples));
    const body: FrameBody = {
      lap: Math.floor((instant + ahead) / LAP),
      racetime: instant / rate,
      interval: 1 / rate,
      instant,
      count: samples,
      strides: this.columns.map(() => 1),
      columns: this.columns,
    };
    if (frame === 0) body.declaration = this.declarationOf(car);
    if (place + samples === LAP) body.summary = summaryOf(body.lap);
    return encodeBody(body);
  }

  private declarationOf(car: number): CarDeclaration {
    const { rate } = this.load;
    return {
      track: 'bench',
      rate,
      started: this.started,
      entry: { car: this.nameOf(car), number: car + 1, driver: `Driver ${car + 1}`, team: `Team ${(car >> 1) + 1}`, model: 'B-1' },
      channels: this.lap.map((_, c) => ({ name: `Channel${c}`, unit: '1', resolution: 0.01, rate })),
    };
  }
}

function summaryOf(lap: number): LapSummary {
  return { lap, lap_type: 'flying', lap_time: 85, sectors: [28, 29, 28], compound: 'medium', tyre_age: lap, position: 1, fuel: 60, fuel_used: 1.7 };
}
