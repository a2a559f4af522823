import { rmSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { FactorySink } from '../main/factory/sink.ts';
import { dataFiles } from '../main/installation.ts';
import { EdgeBuffer } from '../main/onboard/edge/edge-buffer.ts';
import { segmentFolder } from '../main/onboard/edge/edge-place.ts';
import { Pipeline } from '../main/pipeline.ts';
import { testFolder } from './support/folder.ts';

const open = (dataDir: string): Promise<Pipeline> => Pipeline.open({ dataDir, team: 'test', onIngested() {}, onLive() {}, onTimed() {} });

/** Throws when somebody still has the edge buffer open. */
function tryEdge(dataDir: string): void {
  new EdgeBuffer(dataFiles(dataDir).edge).close();
}

test('a store that cannot be opened leaves nothing open', async () => {
  const dataDir = testFolder();
  writeFileSync(dataFiles(dataDir).laps, 'no database'.repeat(1000));
  await expect(open(dataDir)).rejects.toMatchObject({ code: 'E_DB_CORRUPT' });
  tryEdge(dataDir);
});

test('a part that cannot end well keeps none of the others open', async () => {
  const dataDir = testFolder();
  const pipeline = await open(dataDir);
  const close = vi.spyOn(FactorySink.prototype, 'close').mockRejectedValueOnce(new Error('disk is full'));
  await expect(pipeline.close()).rejects.toThrow('disk is full');
  close.mockRestore();
  tryEdge(dataDir);
});

test('what an edge buffer has lost reaches trackside and factory as a gap, and the edge as confirmed', async () => {
  const dataDir = testFolder();
  const before = await open(dataDir);
  before.link.set('cut');
  before.edge.append(Array.from({ length: 5 }, () => ({ race: 'r1', car: 'car44', closed: 1, body: Buffer.alloc(9) })));
  await before.close();
  rmSync(segmentFolder(dataFiles(dataDir).edge), { recursive: true });
  const pipeline = await open(dataDir);
  try {
    expect(pipeline.takeNews()).toEqual([expect.stringContaining('lost for ever: car44 frames 0-4 of r1.')]);
    await vi.waitFor(() => expect(pipeline.ingest.ledger.gaps('r1')).toEqual([{ car: 'car44', from: 0, to: 4, reason: 'lost with a damaged edge buffer' }]), 5000);
    await vi.waitFor(() => expect(pipeline.edge.backlog()).toBe(0), 5000);
  } finally {
    await pipeline.close();
  }
});

test('a damaged edge buffer does not keep anything from starting', async () => {
  const dataDir = testFolder();
  writeFileSync(dataFiles(dataDir).edge, 'no database'.repeat(1000));
  const pipeline = await open(dataDir);
  expect(pipeline.takeNews()).toEqual([expect.stringMatching(/edge\.db was damaged .* lies in .*quarantine/)]);
  await pipeline.close();
});
