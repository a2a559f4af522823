import type { CarDeclaration } from '../../common/car-declaration.ts';
import { decodeBody, type FrameBody } from '../../common/frame-body.ts';
import { deadFrame, readFrames, type DeadLetter } from '../stream/frame-reader.ts';
import type { StreamRecord } from '../stream/stream.ts';
import type { Ingest } from './ingest.ts';

/** A frame that came past the ledger: newer than what has come in order, for the screens alone. */
export interface LiveFrame {
  race: string;
  car: string;
  body: FrameBody;
  declaration: CarDeclaration;
}

/** Reads the live lane: frames for the screens, which nobody counts, stores or confirms. */
export class LiveIntake {
  /** s from the closing of the last frame on board until it was here; null until one has come. */
  age: number | null = null;
  private readonly ingest: Pick<Ingest, 'declarationFor'>;

  constructor(ingest: Pick<Ingest, 'declarationFor'>) {
    this.ingest = ingest;
  }

  /** A batch of one partition. Frames whose car has not declared its channels yet are left out; the record lane brings them. */
  take(records: readonly StreamRecord[]): { frames: LiveFrame[]; dead: DeadLetter[] } {
    const { frames, dead, sourceOf } = readFrames(records);
    const live: LiveFrame[] = [];
    for (const frame of frames) {
      if (frame.gap) continue;
      const { race, car, closed } = frame;
      try {
        const body = decodeBody(frame.body);
        const declaration = this.ingest.declarationFor(race, car, body);
        if (declaration) live.push({ race, car, body, declaration });
        this.age = Math.max(0, Date.now() - closed) / 1000;
      } catch (error) {
        dead.push(deadFrame(sourceOf(frame), frame, (error as Error).message));
      }
    }
    return { frames: live, dead };
  }
}
