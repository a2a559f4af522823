import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sealFrame } from '../../../common/frame.ts';
import { KAFKA_PARTITIONS } from '../../pipeline.ts';
import { installationId } from '../../installation.ts';
import { openKafkaStream } from '../../stream/kafka.ts';
import { readKafkaSecurity } from '../../stream/kafka-security.ts';
import { RenewingProducer } from '../../stream/renewing-producer.ts';
import { StreamError, type OutRecord, type Stream } from '../../stream/stream.ts';
import { replayTopics } from '../../stream/topics.ts';
import { encodeTiming, TIMING_SOURCE } from '../../trackside/timing-intake.ts';
import type { ReplayedFrames } from '../../trackside/replay/replayed-frames.ts';
import type { ReplayedRace } from '../../trackside/replay/replayed-race.ts';
import { say } from './output.ts';

/** Bytes of one send: any broker takes a message of this size. */
const MOST_BYTES = 512 * 1024;
const AGAIN_MS = 1000;

/** Sends a stored race to a broker as the cars sent it, under an incarnation of its own: each frame once, each car in order. */
export class ReplaySender {
  readonly topics;
  frames = 0;
  private readonly race: ReplayedRace;
  private readonly replayed: ReplayedFrames;
  private readonly stream: Stream;
  private readonly producer: RenewingProducer;
  private readonly incarnation = randomUUID();
  private readonly numbers = new Map<string, number>();
  private told: number;

  private constructor(race: ReplayedRace, stream: Stream, team: string) {
    this.race = race;
    this.replayed = race.frames();
    this.stream = stream;
    this.producer = new RenewingProducer(stream);
    this.topics = replayTopics(team);
    this.told = -Infinity;
  }

  /** Throws LapwingError or StreamError when the brokers cannot be used. */
  static async open(race: ReplayedRace, options: { brokers: readonly string[]; dataDir: string; team: string }): Promise<ReplaySender> {
    const { brokers, dataDir, team } = options;
    const clientId = `lapwing-replay-${installationId(dataDir).slice(0, 8)}`;
    const stream = await openKafkaStream({ brokers: [...brokers], clientId, security: readKafkaSecurity(dataDir) });
    const sender = new ReplaySender(race, stream, team);
    try {
      const { telemetry, timing } = sender.topics;
      await stream.ensureTopics([{ name: telemetry, partitions: KAFKA_PARTITIONS }, { name: timing, partitions: 1 }]);
      return sender;
    } catch (error) {
      await sender.close();
      throw error;
    }
  }

  /** Sends what was closed and said by a race time, s; resolves when the broker has it. */
  async until(racetime: number): Promise<void> {
    const { telemetry, timing } = this.topics;
    await this.send(telemetry, this.replayed.until(racetime));
    const said = this.race.timing.between(this.told, racetime).map((event) => ({ car: TIMING_SOURCE, body: encodeTiming(event) }));
    this.told = racetime;
    await this.send(timing, said);
  }

  private async send(topic: string, bodies: readonly { car: string; body: Uint8Array }[]): Promise<void> {
    let batch: OutRecord[] = [];
    let bytes = 0;
    for (const { car, body } of bodies) {
      const seq = this.numbers.get(car) ?? 0;
      this.numbers.set(car, seq + 1);
      const value = sealFrame({ incarnation: this.incarnation, race: this.race.race_id, car, seq, closed: Date.now(), body });
      if (bytes + value.length > MOST_BYTES && batch.length > 0) {
        await this.insist(topic, batch);
        batch = [];
        bytes = 0;
      }
      batch.push({ key: car, value });
      bytes += value.length;
      if (topic === this.topics.telemetry) this.frames++;
    }
    if (batch.length > 0) await this.insist(topic, batch);
  }

  /** The same batch again until the broker has it. Throws what a person has to put right. */
  private async insist(topic: string, batch: readonly OutRecord[]): Promise<void> {
    for (let told = ''; ; await pause(AGAIN_MS)) {
      try {
        return await this.producer.send(topic, batch);
      } catch (error) {
        if (!(error instanceof StreamError) || !['unreachable', 'busy'].includes(error.kind)) throw error;
        if (told !== error.message) say(`${error.message} Trying again.`);
        told = error.message;
      }
    }
  }

  async close(): Promise<void> {
    await this.producer.close();
    await this.stream.close();
  }
}
