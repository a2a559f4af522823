import { expect, test } from 'vitest';
import { encodeSamples } from '../../../main/trackside/laps/lap-samples.ts';
import { LapReader } from '../../../main/trackside/sql/lap-reader.ts';

const speedOf = (id: string): Int32Array => Int32Array.from({ length: 500 }, (_, i) => i * id.charCodeAt(0));

/** Laps of one letter each. */
function reader(): LapReader {
  const lap = (id: string): Uint8Array => encodeSamples({ racetime0: 0, interval: 0.01, instant0: 0, stretches: [{ from: 0, count: 500 }], strides: [1], columns: [speedOf(id)] });
  return new LapReader({
    lap: (id) => (id === '?' ? undefined : { channel_set: 1, samples: lap(id) }),
    channels: () => JSON.stringify([{ name: 'Speed', unit: 'm/s', resolution: 0.01 }]),
    allChannels: () => [],
  });
}

test('a lap and another one can be read by turns, however many were read before', () => {
  const laps = reader();
  expect(laps.lap('?')).toBeUndefined();
  for (const before of ['', 'abc', 'abcd', 'abcdefgh']) {
    for (const id of before) expect(laps.lap(id)!.channel('Speed')!.steps).toEqual(speedOf(id));
    for (const [mine, other] of ['ax', 'by', 'hz', 'ca']) {
      const lap = laps.lap(mine!)!;
      const reference = laps.lap(other!)!;
      expect(reference.channel('Speed')!.steps).toEqual(speedOf(other!));
      expect(lap.channel('Speed')!.steps).toEqual(speedOf(mine!));
      expect(reference.channel('Speed')!.steps).toEqual(speedOf(other!));
    }
    laps.forget();
  }
});
