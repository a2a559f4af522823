import { describe, expect, test } from 'vitest';
import { fromSteps } from '../../../common/channels.ts';
import { hasSample } from '../../../common/sample-grid.ts';
import { LapDocuments } from '../../../main/trackside/laps/lap-document.ts';
import { encodeSamples } from '../../../main/trackside/laps/lap-samples.ts';
import type { StoredLap } from '../../../main/trackside/laps/lap-store.ts';
import { sampleLap } from './sample-lap.ts';

/** The same document, made in the obvious way. */
function plainDocument({ head, channels, racetime0, interval, instant0, stretches, strides, columns }: StoredLap): unknown {
  const left = columns.map((column) => [...column]);
  const instants = stretches.flatMap(({ from, count }) => Array.from({ length: count }, (_, i) => from + i));
  const records = instants.flatMap((i) => {
    const sampled = channels.flatMap(({ name, resolution }, c) =>
      hasSample(strides[c]!, instant0 + i) ? [[name, fromSteps(left[c]!.shift()!, resolution) + 0] as const] : [],
    );
    const sensors = Object.fromEntries(sampled);
    const racetime = Math.round((racetime0 + i * interval) * 1e4) / 1e4;
    const { Distance: distance } = sensors;
    return sampled.length === 0 ? [] : [{ racetime, ...(distance === undefined ? {} : { distance }), sensors }];
  });
  const statistics = channels.flatMap(({ name, resolution }, c) => {
    const values = [...columns[c]!].map((steps) => fromSteps(steps, resolution) + 0);
    if (values.length === 0) return [];
    const count = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const standard_deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
    const [min, max, start, end] = [Math.min(...values), Math.max(...values), values[0]!, values.at(-1)!];
    return [[name, { count, min, max, mean: expect.closeTo(mean, 6), standard_deviation: expect.closeTo(standard_deviation, 6), start, end }] as const];
  });
  return { ...head, statistics: Object.fromEntries(statistics), records };
}

const textOf = (documents: LapDocuments, lap: StoredLap): string =>
  Buffer.from(documents.write(JSON.stringify(lap.head), JSON.stringify(lap.channels), encodeSamples(lap))).toString();

describe('a lap document', () => {
  test('says what the lap says', () => {
    const lap = sampleLap();
    expect(JSON.parse(textOf(new LapDocuments(), lap))).toEqual(plainDocument(lap));
  });

  test('has in each record the sensors that were sampled then, and no record where none was', () => {
    const channels = ['Speed', 'Distance', 'TyreTempFL', 'Slow'].map((name) => ({ name, unit: '', resolution: 0.1 }));
    for (const strides of [[1, 1, 10, 100], [5, 2, 10, 25], [2, 4, 8, 16], [10, 10, 10, 10]]) {
      const lap = sampleLap({ channels, strides, samples: 120 });
      expect(JSON.parse(textOf(new LapDocuments(), lap))).toEqual(plainDocument(lap));
      expect((plainDocument(lap) as { records: unknown[] }).records).toHaveLength(lap.head.samples);
    }
  });

  test('has no records for frames that were lost', () => {
    const channels = ['Speed', 'TyreTempFL'].map((name) => ({ name, unit: '', resolution: 0.1 }));
    const whole = sampleLap({ channels, strides: [1, 10], samples: 100 });
    const [fast, slow] = whole.columns as [Int32Array, Int32Array];
    const lost = {
      ...whole,
      stretches: [{ from: 0, count: 15 }, { from: 40, count: 60 }],
      columns: [Int32Array.of(...fast.subarray(0, 15), ...fast.subarray(40)), Int32Array.of(...slow.subarray(0, 2), ...slow.subarray(4))],
    };
    const { records } = JSON.parse(textOf(new LapDocuments(), lost)) as { records: { racetime: number }[] };
    const all = (plainDocument(whole) as { records: { racetime: number }[] }).records;
    expect(records).toEqual([...all.slice(0, 15), ...all.slice(40)]);
  });

  test('takes any channel: odd resolutions, long and foreign names, none called Distance', () => {
    const channels = [
      { name: 'A', unit: '', resolution: 0.25 },
      { name: 'Température "du" pneu avant gauche, côté intérieur', unit: '°C', resolution: 0.1 },
      { name: 'Coarse', unit: '', resolution: 5 },
      { name: 'Fine', unit: '', resolution: 1e-6 },
    ];
    const lap = sampleLap({ channels, samples: 50 });
    expect(JSON.parse(textOf(new LapDocuments(), lap))).toEqual(plainDocument(lap));
  });

  test('may have no records, or no channels', () => {
    const documents = new LapDocuments();
    for (const lap of [sampleLap({ samples: 0 }), sampleLap({ channels: [], samples: 0 })]) {
      expect(JSON.parse(textOf(documents, lap))).toEqual(plainDocument(lap));
    }
  });

  test('is right after another one, longer or shorter, and when only the samples differ', () => {
    const documents = new LapDocuments();
    const other = sampleLap();
    other.columns[0]![5]!++;
    for (const lap of [sampleLap(), sampleLap({ samples: 9000, lap: 4 }), sampleLap(), sampleLap(), other]) {
      expect(JSON.parse(textOf(documents, lap))).toEqual(plainDocument(lap));
    }
  });

  test('race times have no binary noise at any rate', () => {
    for (const interval of [1 / 500, 1 / 125, 0.01, 0.04, 1, 1 / 3]) {
      const lap = { ...sampleLap({ samples: 30 }), racetime0: 5023.114, interval };
      const { records } = JSON.parse(textOf(new LapDocuments(), lap)) as { records: { racetime: number }[] };
      records.forEach(({ racetime }, i) => {
        expect(Math.abs(racetime - (5023.114 + i * interval))).toBeLessThan(6e-5);
        expect(String(racetime).length).toBeLessThanOrEqual(9);
      });
    }
  });

  test('refuses what is not a lap', () => {
    const documents = new LapDocuments();
    const lap = sampleLap();
    expect(() => documents.write('7', JSON.stringify(lap.channels), encodeSamples(lap))).toThrow('not a JSON object');
    expect(() => documents.write('{"a":1}', '[]', encodeSamples(lap))).toThrow(`${lap.columns.length} columns of 0 channels`);
  });
});
