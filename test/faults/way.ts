import Database from 'better-sqlite3';
import { join } from 'node:path';
import { openFrame } from '../../common/frame.ts';
import { FactorySink } from '../../main/factory/sink.ts';
import { readWatermark } from '../../main/factory/watermark.ts';
import { LiveLane } from '../../main/onboard/live-lane.ts';
import { RadioLink } from '../../main/onboard/radio-link.ts';
import { Uplink, type UplinkOptions } from '../../main/onboard/uplink.ts';
import { startRelay } from '../../main/stream/relay.ts';
import type { Consumer, Stream, StreamError, StreamRecord } from '../../main/stream/stream.ts';
import { topicsOf, topicSpecs, type Topics } from '../../main/stream/topics.ts';
import { openStream, type StreamPlace } from '../stream/place.ts';
import { FrameMaker, nameOf, type MakerOptions } from './frame-maker.ts';
import { idOf } from './made-frame.ts';
import type { FrameId } from './oracle.ts';
import { Witness } from './witness.ts';

/** What sends: the product's uplink, or a control with a bug in it. */
export interface Sender {
  notify(): void;
  close(): Promise<void>;
}

export interface WayOptions extends MakerOptions {
  /** Makes topics and groups this way's own on a broker that has others. */
  name: string;
  /** What the parts of the product are given. */
  place: StreamPlace;
  /** Opens the stream that the parts of the product are given; that at `place` by default. */
  open?: () => Promise<Stream>;
  /** Where the observer reads, past any proxy; the same as `place` by default. */
  direct?: StreamPlace;
  /** What the cars send to, where that is not `place`: the radio's side of a proxy. */
  radio?: StreamPlace;
  /** The live lane sends as well, and `seen` says what arrived of it. */
  live?: boolean;
  /** False: nobody writes down what is on the broker, which takes as long as there is much. */
  watchesBroker?: boolean;
  /** Stands between the product and its stream. */
  wrap?: (stream: Stream, topics: Topics) => Stream;
  sender?: (options: UplinkOptions) => Sender;
  /** False: a witness with no ledger, which must fail. */
  deduplicates?: boolean;
}

const PARTITIONS = 4;

/** From the edge buffer over uplink, relay and factory back to the edge buffer, assembled of the product's own parts, with an observer beside it. */
export class Way extends FrameMaker {
  readonly link = new RadioLink();
  readonly topics: Topics;
  readonly onBroker: FrameId[] = [];
  /** The same without repeats. */
  readonly seenOnBroker = new Set<FrameId>();
  /** Unix time of closing of the newest frame that has come over either lane, ms, and how many came over the live one. */
  readonly seen = { newest: 0, live: 0 };
  readonly witness: Witness;
  /** What the witness let through, in order: there once the way is closed. */
  admitted: FrameId[] = [];
  readonly factoryPath: string;
  sender!: Sender;
  stream!: Stream;
  direct!: Stream;
  private relay!: Consumer;
  private readonly options: WayOptions;
  private readonly parts: { close(): Promise<void> | void }[] = [];

  private constructor(options: WayOptions) {
    super(options);
    this.options = options;
    this.topics = topicsFor(options.name);
    this.factoryPath = join(options.folder, 'factory.db');
    this.witness = new Witness(join(options.folder, 'witness.db'), options.deduplicates);
    this.parts.push(this.edge, this.witness);
  }

  /** Rejects as the product's own parts do. */
  static async open(options: WayOptions): Promise<Way> {
    const way = new Way(options);
    try {
      await way.start();
      return way;
    } catch (error) {
      await way.close();
      throw error;
    }
  }

  private async start(): Promise<void> {
    const { place, direct = place, name, wrap = (stream: Stream) => stream } = this.options;
    const { topics } = this;
    const raw = await (this.options.open?.() ?? openStream(place));
    this.parts.push(raw);
    this.stream = wrap(raw, topics);
    this.direct = raw;
    if (direct !== place || this.options.open) this.parts.push((this.direct = await openStream(direct)));
    await this.direct.ensureTopics(topicSpecs(topics, place.kind === 'kafka' ? PARTITIONS : 1));
    await this.observe();
    const { stream } = this;
    this.relay = await this.startRelay();
    this.parts.push(
      await FactorySink.start({ path: this.factoryPath, site: name, stream, topics, onTrouble: this.told, onNews: this.told }),
      { close: () => this.relay.close() },
      await stream.consumer({
        group: `${name}.edge`,
        topics: [topics.factoryWatermarks],
        onTrouble: this.told,
        handle: (records) => this.edge.confirmAll(records.flatMap(({ value }) => readWatermark(value) ?? [])),
      }),
    );
    const { radio, sender, live } = this.options;
    const sendTo = radio ? await openStream(radio) : stream;
    if (radio) this.parts.push(sendTo);
    const uplink = { buffer: this.edge, link: this.link, stream: sendTo, topic: topics.fiaTelemetry, onTrouble: this.told };
    this.sender = sender?.(uplink) ?? new Uplink(uplink);
    this.parts.push(this.sender);
    if (live && this.sender instanceof Uplink) await this.startLive(sendTo, this.sender);
  }

