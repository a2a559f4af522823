import { Session } from 'node:inspector/promises';

/** Bytes between two samples of the profiler: a small part of what a number each step or race would come to. */
const INTERVAL = 512;

interface Node {
  readonly callFrame: { readonly url: string };
  readonly selfSize: number;
  readonly children: readonly Node[];
}

/** Bytes that `work` puts on the heap, collected or not, in functions of files whose address has `part` in it; in all of them without. */
export type Allocated = (part?: string) => number;

/** Runs `work` under V8's sampling heap profiler. To be called in a process of its own: vitest's modules are compiled otherwise. */
export async function allocated(work: () => void): Promise<Allocated> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: INTERVAL,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  work();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  const size = (node: Node, part: string): number =>
    node.children.reduce((sum, child) => sum + size(child, part), node.callFrame.url.includes(part) ? node.selfSize : 0);
  return (part = '') => size(profile.head, part);
}
