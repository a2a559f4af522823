import { createHash, type Hash } from 'node:crypto';
import type { EventName, EventPayload } from '../../../common/contract.ts';
import type { LivePacket } from '../../../common/live-packet.ts';

const bytesOf = (array: Float64Array | Float32Array | Uint16Array): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** What a screen has got of a race, in 64 letters: the same live and replayed, however it came in packets. */
export class ScreenDigest {
  records = 0;
  messages = 0;
  private readonly cars = new Map<string, Hash[]>();
  private readonly timing = { standings: createHash('sha256'), messages: createHash('sha256'), results: createHash('sha256') };

  /** All of one subscription. */
  packet({ cars }: LivePacket): void {
    for (const { car, racetime, lap, columns } of cars) {
      const arrays = [racetime, lap, ...columns];
      let hashes = this.cars.get(car);
      if (!hashes) this.cars.set(car, (hashes = arrays.map(() => createHash('sha256'))));
      arrays.forEach((array, i) => hashes[i]!.update(bytesOf(array)));
      this.records += racetime.length;
    }
  }

  /** Standings, messages and results, live or of a replay; nothing else counts. */
  event<K extends EventName>(name: K, payload: EventPayload<K>): void {
    const said = name.replace(/^replay\./, '');
    if (said === 'standings' || said === 'results') this.timing[said].update(JSON.stringify(payload));
    if (said !== 'messages') return;
    for (const message of (payload as EventPayload<'messages'>).messages) {
      this.timing.messages.update(JSON.stringify(message));
      this.messages++;
    }
  }

  /** Hexadecimal. To be asked once. */
  finish(): string {
    const whole = createHash('sha256');
    for (const car of [...this.cars.keys()].sort()) {
      whole.update(`${car}\n`);
      for (const hash of this.cars.get(car)!) whole.update(hash.digest());
    }
    for (const hash of Object.values(this.timing)) whole.update(hash.digest());
    return whole.digest('hex');
  }
}
