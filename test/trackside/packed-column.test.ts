import { expect, test } from 'vitest';
import { PackedColumn } from '../../main/trackside/packed-column.ts';
import { seededRandom } from '../support/random.ts';

test('whatever was added comes back, in order, also after another lap', () => {
  const random = seededRandom(7);
  const column = new PackedColumn();
  for (let lap = 0; lap < 20; lap++) {
    const all: number[] = [2 ** 31 - 1, -(2 ** 31), 0, -1, 63, -64, 64, 8191, -8192];
    column.add(Int32Array.from(all));
    for (let frame = 0; frame < 50; frame++) {
      const scale = 2 ** Math.floor(random() * 31);
      const more = Array.from({ length: Math.floor(random() * 30) }, () => Math.trunc((random() - 0.5) * 2 * scale) | 0);
      column.add(Int32Array.from(more));
      all.push(...more);
    }
    expect([column.length, column.last]).toEqual([all.length, all.at(-1)]);
    const samples = new Int32Array(column.length);
    column.unpack(samples);
    expect([...samples]).toEqual(all);
    column.clear();
    expect([column.length, column.last]).toEqual([0, 0]);
  }
});
