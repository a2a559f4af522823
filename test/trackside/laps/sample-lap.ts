import { CHANNELS } from '../../../common/channels.ts';
import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { lapId, type LapHead } from '../../../common/lap.ts';
import { recordsIn, samplesIn, sieveOf } from '../../../common/sample-grid.ts';
import type { StoredLap } from '../../../main/trackside/laps/lap-store.ts';

interface Options extends Partial<Pick<LapHead, 'race_id' | 'car' | 'lap'>> {
  /** Instants, and numbers of instants that each channel is apart; without `strides` all are sampled at each, and each is a record. */
  samples?: number;
  channels?: readonly DeclaredChannel[];
  strides?: readonly number[];
}

/** A lap of smooth, channel-wise different signals that repeat for the same arguments. */
export function sampleLap(options: Options = {}): StoredLap {
  const { race_id = 'race-1', car = 'car7', lap = 3, samples = 200, channels = CHANNELS } = options;
  const strides = options.strides ?? channels.map(() => 1);
  const racetime = lap * 83.5;
  const instant0 = lap * 8350;
  const head: LapHead = {
    _id: lapId(race_id, car, lap), schema: 2, race_id, track: 'monza', car, number: Number(car.slice(3)), driver: 'Zoë Müller',
    team: 'Lapwing', model: 'LW1', lap, lap_type: 'flying', lap_time: 83.417, sectors: [27.2, 28.9, 27.317], compound: 'medium',
    tyre_age: 9, position: 2, fuel: 61.5, timestamp: 1763834523.12, racetime, rate: 100, samples: recordsIn(sieveOf(strides), instant0, samples),
  };
  const columns = channels.map((_, c) =>
    Int32Array.from({ length: samplesIn(strides[c]!, instant0, samples) }, (__, i) => Math.round(5000 * Math.sin(lap + c + i / (40 + c)) + 37 * c)),
  );
  return {
    head,
    channels: channels.map(({ name, unit, resolution }) => ({ name, unit, resolution })),
    racetime0: racetime,
    interval: 0.01,
    instant0,
    stretches: [{ from: 0, count: samples }],
    strides,
    columns,
  };
}
