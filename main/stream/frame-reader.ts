import { openFrame, sealFrame, type SealedFrame } from '../../common/frame.ts';
import type { OutRecord, StreamRecord } from './stream.ts';
import { deadLetterOf } from './topics.ts';

/** A record that is no frame, on its way to the dead-letter topic. */
export interface DeadLetter {
  topic: string;
  record: OutRecord;
}

/** Where a frame came from; null for the offset of one that had waited for others. */
export interface FrameSource {
  topic: string;
  partition: number;
  offset: number | null;
}

export interface ReadFrames {
  frames: SealedFrame[];
  dead: DeadLetter[];
  sourceOf(frame: SealedFrame): FrameSource;
}

/** So much of a value goes along, in bytes: in base64 it still fits a record. The whole of it stays where it came from. */
const MOST_OF_VALUE = 512 * 1024;

/**
 * Opens the records, at least one and all of one partition; what cannot be read is returned apart, with the reason and where it came
 * from, as JSON.
 */
export function readFrames(records: readonly StreamRecord[]): ReadFrames {
  const frames: SealedFrame[] = [];
  const dead: DeadLetter[] = [];
  const offsets = new Map<SealedFrame, number>();
  for (const record of records) {
    try {
      const frame = openFrame(record.value);
      frames.push(frame);
      offsets.set(frame, record.offset);
    } catch (error) {
      dead.push(deadRecord(record, (error as Error).message));
    }
  }
  const { topic = '', partition = 0 } = records[0] ?? {};
  return { frames, dead, sourceOf: (frame) => ({ topic, partition, offset: offsets.get(frame) ?? null }) };
}

/** For a frame that could be opened, but whose body makes no sense. */
export function deadFrame(source: FrameSource, frame: SealedFrame, reason: string): DeadLetter {
  const { incarnation, race, car, seq } = frame;
  return letter({ reason, ...source, incarnation, race, car, seq }, source.topic, sealFrame(frame));
}

/** For a record that makes no sense at all, or does not fit. @param at the topic to whose dead letters it goes; its own by default */
export function deadRecord({ topic, partition, offset, key, value }: StreamRecord, reason: string, at = topic): DeadLetter {
  return letter({ reason, topic, partition, offset, key: key.slice(0, 1000) }, at, value);
}

function letter(head: object, topic: string, value: Uint8Array): DeadLetter {
  const shown = Buffer.from(value.subarray(0, MOST_OF_VALUE)).toString('base64');
  const text = JSON.stringify({ ...head, bytes: value.length, value: shown });
  return { topic: deadLetterOf(topic), record: { key: topic, value: Buffer.from(text) } };
}
