import { LapwingError, toErrorShape } from '../../common/errors.ts';
import type { ExportReceipt, ExportView, LapReceipt } from '../../common/lap-export.ts';
import { RenewingProducer } from '../stream/renewing-producer.ts';
import { StreamError, type OutRecord, type Stream } from '../stream/stream.ts';
import type { Topics } from '../stream/topics.ts';
import { lapFingerprint, type LapSource, type StoredLapName, type StoredLapParts } from '../trackside/laps/lap-source.ts';
import type { ExportLedger } from './export-ledger.ts';
import { readLapAnswer, type LapAnswer } from './lap-answer.ts';
import { LapPacker, type PackedLap } from './lap-packer.ts';
import { lapKeyText, lapRecords, type LapKey } from './lap-record.ts';

/** Documents that are sent and not confirmed, at most. */
const UNDER_WAY = 8;
const RETRY_MS = 500;
const LOOK_MS = 50;
/** How long the factory may be silent before the export gives up, ms. */
export const PATIENCE = 30_000;

export interface LapExportOptions {
  stream: Stream;
  topics: Topics;
  /** The factory whose word counts. */
  site: string;
  race: string;
  laps: readonly StoredLapName[];
  source: LapSource;
  ledger: ExportLedger;
  /** How long the factory may be silent, ms. */
  patience?: number;
  /** After each step. */
  onChange(view: ExportView): void;
}

interface UnderWay {
  name: StoredLapName;
  sha256: string;
  revision: number;
}

/** Sends laps of one race to the factory, in order, until it has confirmed each; what it has confirmed before is not sent again. */
export class LapExport {
  private readonly options: LapExportOptions;
  private readonly producer: RenewingProducer;
  private readonly packer = new LapPacker();
  private readonly underWay = new Map<string, UnderWay>();
  private readonly receipts: LapReceipt[] = [];
  private current: ExportView;
  private refusal: LapwingError | undefined;
  private moved = performance.now();
  private stopped = false;

  constructor(options: LapExportOptions) {
    this.options = options;
    this.producer = new RenewingProducer(options.stream);
    const { stream, topics, site, race, laps } = options;
    this.current = {
      ...{ race_id: race, state: 'running', topic: topics.factoryLaps, address: stream.address, site, laps: laps.length },
      ...{ before: 0, sent: 0, confirmed: 0, bytes: 0, started: Date.now() / 1000, error: null },
    };
  }

  get view(): ExportView {
    return this.current;
  }

  /** Ends the export as failed; what is confirmed stays confirmed. */
  stop(): void {
    this.stopped = true;
  }

  /** Resolves when it has ended, well or not: `error` of the receipt says which. */
  async run(): Promise<ExportReceipt> {
    const { stream, topics, site } = this.options;
    let error: ExportReceipt['error'] = null;
    try {
      const consumer = await stream.consumer({
        group: `lapwing.export.${site}`,
        topics: [topics.factoryWatermarks],
        handle: (records) => {
          for (const { value } of records) this.hear(readLapAnswer(value));
        },
      });
      try {
        for (const name of this.options.laps) await this.bring(name);
        await this.until(() => this.underWay.size === 0);
      } finally {
        await consumer.close();
      }
    } catch (cause) {
      error = toErrorShape(cause);
    }
    await this.producer.close();
    await this.packer.close();
    this.step({ state: error ? 'failed' : 'done', error });
    return { ...this.current, ended: Date.now() / 1000, receipts: this.receipts };
  }

  private step(change: Partial<ExportView>): void {
    this.current = { ...this.current, ...change };
    this.options.onChange(this.current);
  }

