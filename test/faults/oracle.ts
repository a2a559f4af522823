/** One frame: its car and number. */
export type FrameId = string;

export const frameId = (car: string, seq: number): FrameId => `${car}/${seq}`;

/** What a row of the fault matrix brings to be judged. Lists are in the order in which things happened. */
export interface Evidence {
  /** What the generator made, by its own count. */
  generated: readonly FrameId[];
  /** What the edge buffer acknowledged. */
  edge: readonly FrameId[];
  /** What a reader of its own found on the broker. */
  broker: readonly FrameId[];
  /** The broker was made to forget, so that the list above may lack some. */
  brokerForgets?: boolean;
  /** What the factory's database holds. */
  factory: readonly FrameId[];
  /** What a sink with the product's ledger let through: a plain list, in which nothing keeps repeats out. */
  admitted: readonly FrameId[];
  /** What somebody was told is missing. */
  declaredMissing?: readonly FrameId[];
  /** The row destroys frames for which there is no other copy: what is declared missing is not held against it. */
  destroys?: boolean;
  /** Bytes. */
  peakRss: number;
  /** Event-loop delay that 99 of 100 are below, ms. */
  stall: number;
  /** From the end of the fault until the edge buffer was empty, s; null when it never was. */
  recovery: number | null;
  /** The longest wait that the row allows for that, s. */
  recoveryLimit?: number;
  /** What a person was told, each once. */
  texts: readonly string[];
  /** What the row itself expected and did not find. */
  complaints: readonly string[];
  /** Further figures. */
  note?: string;
}

export interface Verdict {
  /** Acknowledged by the edge buffer and not at the factory. */
  lost: number;
  unreported: number;
  duplicates: number;
  inversions: number;
  /** Repeats on the broker: allowed, and proof that the sinks had something to drop. */
  repeatsOnBroker: number;
  /** In a sentence each; empty when the row passes. */
  failures: string[];
}

const MOST_RSS = 400 * 2 ** 20;
/** ms. */
const LONGEST_STALL = 100;

/** Holds what a row found against the promises of docs/architecture.md; `calm` says that the machine was, so that a loop that stood still did so of itself. */
export function judge(evidence: Evidence, calm = false): Verdict {
  const { generated, edge, broker, factory, admitted, declaredMissing = [], peakRss, recovery, recoveryLimit = Infinity } = evidence;
  const held = new Set(factory);
  const through = new Set(admitted);
  const declared = new Set(declaredMissing);
  const known = new Set([...factory, ...declaredMissing]);
  const lost = edge.filter((id) => !held.has(id) || !through.has(id));
  const excused = evidence.destroys === true ? lost.filter((id) => declared.has(id)).length : 0;
  const verdict: Verdict = {
    lost: lost.length,
    unreported: generated.filter((id) => !known.has(id)).length,
    duplicates: repeats(factory) + repeats(admitted),
    inversions: inversions(admitted),
    repeatsOnBroker: repeats(broker),
    failures: [...evidence.complaints],
  };
  for (const what of ['lost', 'unreported', 'duplicates', 'inversions'] as const) {
    const count = verdict[what] - (what === 'lost' ? excused : 0);
    if (count > 0) verdict.failures.push(`${what}: ${count}`);
  }
  const wronglyDeclared = declaredMissing.filter((id) => held.has(id)).length;
  if (wronglyDeclared > 0) verdict.failures.push(`declared missing, and there: ${wronglyDeclared}`);
  const onBroker = new Set(broker);
  const unsent = edge.filter((id) => !onBroker.has(id) && !declared.has(id)).length;
  if (unsent > 0 && evidence.brokerForgets !== true) verdict.failures.push(`not on the broker: ${unsent}`);
  if (peakRss > MOST_RSS) verdict.failures.push(`peak memory: ${Math.round(peakRss / 2 ** 20)} MiB`);
  if (calm && evidence.stall > LONGEST_STALL) verdict.failures.push(`the event loop stood still: ${Math.round(evidence.stall)} ms`);
  if (recovery === null) verdict.failures.push('the edge buffer was never empty again');
  else if (recovery > recoveryLimit) verdict.failures.push(`recovery: ${recovery.toFixed(1)} s instead of ${recoveryLimit} s`);
  return verdict;
}

function repeats(ids: readonly FrameId[]): number {
  return ids.length - new Set(ids).size;
}

/** How often a car's number is below one that came before it. */
function inversions(ids: readonly FrameId[]): number {
  const highest = new Map<string, number>();
  let count = 0;
  for (const id of ids) {
    const slash = id.lastIndexOf('/');
    const car = id.slice(0, slash);
    const seq = Number(id.slice(slash + 1));
    const before = highest.get(car) ?? -1;
    if (seq < before) count++;
    highest.set(car, Math.max(before, seq));
  }
  return count;
}
