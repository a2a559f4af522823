import type { LinkView } from '../../common/link-view.ts';

/** A link that is up and has carried nothing, but for what `change` says. */
export function linkView(change: Partial<LinkView>): LinkView {
  return {
    ...{ radio: 'up', bits_per_second: null, since: 0, why: '', hidden: [], backlog: 0, rate: 0, throughput: 0, lag: 0, cars: [], standstill: null },
    profile: { bits_per_second: null, latency_ms: 0, jitter_ms: 0, loss: 0 },
    live: { active: false, frames: 0, skipped: 0, age: null },
    frames: { generated: 0, buffered: 0, confirmed: 0, stored: 0, duplicates: 0, clock_suspect: 0, gaps: [] },
    stream: { kind: 'embedded', address: 'embedded', trouble: null },
    ...change,
  };
}
