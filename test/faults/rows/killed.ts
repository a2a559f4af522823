import { join } from 'node:path';
import { seededRandom } from '../../support/random.ts';
import { drive } from '../drive.ts';
import { killedWay, type ChildOrder } from '../killed-way.ts';
import { firstOfLife } from '../made-frame.ts';
import type { Evidence, FrameId } from '../oracle.ts';
import type { FaultRow, LoneContext, RowContext } from '../row.ts';
import { droppedByFactory } from '../way.ts';

/** A member of a group that was killed keeps its partitions for ten seconds. */
const RECOVERY_OVER_KAFKA = 20;

async function oftenKilled({ folder, name, seed, short }: LoneContext): Promise<Evidence> {
  const random = seededRandom(seed);
  const loops = short ? 10 : 200;
  const way = { folder, name, place: { kind: 'embedded' as const, path: join(folder, 'stream.db') } };
  const before: FrameId[] = [];
  for (let loop = 0; loop < loops; loop++) {
    const life = await killedWay({ way: { ...way, first: firstOfLife(loop) }, cars: 4, every: 5 }, { after: 50 + random() * 450 });
    before.push(...life.acknowledged);
  }
  return drive({ way: { ...way, first: firstOfLife(loops) }, cars: 4, frames: 20, every: 5, before, recoveryLimit: 3, note: () => `${loops} kills` });
}

/** Killed at one point, begun again, and what the broker holds twice must come out once. */
async function killedAt({ folder, name, broker }: RowContext, at: NonNullable<ChildOrder['die']>['at']): Promise<Evidence> {
  const way = { folder, name, place: { kind: 'kafka' as const, brokers: [broker.address] } };
  const { acknowledged: before } = await killedWay({ way, cars: 4, every: 20, die: { at, sends: 10 } }, { after: 30_000 });
  return drive({
    way,
    cars: 4,
    frames: 50,
    every: 20,
    before,
    recoveryLimit: RECOVERY_OVER_KAFKA,
    complaints: (begun) => (droppedByFactory(begun) > 0 ? [] : ['the factory had nothing to drop']),
    note: (begun) => `${droppedByFactory(begun)} repeats dropped by the factory`,
  });
}

const rows: FaultRow[] = [
  { id: 'F01', alone: true, what: 'killed at random moments', run: oftenKilled },
  {
    id: 'F02',
    what: 'killed after the broker acknowledged a batch, before the buffer heard of it',
    async run(context) {
      const evidence = await killedAt(context, 'broker has acknowledged');
      const repeated = evidence.broker.length > new Set(evidence.broker).size;
      return repeated ? evidence : { ...evidence, complaints: [...evidence.complaints, 'nothing was sent again'] };
    },
  },
  { id: 'F28', what: 'killed after the factory stored a batch, before its offset moved on', run: (context) => killedAt(context, 'factory has stored') },
];
export default rows;
