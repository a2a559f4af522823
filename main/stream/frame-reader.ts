import { openFrame, sealFrame, type SealedFrame } from '../../common/frame.ts';
import type { OutRecord, StreamRecord } from './stream.ts';
import { deadLetterOf } from './topics.ts';

/** A record that is no frame, on its way to the dead-letter topic. */
export interface DeadLetter {
  topic: string;
  record: OutRecord;
}

/** Opens the records; what cannot be read is returned apart, with the reason and where it came from, as JSON. */
export function readFrames(records: readonly StreamRecord[]): { frames: SealedFrame[]; dead: DeadLetter[] } {
  const frames: SealedFrame[] = [];
  const dead: DeadLetter[] = [];
  for (const record of records) {
    try {
      frames.push(openFrame(record.value));
    } catch (error) {
      dead.push(deadLetter(record, (error as Error).message));
    }
  }
  return { frames, dead };
}

/** For a frame that could be opened, but whose body makes no sense. */
export function deadFrame(topic: string, frame: SealedFrame, reason: string): DeadLetter {
  const { incarnation, race, car, seq } = frame;
  const letter = { reason, topic, incarnation, race, car, seq, value: Buffer.from(sealFrame(frame)).toString('base64') };
  return { topic: deadLetterOf(topic), record: { key: topic, value: Buffer.from(JSON.stringify(letter)) } };
}

/** For a record that its reader cannot take. */
export function deadLetter(source: StreamRecord, reason: string): DeadLetter {
  const { topic, partition, offset, key, value } = source;
  const letter = { reason, topic, partition, offset, key, value: Buffer.from(value).toString('base64') };
  return { topic: deadLetterOf(topic), record: { key: topic, value: Buffer.from(JSON.stringify(letter)) } };
}
