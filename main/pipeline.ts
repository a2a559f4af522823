import { LapwingError } from '../common/errors.ts';
import type { RadioProfile } from '../common/radio.ts';
import { EdgeBuffer } from './onboard/edge/edge-buffer.ts';
import { LiveLane } from './onboard/live-lane.ts';
import { RadioLink } from './onboard/radio-link.ts';
import type { Retention } from './onboard/edge/retention.ts';
import { storageTrouble } from './onboard/storage-words.ts';
import { Uplink } from './onboard/uplink.ts';
import { FactorySink } from './factory/sink.ts';
import { readLapAnswer } from './factory/lap-answer.ts';
import { readWatermark } from './factory/watermark.ts';
import { dataFiles, installationId } from './installation.ts';
import { storeFault } from './store-fault.ts';
import { openEmbeddedStream } from './stream/embedded.ts';
import { deadRecord, type DeadLetter } from './stream/frame-reader.ts';
import { readKafkaSecurity } from './stream/kafka-security.ts';
import { openKafkaStream } from './stream/kafka.ts';
import { startRelay } from './stream/relay.ts';
import { RenewingProducer } from './stream/renewing-producer.ts';
import { SentCounts } from './stream/sent-counts.ts';
import { StreamError, type Consumer, type Stream } from './stream/stream.ts';
import { topicsOf, topicSpecs, type Topics } from './stream/topics.ts';
import { Ingest, type Ingested } from './trackside/ingest.ts';
import { LiveIntake, type LiveFrame } from './trackside/live-intake.ts';
import { LapStore } from './trackside/laps/lap-store.ts';
import { TimingIntake, type TimedEvent } from './trackside/timing-intake.ts';

export const KAFKA_PARTITIONS = 4;
/** Of the timing loops' buffer, which is small, bytes. */
const TIMING_BALLAST = 4 * 1024 * 1024;
const TIMING_SEGMENT = 512 * 1024;

export interface PipelineOptions {
  dataDir: string;
  /** Empty or absent: the embedded stream. */
  brokers?: readonly string[];
  team: string;
  /** What the radio follows at first; unlimited when absent. */
  link?: RadioProfile | undefined;
  /** The team's cut of the field; the whole field when absent, as when a simulated race is all yours. */
  cars?: readonly string[];
  /** Of the cars' edge buffer; without it everything is kept. */
  retention?: Retention;
  onIngested(news: Ingested): void;
  /** Frames that the live lane brought, past the ledger. */
  onLive(frames: LiveFrame[]): void;
  onTimed(news: TimedEvent[]): void;
  /** The cars that somebody has picked on a screen now: the live lane brings them first. */
  picked?(): ReadonlySet<string>;
}

/** The way of the data, from the edge buffer to the factory and back: everything but the race that feeds it. */
export class Pipeline {
  readonly edge: EdgeBuffer;
  /** The buffer of the timing loops, which are wired: the radio does not touch them. */
  readonly timing: EdgeBuffer;
  readonly link = new RadioLink();
  readonly laps: LapStore;
  readonly ingest: Ingest;
  readonly topics: Topics;
  stream!: Stream;
  /** What has left the cars since this process began. */
  sent!: SentCounts;
  factory!: FactorySink;
  live!: LiveLane;
  readonly liveIntake: LiveIntake;
  private readonly options: PipelineOptions;
  /** The name of this data folder, and of its factory. */
  readonly site: string;
  private readonly timingIntake: TimingIntake;
  private readonly troubles = new Map<string, string>();
  private readonly news: string[] = [];
  private readonly parts: { close(): Promise<void> | void }[] = [];
  private uplinks: Uplink[] = [];

