/** New samples for one subscription, as they travel to a screen: one binary message, read without copying. */
export interface LivePacket {
  subscription: number;
  /** Counts races: when it differs from the last packet's, what was drawn belongs to another race. */
  epoch: number;
  /** Samples that this subscription did not get since the last packet, because the screen was too slow. */
  skipped: number;
  cars: LiveCar[];
}

export interface LiveCar {
  car: string;
  /** Race time of each sample, s. */
  racetime: Float64Array;
  /** Lap of each sample. */
  lap: Uint16Array;
  /** In the order of the subscription's channels; each as long as `racetime`. NaN where the car lacks the channel. */
  columns: Float32Array[];
}

const HEADER = 16;
const align8 = (at: number): number => (at + 7) & ~7;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeLivePacket(packet: LivePacket): Uint8Array<ArrayBuffer> {
  const names = packet.cars.map((car) => encoder.encode(car.car));
  let size = HEADER;
  packet.cars.forEach((car, i) => {
    size = align8(size + 8 + names[i]!.length);
    const n = car.racetime.length;
    size = align8(size + n * (8 + 2 + 4 * car.columns.length) + 8);
  });
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, packet.subscription, true);
  view.setUint32(4, packet.epoch, true);
  view.setUint32(8, packet.skipped, true);
  view.setUint32(12, packet.cars.length, true);
  let at = HEADER;
  packet.cars.forEach((car, i) => {
    const n = car.racetime.length;
    const name = names[i]!;
    view.setUint32(at, n, true);
    view.setUint16(at + 4, car.columns.length, true);
    view.setUint16(at + 6, name.length, true);
    bytes.set(name, at + 8);
    at = align8(at + 8 + name.length);
    new Float64Array(bytes.buffer, at, n).set(car.racetime);
    at += n * 8;
    for (const column of car.columns) {
      new Float32Array(bytes.buffer, at, n).set(column);
      at += n * 4;
    }
    new Uint16Array(bytes.buffer, at, n).set(car.lap);
    at = align8(at + n * 2);
  });
  return bytes.subarray(0, at);
}

/** The arrays are views into `bytes`, which must start on an 8-byte boundary of its buffer; it is copied if it does not. */
export function decodeLivePacket(bytes: Uint8Array): LivePacket {
  const whole = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const cars: LiveCar[] = [];
  const count = view.getUint32(12, true);
  let at = HEADER;
  for (let i = 0; i < count; i++) {
    const n = view.getUint32(at, true);
    const width = view.getUint16(at + 4, true);
    const nameLength = view.getUint16(at + 6, true);
    const car = decoder.decode(whole.subarray(at + 8, at + 8 + nameLength));
    at = align8(at + 8 + nameLength);
    const racetime = new Float64Array(whole.buffer, whole.byteOffset + at, n);
    at += n * 8;
    const columns: Float32Array[] = [];
    for (let c = 0; c < width; c++) {
      columns.push(new Float32Array(whole.buffer, whole.byteOffset + at, n));
      at += n * 4;
    }
    const lap = new Uint16Array(whole.buffer, whole.byteOffset + at, n);
    at = align8(at + n * 2);
    cars.push({ car, racetime, lap, columns });
  }
  return {
    subscription: view.getUint32(0, true),
    epoch: view.getUint32(4, true),
    skipped: view.getUint32(8, true),
    cars,
  };
}
