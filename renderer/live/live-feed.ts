import type { Connection, RequestParams } from '../../common/contract.ts';
import { decodeLivePacket } from '../../common/live-packet.ts';
import type { LivePacket } from '../../common/live-packet.ts';

type Wish = Omit<RequestParams<'live.subscribe'>, 'subscription'>;

/** No workstation counts its races from below zero. */
const NO_EPOCH = -1;

interface Open {
  wish: Wish;
  take: (packet: LivePacket) => void;
}

/**
 * Live samples for whoever asks. A packet is paid for with a credit in the animation frame after it came, so that a
 * window that is hidden or slow gets fewer packets instead of a queue. After a lost connection, or when the window has
 * been hidden, everything is subscribed again with its past: holes fill up.
 */
export class LiveFeed {
  readonly #connection: Connection;
  readonly #open = new Map<number, Open>();
  readonly #owed = new Set<number>();
  #last = 0;
  #frame = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onLive((bytes) => this.#take(decodeLivePacket(bytes)));
    connection.onState((state) => {
      if (state === 'connected') this.refill();
    });
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.refill();
    });
  }

  open(wish: Wish, take: (packet: LivePacket) => void): { change(wish: Wish): void; close(): void } {
    const subscription = ++this.#last;
    const entry: Open = { wish, take };
    this.#open.set(subscription, entry);
    this.#subscribe(subscription, entry);
    return {
      change: (next) => {
        entry.wish = next;
        this.#subscribe(subscription, entry);
      },
      close: () => {
        this.#open.delete(subscription);
        this.#owed.delete(subscription);
        this.#connection.request('live.unsubscribe', { subscription }).catch(ignoreLoss);
      },
    };
  }

  /** Another race is on: nothing of the one before is to be seen any longer, even while nothing of this one has come. */
  startAfresh(): void {
    for (const [subscription, { take }] of this.#open) take({ subscription, epoch: NO_EPOCH, skipped: 0, cars: [] });
    this.refill();
  }

  /** Asks for everything once more from as far back as each subscription wants. */
  refill(): void {
    for (const [subscription, entry] of this.#open) this.#subscribe(subscription, entry);
  }

  #subscribe(subscription: number, { wish }: Open): void {
    this.#owed.delete(subscription);
    this.#connection.request('live.subscribe', { subscription, ...wish }).catch(ignoreLoss);
  }

  #take(packet: LivePacket): void {
    const entry = this.#open.get(packet.subscription);
    if (!entry) return;
    entry.take(packet);
    this.#owed.add(packet.subscription);
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#pay());
  }

  #pay(): void {
    this.#frame = 0;
    for (const subscription of this.#owed) {
      this.#connection.request('live.credit', { subscription }).catch(ignoreLoss);
    }
    this.#owed.clear();
  }
}

/** A lost connection shows in the status line already, and everything is subscribed again when it is back. */
function ignoreLoss(): void {}
