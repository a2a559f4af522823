// Opens an edge buffer that is full, reads all of it as the uplink does, and says as JSON how long opening took and what it cost.
import { EdgeBuffer } from '../../../main/onboard/edge/edge-buffer.ts';

const [path = ''] = process.argv.slice(2);
const MIB = 2 ** 20;
const rss = (): number => process.memoryUsage().rss / MIB;
const before = rss();
const began = performance.now();
const buffer = new EdgeBuffer(path, { ballast: 0, tendEvery: 0 });
const first = buffer.after(0, 500, 512 * 1024);
const opened = performance.now() - began;
const open = rss();
let peak = open;
let frames = 0;
for (let page = first; page.length > 0; page = buffer.after(page.at(-1)!.id, 500, 512 * 1024)) {
  frames += page.length;
  peak = Math.max(peak, rss());
}
const drained = performance.now() - began - opened;
buffer.close();
process.stdout.write(JSON.stringify({ opened, drained, frames, openMiB: open - before, peakMiB: peak - before }));
