import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawChart, type Series } from './chart.ts';
import { sizeText } from './size-text.ts';
import type { Measured } from './study.ts';

const NAMES = { embedded: 'embedded stream', kafka: 'Apache Kafka' };

/** What is varied in a part of the study, and what it is called. */
export interface Part {
  name: 'size' | 'topics' | 'partitions';
  field: 'bytes' | 'topics' | 'partitions';
  across: string;
  /** What stays the same. */
  usual: string;
}

/** Writes `messaging.md`, a table for each part, and `messaging-PART.svg` into a folder; for the sizes also one in MB a second. */
export function writeReport(folder: string, parts: readonly { part: Part; measured: readonly Measured[] }[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'messaging.md'), parts.map(({ part, measured }) => tableOf(part, measured)).join('\n'));
  for (const { part, measured } of parts) {
    const { name, across, usual } = part;
    const draw = (file: string, title: string, logarithmic: boolean, factor: (point: Measured) => number): void =>
      writeFileSync(join(folder, file), drawChart({ title, across, logarithmic, series: seriesOf(part, measured, factor) }));
    draw(`messaging-${name}.svg`, `records a second by ${across.split(',')[0]}${usual}`, name === 'size', () => 1);
    if (name === 'size') draw('messaging-size-bytes.svg', 'MB a second by size of a record', false, ({ bytes }) => bytes / 1e6);
  }
}

function seriesOf({ field }: Part, measured: readonly Measured[], factor: (point: Measured) => number): Series[] {
  return (['embedded', 'kafka'] as const).flatMap((stream) => {
    const points = measured.filter((point) => point.stream === stream);
    if (points.length === 0) return [];
    const drawn = points.map((point) => ({ x: point[field], y: point.median * factor(point), low: point.slowest * factor(point), high: point.fastest * factor(point) }));
    return [{ name: NAMES[stream], points: drawn }];
  });
}

function tableOf({ field, across }: Part, measured: readonly Measured[]): string {
  const places = [...new Set(measured.map((point) => point[field]))];
  const cells = (place: number, stream: Measured['stream']): string[] => {
    const point = measured.find((each) => each[field] === place && each.stream === stream);
    if (!point) return ['–', '–', '–'];
    return [rate(point.median), `${rate(point.slowest)} to ${rate(point.fastest)}`, ((point.median * point.bytes) / 1e6).toFixed(1)];
  };
  const line = (columns: readonly string[]): string => `| ${columns.join(' | ')} |\n`;
  return [
    line([across, 'embedded, records/s', 'three runs', 'MB/s', 'Kafka, records/s', 'three runs', 'MB/s']),
    line(['---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...places.map((place) => line([sizeText(place), ...cells(place, 'embedded'), ...cells(place, 'kafka')])),
  ].join('');
}

const rate = (recordsPerSecond: number): string => (recordsPerSecond >= 100 ? recordsPerSecond.toFixed(0) : recordsPerSecond.toPrecision(3));