  private async startLive(sendTo: Stream, record: Uplink): Promise<void> {
    const { stream, topics, options } = this;
    const arrived = (records: readonly StreamRecord[]): void => {
      for (const { value } of records) this.seen.newest = Math.max(this.seen.newest, openFrame(value).closed);
    };
    this.parts.push(
      await startRelay({ stream, group: `${options.name}.live`, from: topics.fiaLive, to: [topics.tracksideLive], keep: () => true, onTrouble: this.told }),
      await stream.consumer({ group: `${options.name}.screens`, topics: [topics.factoryTelemetry], handle: arrived }),
      await stream.consumer({
        group: `${options.name}.screens.live`,
        topics: [topics.tracksideLive],
        handle: (records) => {
          this.seen.live += records.length;
          arrived(records);
        },
      }),
      new LiveLane({ buffer: this.edge, link: this.link, stream: sendTo, topic: topics.fiaLive, record, onTrouble: this.told }),
    );
  }

  private startRelay(): Promise<Consumer> {
    const { stream, topics, told, options } = this;
    return startRelay({ stream, group: `${options.name}.relay`, from: topics.fiaTelemetry, to: [topics.factoryTelemetry], keep: () => true, onTrouble: told, onNews: told });
  }

  /** Nobody copies while `meanwhile` goes on. */
  async pauseRelay(meanwhile: () => Promise<void>): Promise<void> {
    await this.relay.close();
    await meanwhile();
    this.relay = await this.startRelay();
  }

  private async observe(): Promise<void> {
    const { direct, topics, options } = this;
    const group = `${options.name}.observer`;
    await direct.consumer({ group: `${group}.witness`, topics: [topics.factoryTelemetry], handle: (records) => this.witness.take(records) });
    if (options.watchesBroker === false) return;
    await direct.consumer({ group: `${group}.${process.pid}.${Date.now()}`, topics: [topics.fiaTelemetry], handle: (records) => {
      for (const { value } of records) {
        const frame = openFrame(value);
        if (frame.gap) continue;
        const id = idOf(frame);
        this.onBroker.push(id);
        this.seenOnBroker.add(id);
      }
    } });
  }

  readonly told = (trouble: StreamError | string | null): void => {
    if (trouble !== null) this.texts.add(typeof trouble === 'string' ? trouble : trouble.message);
  };

  protected override onStored(): void {
    this.sender.notify();
  }

  /** Of those that have names, the frames which somebody was told are lost for ever. */
  declaredMissing(names: ReadonlyMap<string, FrameId> = this.names): FrameId[] {
    return this.witness.lost().flatMap(({ incarnation, car, first, last }) =>
      Array.from({ length: last - first + 1 }, (_, i) => names.get(nameOf(incarnation, car, first + i)) ?? []).flat(),
    );
  }

  async close(): Promise<void> {
    this.listen();
    for (const part of this.parts.splice(0).reverse()) {
      if (part === this.witness) this.admitted = this.witness.seen();
      await part.close();
    }
  }
}

/** What the factory's database holds. The way must be closed: a factory keeps its file to itself. */
export function heldByFactory({ factoryPath }: Way): FrameId[] {
  const db = new Database(factoryPath, { readonly: true });
  try {
    return db.prepare<[], { car: string; seq: number; body: Buffer }>('SELECT car, seq, body FROM frame ORDER BY car, incarnation, seq').all().map(idOf);
  } finally {
    db.close();
  }
}

/** Repeats that the factory's ledger has dropped. As above. */
export function droppedByFactory({ factoryPath }: Way): number {
  const db = new Database(factoryPath, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT COALESCE(SUM(duplicates), 0) FROM ledger').pluck().get()!;
  } finally {
    db.close();
  }
}

function topicsFor(name: string): Topics {
  const topics = topicsOf(name);
  return { ...topics, fiaTelemetry: `${name}.${topics.fiaTelemetry}`, fiaLive: `${name}.${topics.fiaLive}`, fiaTiming: `${name}.${topics.fiaTiming}` };
}
