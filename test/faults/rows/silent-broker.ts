import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from '../drive.ts';
import { KafkaProxy } from '../kafka-proxy.ts';
import type { Evidence } from '../oracle.ts';
import type { FaultRow, RowContext } from '../row.ts';
import type { Way } from '../way.ts';

/** A person has to be told within so many seconds that nobody answers. */
const LONGEST_SILENCE = 35;

async function run({ folder, name, seed, short, broker }: RowContext, kind: 'black hole' | 'half open'): Promise<Evidence> {
  const proxy = await KafkaProxy.start(broker.address, seed);
  let detected: number | undefined;
  async function silence(way: Way): Promise<void> {
    await sleep(2000);
    way.texts.clear();
    const start = performance.now();
    if (kind === 'half open') proxy.goHalfOpen();
    else proxy.faults.blackHole = true;
    while (way.texts.size === 0 && performance.now() - start < LONGEST_SILENCE * 1000 + 5000) await sleep(50);
    if (way.texts.size > 0) detected = (performance.now() - start) / 1000;
    if (!short && kind === 'black hole') await sleep(10_000);
    proxy.faults.blackHole = false;
  }
  try {
    return await drive({
      way: { folder, name, place: { kind: 'kafka', brokers: [proxy.address] }, direct: { kind: 'kafka', brokers: [broker.address] } },
      cars: 2,
      frames: 300,
      every: 100,
      fault: silence,
      patience: 300,
      recoveryLimit: 60,
      complaints: ({ texts }) => [
        ...(detected !== undefined && detected <= LONGEST_SILENCE ? [] : [`nobody was told within ${LONGEST_SILENCE} s`]),
        ...([...texts].some((text) => /no answer.* since \d\d:\d\d:\d\d/.test(text)) ? [] : ['nobody was told since when there is no answer']),
      ],
      note: () => `told after ${detected?.toFixed(1) ?? 'never'} s`,
    });
  } finally {
    await proxy.close();
  }
}

const rows: FaultRow[] = [
  { id: 'F19-black-hole', what: 'broker accepts and never answers', long: true, run: (context) => run(context, 'black hole') },
  { id: 'F19-half-open', what: 'connections go dead without a word', long: true, run: (context) => run(context, 'half open') },
];
export default rows;
