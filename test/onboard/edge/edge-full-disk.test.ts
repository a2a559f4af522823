import { appendFileSync, closeSync, cpSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EdgeBuffer, type NewFrame } from '../../../main/onboard/edge/edge-buffer.ts';
import { lacksMount, onSmallDisk } from '../../faults/machine.ts';
import { testFolder } from '../../support/folder.ts';

const BALLAST = 1024 * 1024;
const frames = (count: number): NewFrame[] => Array.from({ length: count }, () => ({ race: 'r1', car: 'car7', closed: 1, body: Buffer.alloc(1000, 7) }));
const seqs = (buffer: EdgeBuffer): number[] => buffer.after(0, 10_000, 1e9).map(({ seq }) => seq);

/** Takes all the room there is, byte by byte at the end. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (let step = 1024 * 1024; step > 0; ) {
    try {
      if (writeSync(file, Buffer.alloc(step)) < step) step = step === 1 ? 0 : 1;
    } catch {
      step = Math.floor(step / 2);
    }
  }
  closeSync(file);
}

const lacks = lacksMount();
if (lacks !== null) {
  if (process.env['LAPWING_REQUIRE_FAULTS'] === '1') throw new Error(`opening on a full disk: ${lacks}`);
  process.stdout.write(`skipped: opening on a full disk. ${lacks}\n`);
}

test.skipIf(lacks !== null)('what a kill left on a disk without a byte of room opens, drains, and takes frames again', async () => {
  const folder = testFolder();
  const living = new EdgeBuffer(join(folder, 'alive', 'edge.db'), { ballast: BALLAST, tendEvery: 0, segment: 64 * 1024 });
  for (let i = 0; i < 10; i++) living.append(frames(100));
  living.tend();
  const disk = join(folder, 'disk');
  await onSmallDisk(disk, 8, async () => {
    // As a kill leaves them: the WAL is not in the database yet, and longer than what the last of the room can copy.
    cpSync(join(folder, 'alive'), disk, { recursive: true });
    appendFileSync(join(disk, 'edge.db-wal'), Buffer.alloc(BALLAST / 2));
    const filler = join(disk, 'filler');
    fill(filler);
    const options = { ballast: BALLAST, tendEvery: 0, segment: 64 * 1024 };
    // What the first opening gives up is filled as well.
    for (let opening = 0; opening < 2; opening++) {
      const buffer = new EdgeBuffer(join(disk, 'edge.db'), options);
      expect(seqs(buffer)).toHaveLength(1000);
      expect(buffer.takeNews()).toEqual([]);
      expect(buffer.storage.state).toBe('low');
      const image = join(folder, `image-${opening}`);
      cpSync(disk, image, { recursive: true, filter: (path) => !path.endsWith('filler') });
      buffer.close();
      rmSync(join(disk, 'edge.db'));
      cpSync(image, disk, { recursive: true });
      fill(`${filler}-${opening}`);
    }
    const buffer = new EdgeBuffer(join(disk, 'edge.db'), options);
    buffer.confirm('r1', 'car7', 900);
    buffer.tend();
    buffer.append(frames(100));
    expect(seqs(buffer)).toEqual(Array.from({ length: 200 }, (_, i) => 900 + i));
    buffer.close();
  });
  living.close();
});
