import type { Consumer as KafkaJsConsumer, EachBatchPayload } from 'kafkajs';
import { atMost } from './at-most.ts';
import { kafkaClient } from './kafka-client.ts';
import type { KafkaDoor } from './kafka-door.ts';
import { KafkaSockets } from './kafka-sockets.ts';
import { lookForMissed, missedWords, ReadingPlaces } from './missed-records.ts';
import { REFUSAL_PAUSE, isRefusal } from './refusal-gate.ts';
import { watchForSilence } from './silence.ts';
import { StreamError, type Consumer, type ConsumerOptions, type StreamRecord } from './stream.ts';

/** Milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5000;
/** A member that says nothing for so long is taken for dead; until then nobody gets its partitions. */
const SESSION = 10_000;
const HEARTBEAT = 2500;
/** How long the others of a group may take to join again; a broker says nothing meanwhile. */
const REBALANCE = 15_000;
/** Nothing at all has come for so long: the connections are dead. Above what a broker may leave us waiting, and the stalls of a bad way. */
const SILENCE = 25_000;
/** An answer may take its time as long as something comes: `SILENCE` tells what is dead. */
const LONGEST_ANSWER = 600_000;
const CLOSE_PATIENCE = 3000;
/** How long reading waits to find out whether something was missed before; afterwards kafkajs moves on and nobody could tell. */
const LOOK_BACK = 5000;
/** A broker answers at once when it has something; this is how long it holds a question when it has nothing. */
const IDLE_WAIT = 1000;

/**
 * A member of a group that never gives up: kafkajs stops for good after some errors, so each end of its consumer is
 * reported, and after a pause there is a new one.
 */
