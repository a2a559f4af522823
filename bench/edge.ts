import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EdgeBuffer } from '../main/onboard/edge-buffer.ts';
import { median, type Bench, type BenchRow } from './bench.ts';

const FRAME_BYTES = 1000;
const ROUNDS = 5;
const body = Buffer.alloc(FRAME_BYTES, 0x5a);

/** Frames a second with one write and one fdatasync a batch: what the disk itself can do. */
function rawRate(dir: string, batch: number, batches: number): number {
  const file = openSync(join(dir, 'raw'), 'w');
  const bytes = Buffer.alloc(FRAME_BYTES * batch, 0x5a);
  const began = performance.now();
  for (let i = 0; i < batches; i++) {
    writeSync(file, bytes);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - began) / 1000;
  closeSync(file);
  return (batch * batches) / seconds;
}

function bufferRate(dir: string, batch: number, batches: number): number {
  const path = join(dir, `edge-${performance.now()}.db`);
  const buffer = new EdgeBuffer(path);
  const frames = Array.from({ length: batch }, (_, i) => ({ race: 'r', car: `car${i % 20}`, closed: 1, body }));
  const began = performance.now();
  for (let i = 0; i < batches; i++) buffer.append(frames);
  const seconds = (performance.now() - began) / 1000;
  buffer.close();
  rmSync(path);
  return (batch * batches) / seconds;
}

const bench: Bench = {
  name: 'edge',
  async run() {
    const dir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const rows: BenchRow[] = [];
    try {
      for (const batch of [20, 100, 1000]) {
        const batches = Math.ceil(20_000 / batch);
        const ratios: number[] = [];
        const rates: number[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          const raw = rawRate(dir, batch, batches);
          const rate = bufferRate(dir, batch, batches);
          rates.push(rate);
          ratios.push(rate / raw);
        }
        rows.push({ what: `1 kB frames appended, ${batch} a commit`, value: median(rates), unit: 'frames/s' });
        rows.push({ what: `… against write + fdatasync of the same bytes`, value: median(ratios), unit: '×', note: `median of ${ROUNDS}` });
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
    return rows;
  },
};
export default bench;
