import type { KafkaPlace } from './kafka-client.ts';
import { toStreamError } from './kafka-error.ts';
import { RefusalGate } from './refusal-gate.ts';
import { StreamError } from './stream.ts';

/** The one way of a stream's clients to their cluster: what one of them is refused, the others do not ask again at once. */
export class KafkaDoor {
  readonly gate = new RefusalGate();
  readonly place: KafkaPlace;
  /** What a person calls it. */
  readonly address: string;
  private readonly rights = new Map<string, RefusalGate>();

  constructor(place: KafkaPlace, address: string) {
    this.place = { ...place, gate: this.gate };
    this.address = address;
  }

  /** What it is refused to write to this topic holds for every producer. */
  rightsTo(topic: string): RefusalGate {
    const gate = this.rights.get(topic) ?? new RefusalGate();
    this.rights.set(topic, gate);
    return gate;
  }

  /** What a client threw, as something to act on and to tell; no secret is in it. */
  judge(doing: string, error: unknown): StreamError {
    const { kind, message, cause } = this.gate.judge(toStreamError(this.address, doing, error));
    return new StreamError(kind, this.place.security?.sasl?.password.mask(message) ?? message, { cause });
  }
}
