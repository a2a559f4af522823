import { LapwingError } from '../../common/errors.ts';
import type { TopicSpec } from './stream.ts';

/** Milliseconds between two tries. */
const PAUSE = 5000;

/** Makes topics again that somebody has deleted under a running Lapwing: once in five seconds, however many miss them. */
export class TopicKeeper {
  /** Why they cannot be made again, as a sentence; undefined while nothing speaks against it. */
  hindrance: string | undefined;
  private readonly make: (topics: readonly TopicSpec[]) => Promise<void>;
  private readonly known = new Map<string, TopicSpec>();
  private nextTry = 0;

  constructor(make: (topics: readonly TopicSpec[]) => Promise<void>) {
    this.make = make;
  }

  /** These have been asked for, and are there. */
  keep(topics: readonly TopicSpec[]): void {
    for (const topic of topics) this.known.set(topic.name, topic);
  }

  /** Somebody was told that a topic is not there. */
  missed(): void {
    const now = performance.now();
    if (this.known.size === 0 || now < this.nextTry) return;
    this.nextTry = now + PAUSE;
    this.make([...this.known.values()]).then(
      () => (this.hindrance = undefined),
      // Anything else than a missing right is told to whoever meets it.
      (error: unknown) => (this.hindrance = error instanceof LapwingError && error.code === 'E_BROKER_TOPICS' ? error.message : undefined),
    );
  }
}