export class KafkaConsumer implements Consumer {
  private readonly door: KafkaDoor;
  private readonly options: ConsumerOptions;
  private readonly onClosed: () => void;
  private readonly failures = new Map<string, number>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private handling: Promise<unknown> = Promise.resolve();
  private readonly places = new ReadingPlaces();
  private lost = false;
  private attempts = 0;
  private stop!: () => void;
  /** Ends the kafkajs consumer that lives now, so that no offset is committed any more. */
  private abandon: (reason: StreamError) => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.stop = resolve));
  private closing: Promise<void> | undefined;
  private readonly ended: Promise<void>;

  constructor(door: KafkaDoor, options: ConsumerOptions, onClosed: () => void) {
    this.door = door;
    this.options = options;
    this.onClosed = onClosed;
    this.ended = this.supervise();
  }

  private async supervise(): Promise<void> {
    while (!this.closing) {
      const error = await this.live();
      if (this.closing) break;
      this.lost = true;
      const trouble = this.door.judge(`reading ${this.options.topics.join(', ')}`, error);
      this.options.onTrouble?.(trouble);
      if (isRefusal(trouble)) await Promise.race([this.pause(REFUSAL_PAUSE), this.door.gate.cleared()]);
      else await this.pause(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.attempts++));
    }
    for (const pause of this.pauses) clearTimeout(pause);
  }

  private async pause(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([new Promise((resolve) => (timer = setTimeout(resolve, ms))), this.stopped]);
    clearTimeout(timer);
  }

  /** One kafkajs consumer from its birth to its end; gives the reason for the end. */
  private async live(): Promise<unknown> {
    const sockets = new KafkaSockets(this.door.gate);
    const consumer = kafkaClient(this.door.place, { sockets, requestTimeout: LONGEST_ANSWER }).consumer({
      groupId: this.options.group,
      allowAutoTopicCreation: false,
      minBytes: 1,
      maxWaitTimeInMs: IDLE_WAIT,
      sessionTimeout: SESSION,
      rebalanceTimeout: REBALANCE,
      heartbeatInterval: HEARTBEAT,
      retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 1000, restartOnFailure: async () => false },
    });
    const crashed = new Promise<unknown>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
    });
    consumer.on(consumer.events.GROUP_JOIN, () => this.joined());
    let asking = false;
    consumer.on(consumer.events.FETCH_START, () => void (asking = true));
    consumer.on(consumer.events.FETCH, () => void (asking = false));
    const abandoned = new Promise<StreamError>((resolve) => {
      this.abandon = (reason) => {
        // Between a batch and its commit there is no time for a farewell.
        if (!asking) sockets.end();
        resolve(reason);
      };
    });
    const silence = watchForSilence(sockets, SILENCE);
    void silence.fallen.then(() => this.fallSilent(sockets));
    const joining = this.join(consumer);
    try {
      await Promise.race([joining, abandoned.then((reason) => Promise.reject(reason)), this.stopped.then(() => atMost(CLOSE_PATIENCE, joining))]);
      return await Promise.race([abandoned, crashed, this.stopped]);
    } catch (error) {
      return error;
    } finally {
      silence.stop();
      joining.catch(() => undefined);
      const parting = consumer.disconnect();
      // Nobody waits for what the broker may say to the last question.
      if (asking) sockets.cut('closing');
      await atMost(CLOSE_PATIENCE, parting);
      await this.handling;
      await atMost(CLOSE_PATIENCE, parting);
      // Whatever kafkajs is still at, it would do for nobody.
      sockets.end();
    }
  }

  private fallSilent(sockets: KafkaSockets): void {
    sockets.end();
    this.abandon(this.door.noAnswer(sockets.heardAt));
  }

  private async join(consumer: KafkaJsConsumer): Promise<void> {
    await consumer.connect();
    this.door.gate.clear();
    await atMost(LOOK_BACK, this.tellMissed());
    await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await consumer.run({ eachBatchAutoResolve: false, eachBatch: (payload) => this.eachBatch(payload) });
  }

  /** What left the topics while nobody of the group was there. It is only told: that this cannot be asked keeps nobody from reading. */
  private async tellMissed(): Promise<void> {
    const { group, topics, onNews } = this.options;
    if (!onNews) return;
    const admin = kafkaClient(this.door.place).admin();
    try {
      await admin.connect();
      for (const missed of await lookForMissed(admin, group, topics)) onNews(missedWords(missed, group));
    } finally {
      await atMost(CLOSE_PATIENCE, admin.disconnect());
    }
  }

  private joined(): void {
    this.attempts = 0;
    this.places.forget();
    if (!this.lost) return;
    this.lost = false;
    this.recovered();
  }

  private recovered(): void {
    if (!this.lost && this.failures.size === 0) this.options.onTrouble?.(null);
  }

  private async eachBatch({ batch, resolveOffset, heartbeat, pause, isRunning, isStale }: EachBatchPayload): Promise<void> {
    if (this.closing || !isRunning() || isStale()) return;
    const { topic, partition } = batch;
    const lane = `${topic}/${partition}`;
    // The types do not know of it; what is asked for is where the last batch ended, or where there is still something.
    const asked = Number((batch as { fetchedOffset?: string }).fetchedOffset ?? 0);
    const missed = this.places.asked(topic, partition, asked);
    const records: StreamRecord[] = batch.messages.map(({ key, value, offset }) => ({
      topic,
      partition,
      offset: Number(offset),
      key: key?.toString() ?? '',
      value: value ?? new Uint8Array(0),
    }));
    // A handler that takes its time must not look dead. What a heartbeat finds out, the next fetch finds out too.
    const beat = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT);
    try {
      const handling = Promise.resolve(this.options.handle(records));
      this.handling = handling.catch(() => undefined);
      await handling;
    } catch (error) {
      this.refused(lane, batch.firstOffset(), error);
      this.resumeLater(lane, pause());
      return;
    } finally {
      clearInterval(beat);
    }
    if (missed) this.options.onNews?.(missedWords(missed, this.options.group));
    resolveOffset(batch.lastOffset());
    this.places.had(topic, partition, Number(batch.lastOffset()) + 1);
    if (this.failures.delete(lane)) this.recovered();
  }

  private resumeLater(lane: string, resume: () => void): void {
    const failures = this.failures.get(lane) ?? 1;
    const again = setTimeout(() => {
      this.pauses.delete(again);
      resume();
    }, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)));
    this.pauses.add(again);
  }

  private refused(lane: string, offset: string | null, error: unknown): void {
    this.failures.set(lane, (this.failures.get(lane) ?? 0) + 1);
    const reason = error instanceof Error ? error.message : String(error);
    this.options.onTrouble?.(
      error instanceof StreamError
        ? error
        : new StreamError('handler', `group ${this.options.group} could not take ${lane} from record ${offset} on: ${reason}; trying again`, { cause: error }),
    );
  }

  /** These topics are gone: what is read of them now, and where one was in them, holds no more. */
  leave(names: readonly string[]): void {
    const gone = this.options.topics.filter((topic) => names.includes(topic));
    if (gone.length > 0) this.abandon(this.door.gone(gone));
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    this.stop();
    await this.ended;
    this.onClosed();
  }
}