  private async bring(name: StoredLapName): Promise<void> {
    const { race, source, ledger } = this.options;
    const { id, car, lap } = name;
    const known = ledger.find(race, car, lap);
    const parts = source.read(id);
    if (!parts) throw new LapwingError('E_NO_LAP', `Lap ${lap} of ${car} is gone from the store since the export began. Export again.`);
    const fingerprint = lapFingerprint(parts);
    if (known?.confirmed != null && known.fingerprint === fingerprint) {
      const { revision, sha256, bytes, confirmed } = known;
      this.receipts.push({ car, lap, revision, sha256, bytes, confirmed, before: true });
      this.step({ before: this.current.before + 1, confirmed: this.current.confirmed + 1 });
      this.moved = performance.now();
      return;
    }
    const { sha256, bytes, packed } = await this.pack(parts, name);
    const revision = ledger.begin(race, car, lap, { fingerprint, sha256, bytes });
    const key: LapKey = { race, car, lap, revision };
    await this.until(() => this.underWay.size < UNDER_WAY);
    this.underWay.set(lapKeyText(key), { name, sha256, revision });
    for (const record of lapRecords(key, sha256, packed)) await this.send(record);
    this.step({ sent: this.current.sent + 1, bytes: this.current.bytes + packed.length });
  }

  private async pack(parts: StoredLapParts, { car, lap }: StoredLapName): Promise<PackedLap> {
    try {
      return await this.packer.pack(parts);
    } catch (cause) {
      throw new LapwingError('E_LAP_DAMAGED', `Lap ${lap} of ${car} cannot be read: ${(cause as Error).message}. ${this.standing()} Export the other laps by number.`, { cause });
    }
  }

  /** Until it is acknowledged; a stream that refuses for good, or for too long, ends the export. */
  private async send(record: OutRecord): Promise<void> {
    for (;;) {
      this.check();
      try {
        return await this.producer.send(this.options.topics.factoryLaps, [record]);
      } catch (error) {
        if (!(error instanceof StreamError)) throw error;
        const forGood = error.kind === 'denied' || error.kind === 'too-large';
        if (forGood || this.silent()) throw new LapwingError('E_EXPORT_STREAM', `${error.message} ${this.standing()} ${AGAIN}`, { cause: error });
        await pause(RETRY_MS);
      }
    }
  }

  private hear(answer: LapAnswer | null): void {
    const { site, race, ledger } = this.options;
    if (answer?.site !== site || answer.race !== race) return;
    const key = lapKeyText(answer);
    const lap = this.underWay.get(key);
    if (!lap || lap.sha256 !== answer.sha256) return;
    const { car, lap: number, revision, sha256, bytes, refused } = answer;
    this.moved = performance.now();
    if (refused !== null) {
      this.refusal = new LapwingError('E_EXPORT_REFUSED', `The factory refuses lap ${number} of ${car} (revision ${revision}): ${refused}. ${this.standing()} The refused document is in ${this.current.topic}.dead.`);
      return;
    }
    this.underWay.delete(key);
    const confirmed = Date.now() / 1000;
    ledger.confirm(race, car, number, revision, confirmed);
    this.receipts.push({ car, lap: number, revision, sha256, bytes, confirmed, before: false });
    this.step({ confirmed: this.current.confirmed + 1 });
  }

  private async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      this.check();
      if (this.silent()) {
        const silence = Math.round((this.options.patience ?? PATIENCE) / 1000);
        throw new LapwingError('E_NO_FACTORY', `No factory has answered for ${silence} s on ${this.options.topics.factoryWatermarks} at ${this.current.address}. ${this.standing()} ${AGAIN}`);
      }
      await pause(LOOK_MS);
    }
  }

  private check(): void {
    if (this.refusal) throw this.refusal;
    if (this.stopped) throw new LapwingError('E_EXPORT_STOPPED', `The export was stopped. ${this.standing()} ${AGAIN}`);
  }

  private silent(): boolean {
    return performance.now() - this.moved > (this.options.patience ?? PATIENCE);
  }

  private standing(): string {
    const { race_id, confirmed, laps } = this.current;
    return `Of ${race_id}, ${confirmed} of ${laps} laps are confirmed.`;
  }
}

const AGAIN = 'Export again to go on: confirmed laps are not sent again.';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
