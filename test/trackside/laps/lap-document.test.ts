import { describe, expect, test } from 'vitest';
import { fromSteps } from '../../../common/channels.ts';
import { LapDocuments } from '../../../main/trackside/laps/lap-document.ts';
import { encodeSamples } from '../../../main/trackside/laps/lap-samples.ts';
import type { StoredLap } from '../../../main/trackside/laps/lap-store.ts';
import { sampleLap } from './sample-lap.ts';

/** The same document, made in the obvious way. */
function plainDocument({ head, channels, racetime0, interval, columns }: StoredLap): unknown {
  const at = (c: number, i: number): number => fromSteps(columns[c]![i]!, channels[c]!.resolution) + 0;
  const distance = channels.findIndex(({ name }) => name === 'Distance');
  const records = Array.from({ length: head.samples }, (_, i) => ({
    racetime: Math.round((racetime0 + i * interval) * 1e4) / 1e4,
    ...(distance < 0 ? {} : { distance: at(distance, i) }),
    sensors: Object.fromEntries(channels.map(({ name }, c) => [name, at(c, i)])),
  }));
  return { ...head, records };
}

const textOf = (documents: LapDocuments, lap: StoredLap): string =>
  Buffer.from(documents.write(JSON.stringify(lap.head), JSON.stringify(lap.channels), encodeSamples(lap))).toString();

describe('a lap document', () => {
  test('says what the lap says', () => {
    const lap = sampleLap();
    expect(JSON.parse(textOf(new LapDocuments(), lap))).toEqual(plainDocument(lap));
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
    expect(() => documents.write('{"a":1}', '[]', encodeSamples(lap))).toThrow('35 columns of 0 channels');
  });
});
