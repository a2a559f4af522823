import { writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { FactorySink } from '../main/factory/sink.ts';
import { dataFiles } from '../main/installation.ts';
import { EdgeBuffer } from '../main/onboard/edge-buffer.ts';
import { Pipeline } from '../main/pipeline.ts';
import { testFolder } from './support/folder.ts';

const open = (dataDir: string): Promise<Pipeline> => Pipeline.open({ dataDir, team: 'test', onIngested() {}, onTimed() {} });

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
