import { join } from 'node:path';
import { EdgeBuffer, type EdgeBufferOptions, type NewFrame } from '../../main/onboard/edge/edge-buffer.ts';
import { refusedFrames, storageTrouble } from '../../main/onboard/storage-words.ts';
import { madeBody } from './made-frame.ts';
import { frameId, type FrameId } from './oracle.ts';

export interface MakerOptions {
  /** Where edge buffer and factory have their files. */
  folder: string;
  /** Where the edge buffer has its files, if elsewhere. */
  edgeFolder?: string;
  edge?: EdgeBufferOptions;
  /** The number of each car's first frame: higher than any that an earlier life has given. */
  first?: number;
  bodyBytes?: number;
}

const RACE = 'faults';
const BATCHES_AHEAD = 8;

/** What a frame is called on the way. */
export const nameOf = (incarnation: string, car: string, seq: number): string => `${incarnation}/${car}/${seq}`;

/** Makes frames that know who they are, and gives them to an edge buffer as the race desk does: in order, each batch until it is taken. */
export class FrameMaker {
  readonly edge: EdgeBuffer;
  /** What a person was told, each once. */
  readonly texts = new Set<string>();
  /** Made in this life, whoever asked for it. */
  readonly generated: FrameId[] = [];
  /** Acknowledged by the edge buffer in this life, in order. */
  readonly acknowledged: FrameId[] = [];
  /** What the frames are called on the way, by `nameOf`. */
  readonly names = new Map<string, FrameId>();
  /** Batches that are made, and not taken by the edge buffer yet. */
  private readonly waiting: (NewFrame & { id: FrameId })[][] = [];
  private readonly kept: [id: FrameId, name: string][] = [];
  private readonly made = new Map<string, number>();
  private readonly maker: MakerOptions;

  constructor(options: MakerOptions) {
    this.maker = options;
    this.edge = new EdgeBuffer(join(options.edgeFolder ?? options.folder, 'edge.db'), options.edge);
  }

  /** Called when the edge buffer has taken frames. */
  protected onStored(): void {}

  /** One more frame of each car. What the edge buffer does not take waits for `store`. */
  append(cars: readonly string[], bodyBytes = this.maker.bodyBytes ?? 300): void {
    const made = cars.map((car) => {
      const number = this.made.get(car) ?? this.maker.first ?? 0;
      this.made.set(car, number + 1);
      return { race: RACE, car, closed: Date.now(), body: madeBody(number, bodyBytes), id: frameId(car, number) };
    });
    this.generated.push(...made.map(({ id }) => id));
    this.waiting.push(made);
    this.store();
  }

  /** As the simulator, which runs only so many batches ahead of the edge buffer. */
  get mayAppend(): boolean {
    return this.waiting.length < BATCHES_AHEAD;
  }

  /** Gives the edge buffer what waits. False when it does not take all of it. */
  store(): boolean {
    for (let frames = this.waiting[0]; frames; frames = this.waiting[0]) {
      try {
        this.edge.append(frames);
      } catch (error) {
        this.texts.add(refusedFrames(error, this.maker.edgeFolder ?? this.maker.folder));
        this.listen();
        return false;
      }
      this.waiting.shift();
      this.acknowledge(frames);
    }
    return true;
  }

  private acknowledge(frames: readonly { car: string; id: FrameId }[]): void {
    const { incarnation } = this.edge;
    const next = new Map(this.edge.carCounts(RACE).filter((lane) => lane.incarnation === incarnation).map(({ car, buffered }) => [car, buffered]));
    for (const { car, id } of frames.toReversed()) {
      const seq = next.get(car)! - 1;
      next.set(car, seq);
      const name = nameOf(incarnation, car, seq);
      this.names.set(name, id);
      this.kept.push([id, name]);
    }
    this.acknowledged.push(...frames.map(({ id }) => id));
    this.listen();
    this.onStored();
  }

  /** What was acknowledged since the last call, with the names on the way. */
  takeKept(): [id: FrameId, name: string][] {
    return this.kept.splice(0);
  }

  /** Takes what the edge buffer has to tell. */
  listen(): void {
    for (const line of this.edge.takeNews()) this.texts.add(line);
    const { folder, edgeFolder = folder } = this.maker;
    const trouble = storageTrouble(this.edge.storage, edgeFolder);
    if (trouble !== null) this.texts.add(trouble);
  }
}
