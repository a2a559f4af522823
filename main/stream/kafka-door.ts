import type { KafkaPlace } from './kafka-client.ts';
import { noAnswer, timeOfDay, toStreamError } from './kafka-error.ts';
import type { KafkaSockets } from './kafka-sockets.ts';
import { RefusalGate } from './refusal-gate.ts';
import { StreamError } from './stream.ts';
import type { TopicKeeper } from './topic-keeper.ts';

/** Milliseconds between the last words of connections that went silent together. */
const ABOUT_THEN = 5000;

/** The one way of a stream's clients to their cluster: what one of them is refused, the others do not ask again at once. */
export class KafkaDoor {
  readonly gate = new RefusalGate();
  readonly place: KafkaPlace;
  /** What a person calls it. */
  readonly address: string;
  private readonly unwatched = new Set<KafkaSockets>();
  private readonly keeper: TopicKeeper | undefined;
  private readonly rights = new Map<string, RefusalGate>();

  /** `keeper`: told when a topic is missed. */
  constructor(place: KafkaPlace, address: string, keeper?: TopicKeeper) {
    this.place = { ...place, gate: this.gate, unwatched: this.unwatched };
    this.address = address;
    this.keeper = keeper;
  }

  /** What it is refused to write to this topic holds for every producer. */
  rightsTo(topic: string): RefusalGate {
    const gate = this.rights.get(topic) ?? new RefusalGate();
    this.rights.set(topic, gate);
    return gate;
  }

  /** What a client threw, as something to act on and to tell; no secret is in it. */
  judge(doing: string, error: unknown): StreamError {
    const { kind, message: told, cause } = this.gate.judge(toStreamError(this.address, doing, error));
    if (kind === 'unknown-topic') this.keeper?.missed();
    const message = kind === 'unknown-topic' && this.keeper?.hindrance ? `${this.keeper.hindrance}; trying again` : told;
    return new StreamError(kind, this.place.security?.sasl?.password.mask(message) ?? message, { cause });
  }

  /**
   * What to tell when nothing has come since then (Unix time, ms) over connections that are open. An idle connection would find
   * out only when it is used, one after the other on the way of a record: those that have heard nothing either are cut.
   */
  noAnswer(since: number): StreamError {
    for (const sockets of this.unwatched) {
      if (sockets.heardAt < since + ABOUT_THEN) sockets.cut(`no answer since ${timeOfDay(sockets.heardAt)}`);
    }
    return new StreamError('unreachable', noAnswer(this.address, since));
  }

  /** What to tell of topics that were there. */
  gone(topics: readonly string[]): StreamError {
    return new StreamError('unknown-topic', `${this.address} does not have ${topics.join(', ')} any more; Lapwing makes it again where it may; trying again`);
  }
}