  private constructor(options: PipelineOptions) {
    this.options = options;
    this.site = installationId(options.dataDir);
    const files = dataFiles(options.dataDir);
    this.topics = topicsOf(options.team);
    if (options.link) this.link.follow(options.link);
    try {
      this.edge = this.keep(new EdgeBuffer(files.edge, options.retention ? { retention: options.retention } : {}));
      this.timing = this.keep(new EdgeBuffer(files.timing, { ballast: TIMING_BALLAST, segment: TIMING_SEGMENT }));
      this.laps = this.keep(new LapStore(files.laps));
      this.ingest = new Ingest(this.laps);
      this.liveIntake = new LiveIntake(this.ingest);
      this.timingIntake = new TimingIntake(this.laps, this.ingest.ledger);
    } catch (error) {
      for (const part of this.parts.reverse()) void part.close();
      throw error;
    }
  }

  get dataDir(): string {
    return this.options.dataDir;
  }

  private keep<T extends { close(): Promise<void> | void }>(part: T): T {
    this.parts.push(part);
    return part;
  }

  /** Throws LapwingError when the data folder or the broker cannot be used; nothing then stays open. */
  static async open(options: PipelineOptions): Promise<Pipeline> {
    const pipeline = new Pipeline(options);
    try {
      await pipeline.start();
      return pipeline;
    } catch (error) {
      await pipeline.close().catch(() => undefined);
      throw error;
    }
  }

  private async start(): Promise<void> {
    const { brokers, dataDir, team, picked } = this.options;
    const kafka = brokers !== undefined && brokers.length > 0;
    this.stream = this.keep(
      kafka
        ? await openKafkaStream({ brokers: [...brokers], clientId: `lapwing-${this.site.slice(0, 8)}`, security: readKafkaSecurity(dataDir) })
        : openEmbeddedStream({ path: dataFiles(dataDir).stream }),
    );
    const { stream, topics, site } = this;
    await stream.ensureTopics(topicSpecs(topics, kafka ? KAFKA_PARTITIONS : 1));

    // From the far end to the near one, so that nobody sends to where nobody listens yet.
    this.factory = this.keep(
      await FactorySink.start({ path: dataFiles(dataDir).factory, site, stream, topics, onTrouble: this.trouble('factory'), onNews: this.tell }),
    );
    await this.startTrackside();
    const cars = this.options.cars && new Set(this.options.cars);
    const relays = [
      { name: 'fia', from: topics.fiaTelemetry, to: [topics.teamTelemetry], keep: (car: string) => cars?.has(car) ?? true, onNews: this.tell },
      // Here it is as it should be that what is old goes unread.
      { name: 'live', from: topics.fiaLive, to: [topics.tracksideLive], keep: (car: string) => cars?.has(car) ?? true },
      { name: 'team', from: topics.teamTelemetry, to: [topics.tracksideTelemetry, topics.factoryTelemetry], keep: () => true, onNews: this.tell },
    ];
    for (const { name, ...relay } of relays) {
      const group = `lapwing.relay.${team}.${name}`;
      this.keep(await startRelay({ stream, group, ...relay, onTrouble: this.trouble(`${name} relay`) }));
    }
    this.keep(await this.startWatermarks());
    this.sent = new SentCounts(stream);
    const { edge, link } = this;
    const record = new Uplink({ buffer: edge, link, stream: this.sent, topic: topics.fiaTelemetry, onTrouble: this.trouble('uplink') });
    const lane = { buffer: edge, link, stream, topic: topics.fiaLive, record, onTrouble: this.trouble('live lane') };
    this.live = this.keep(new LiveLane({ ...lane, ...(picked && { picked }) }));
    this.uplinks = [
      record,
      new Uplink({ buffer: this.timing, link: new RadioLink(), stream, topic: topics.fiaTiming, onTrouble: this.trouble('timing') }),
    ];
    for (const uplink of this.uplinks) this.keep(uplink);
  }

