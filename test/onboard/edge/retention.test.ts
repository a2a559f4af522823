import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { auditFiles } from '../../../main/audit/stored-race.ts';
import { dataFiles } from '../../../main/installation.ts';
import { EdgeBuffer, type EdgeBufferOptions } from '../../../main/onboard/edge/edge-buffer.ts';
import { segmentFolder } from '../../../main/onboard/edge/edge-place.ts';
import { retentionOf, type Retention } from '../../../main/onboard/edge/retention.ts';
import { Pipeline } from '../../../main/pipeline.ts';
import { testFolder } from '../../support/folder.ts';

const DAY = 86_400_000;
const CARS = ['car7', 'car44'];
const OPTIONS: EdgeBufferOptions = { ballast: 0, tendEvery: 0, segment: 10_000 };

function open(retention: Retention, at = join(testFolder(), 'edge.db')): { buffer: EdgeBuffer; at: string } {
  const buffer = new EdgeBuffer(at, { ...OPTIONS, retention });
  onTestFinished(() => buffer.close());
  return { buffer, at };
}

function fill(buffer: EdgeBuffer, frames: number): void {
  for (let n = 0; n < frames; n++) buffer.append(CARS.map((car) => ({ race: 'r1', car, closed: 1, body: Buffer.alloc(900, n) })));
}

/** What is there of a car, in the order of leaving: runs of frames and gap records, as text. */
function runsOf(buffer: EdgeBuffer, car: string): string[] {
  return buffer
    .after(0, 10_000, 1e9)
    .filter((frame) => frame.car === car)
    .map(({ seq, gap }) => (gap ? `${seq}-${gap.last} ${gap.reason}` : String(seq)));
}

describe('an edge buffer', () => {
  test('keeps everything unless it is told otherwise', () => {
    const buffer = new EdgeBuffer(join(testFolder(), 'edge.db'), OPTIONS);
    onTestFinished(() => buffer.close());
    fill(buffer, 50);
    buffer.tend();
    expect(runsOf(buffer, 'car7')).toHaveLength(50);
  });

  test('beyond so many bytes drops the oldest frames, and leaves gap records in their place with the reason', () => {
    const { buffer, at } = open({ bytes: 40_000 });
    fill(buffer, 50);
    buffer.confirm('r1', 'car7', 3);
    buffer.tend();
    for (const [car, first] of [['car7', 3], ['car44', 0]] as const) {
      const gaps = runsOf(buffer, car).filter((run) => run.includes('dropped'));
      expect(runsOf(buffer, car).slice(0, gaps.length)).toEqual(gaps);
      expect(gaps[0]).toMatch(new RegExp(`^${first}-\\d+ dropped: the edge buffer holds 0.00004 GB$`));
      const kept = 50 - Number(/-(\d+)/.exec(gaps.at(-1)!)![1]) - 1;
      expect(kept).toBeGreaterThan(14);
      expect(kept).toBeLessThan(22);
      expect(runsOf(buffer, car).slice(gaps.length)).toEqual(Array.from({ length: kept }, (_, i) => String(50 - kept + i)));
    }
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/^\d+ frames that nobody has confirmed left .*edge\.db \(dropped: the edge buffer holds 0.00004 GB\)\. Restore the link, or keep more\.$/)]);
    const before = CARS.map((car) => runsOf(buffer, car));
    buffer.close();
    const { buffer: again } = open({}, at);
    expect(CARS.map((car) => runsOf(again, car))).toEqual(before);
    expect(again.takeNews()).toEqual([]);
    again.confirmAll(again.carCounts().map((count) => ({ ...count, next: count.buffered })));
    expect(again.framesOnDisk()).toBe(0);
  });

  test('after so many days drops what was written before, and nothing that is younger', () => {
    const { buffer, at } = open({ age: 7 * DAY });
    fill(buffer, 20);
    const names = readdirSync(segmentFolder(at)).sort();
    for (const name of names.slice(0, 2)) utimesSync(join(segmentFolder(at), name), new Date(), new Date(Date.now() - 8 * DAY));
    buffer.tend();
    expect(readdirSync(segmentFolder(at)).sort()).toEqual(names.slice(2));
    const [first, second, ...rest] = runsOf(buffer, 'car7');
    expect([first, second]).toEqual([expect.stringMatching(/^0-\d dropped: kept for 7 days$/), expect.stringMatching(/^\d-\d dropped: kept for 7 days$/)]);
    expect(rest.every((run) => /^\d+$/.test(run))).toBe(true);
    buffer.append([{ race: 'r1', car: 'car7', closed: 1, body: Buffer.alloc(1) }]);
    expect(runsOf(buffer, 'car7').at(-1)).toBe('20');
  });
});

test('what was dropped goes all the way to trackside and factory with its reason, and the audit tells it', async () => {
  const dataDir = testFolder();
  const start = () => Pipeline.open({ dataDir, team: 'lapwing', onIngested() {}, onLive() {}, onTimed() {} });
  const before = await start();
  before.link.set('cut');
  fill(before.edge, 5);
  await before.close();
  const folder = segmentFolder(dataFiles(dataDir).edge);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(), new Date(Date.now() - 2 * DAY));
  const { buffer } = open({ age: DAY }, dataFiles(dataDir).edge);
  buffer.tend();
  buffer.close();
  const pipeline = await start();
  const gaps = CARS.map((car) => ({ car, from: 0, to: 4, reason: 'dropped: kept for 1 days' }));
  try {
    await vi.waitFor(() => expect(pipeline.ingest.ledger.gaps('r1')).toEqual(expect.arrayContaining(gaps)), 8000);
    await vi.waitFor(() => expect(pipeline.edge.backlog()).toBe(0), 8000);
  } finally {
    await pipeline.close();
  }
  const audit = auditFiles(dataDir, 'r1')!;
  expect(audit.balanced).toBe(true);
  expect(audit.cars.flatMap((car) => car.gaps)).toEqual(expect.arrayContaining(gaps.map((gap) => ({ ...gap, reason: `lost, and told: ${gap.reason}` }))));
});

test('days and gigabytes are what people say', () => {
  expect(retentionOf(undefined, undefined)).toBe(undefined);
  expect(retentionOf(7, undefined)).toEqual({ age: 7 * DAY });
  expect(retentionOf(undefined, 1.5)).toEqual({ bytes: 1.5e9 });
});
