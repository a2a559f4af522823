import { openFrame, sealFrame, type SealedFrame } from '../../common/frame.ts';
import { deadRecord } from './frame-reader.ts';
import { StreamError, type OutRecord, type Producer, type StreamRecord } from './stream.ts';

export interface PassOnOptions {
  producer: Producer;
  topic: string;
  /** A line for a person. */
  onNews?: ((line: string) => void) | undefined;
}

/**
 * Sends records on, bytes unchanged. One that the topic is too narrow for goes to the topic's dead letters, and a gap record goes in its
 * place, so that sinks and audit know what became of that number. Rejects as the producer does.
 */
export async function passOn(records: readonly StreamRecord[], options: PassOnOptions): Promise<void> {
  const { producer, topic } = options;
  try {
    await producer.send(topic, records.map(({ key, value }) => ({ key, value })));
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    const [record] = records;
    if (records.length > 1) {
      const half = records.length >> 1;
      await passOn(records.slice(0, half), options);
      await passOn(records.slice(half), options);
    } else if (record) {
      await setApart(record, options);
    }
  }
}

const isTooLarge = (error: unknown): boolean => error instanceof StreamError && error.kind === 'too-large';

async function setApart(record: StreamRecord, { producer, topic, onNews }: PassOnOptions): Promise<void> {
  const frame = frameOf(record);
  const reason = `larger than ${topic} takes`;
  const letter = deadRecord(record, reason, topic);
  try {
    await producer.send(letter.topic, [letter.record]);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    await producer.send(letter.topic, [deadRecord({ ...record, value: new Uint8Array(0) }, reason, topic).record]);
  }
  const stands = frame && gapFor(frame, reason);
  if (stands) await producer.send(topic, [{ key: record.key, value: stands } satisfies OutRecord]);
  const what = frame ? `${frame.car} frame ${frame.seq} of ${frame.race}` : `record ${record.offset} of ${record.topic}`;
  onNews?.(`${what} has ${record.value.length} bytes, ${reason}; it stays in ${record.topic} and is told in ${letter.topic}, the others go on. Raise what ${topic} takes (max.message.bytes).`);
}

/** Undefined where there is no identity to keep. */
function frameOf({ value }: StreamRecord): SealedFrame | undefined {
  try {
    return openFrame(value);
  } catch {
    return undefined;
  }
}

function gapFor({ gap, ...frame }: SealedFrame, reason: string): Uint8Array | undefined {
  return gap ? undefined : sealFrame({ ...frame, body: new Uint8Array(0), gap: { last: frame.seq, reason } });
}