  private async startTrackside(): Promise<void> {
    const { stream, topics, site, options } = this;
    const bury = this.gravedigger();
    this.keep(
      await stream.consumer({
        group: `lapwing.trackside.${site}`,
        topics: [topics.tracksideTelemetry],
        onTrouble: this.trouble('trackside'),
        onNews: this.tell,
        handle: async (records) => {
          const { news, dead: letters } = this.storing(() => this.ingest.take(records));
          await bury(letters);
          options.onIngested(news);
        },
      }),
    );
    this.keep(
      await stream.consumer({
        group: `lapwing.live.${site}`,
        topics: [topics.tracksideLive],
        onTrouble: this.trouble('live'),
        handle: async (records) => {
          const { frames, dead: letters } = this.liveIntake.take(records);
          await bury(letters);
          options.onLive(frames);
        },
      }),
    );
    this.keep(
      await stream.consumer({
        group: `lapwing.timing.${site}`,
        topics: [topics.fiaTiming],
        onTrouble: this.trouble('timing'),
        onNews: this.tell,
        handle: async (records) => {
          const { news, dead: letters } = this.storing(() => this.timingIntake.take(records));
          await bury(letters);
          options.onTimed(news);
        },
      }),
    );
  }

  /** A lap store that cannot be written is told by its name; the same records come again. */
  private storing<T>(take: () => T): T {
    try {
      return take();
    } catch (error) {
      const fault = storeFault(error, dataFiles(this.options.dataDir).laps);
      throw fault instanceof LapwingError ? new StreamError('storage', `${fault.message} What has not been stored waits, and is not lost.`, { cause: error }) : error;
    }
  }

  /** Sends what cannot be read where it can be looked at. */
  private gravedigger(): (letters: readonly DeadLetter[]) => Promise<void> {
    const dead = this.keep(new RenewingProducer(this.stream));
    return async (letters) => {
      for (const letter of letters) await dead.send(letter.topic, [letter.record]);
    };
  }

  private startWatermarks(): Promise<Consumer> {
    const bury = this.gravedigger();
    return this.stream.consumer({
      group: `lapwing.edge.${this.site}`,
      topics: [this.topics.factoryWatermarks],
      onTrouble: this.trouble('watermarks'),
      handle: async (records) => {
        // The car hears the factory over the same radio.
        while (this.link.state === 'cut' && !this.closing) await this.link.changed(1000);
        const read = records.map((record) => ({ record, mark: readWatermark(record.value) }));
        await bury(read.filter(({ mark, record }) => mark === null && readLapAnswer(record.value) === null).map(({ record }) => deadRecord(record, 'this is no watermark')));
        const marks = read.flatMap(({ mark }) => mark ?? []).filter(({ site }) => site === this.site);
        for (const buffer of [this.edge, this.timing]) buffer.confirmAll(marks);
      },
    });
  }

  private closing = false;

  private trouble(who: string): (trouble: StreamError | string | null) => void {
    return (trouble) => {
      if (trouble === null) this.troubles.delete(who);
      else this.troubles.set(who, typeof trouble === 'string' ? trouble : trouble.message);
    };
  }

  private readonly tell = (line: string): void => void this.news.push(line);

  /** What buffers and stream have to tell a person and nobody has taken yet, a line each. */
  takeNews(): string[] {
    return [...this.edge.takeNews(), ...this.timing.takeNews(), ...this.news.splice(0)];
  }

  /** What is wrong with the buffers' disk or the stream, in one line; null while all is well. */
  get streamTrouble(): string | null {
    const [first] = this.troubles.values();
    return storageTrouble(this.edge.storage, this.dataDir) ?? first ?? null;
  }

  /** The buffers have something new to send. */
  notify(): void {
    for (const uplink of this.uplinks) uplink.notify();
  }

  /** A race begins: what was buffered before it is sent when nothing of it waits. */
  newestFirst(): void {
    for (const uplink of this.uplinks) uplink.newestFirst();
  }

  /**
   * Ends in the order of the data, so that what is under way comes to rest on a disk. A part that cannot end well does
   * not keep the others open; what it throws comes when all have ended.
   */
  async close(): Promise<void> {
    this.closing = true;
    this.link.wake();
    const failures: unknown[] = [];
    for (const part of this.parts.splice(0).reverse()) {
      try {
        await part.close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
