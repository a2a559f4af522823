import { openFrame } from '../../../common/frame.ts';
import { Uplink } from '../../../main/onboard/uplink.ts';
import type { Stream } from '../../../main/stream/stream.ts';
import type { Topics } from '../../../main/stream/topics.ts';
import { wrappedStream } from '../../support/wrapped-stream.ts';
import { drive, type Drive } from '../drive.ts';
import type { Evidence } from '../oracle.ts';
import type { FaultRow, RowContext } from '../row.ts';
import type { WayOptions } from '../way.ts';

/** Acknowledges some batches of the cars and does not have them: a broker that lost the end of its log with its disk's cache. */
function forgetting(from: number, until: number) {
  return (stream: Stream, { fiaTelemetry }: Topics): Stream => {
    let batch = 0;
    return wrappedStream(stream, async (producer, topic, records) => {
      const lost = topic === fiaTelemetry && batch++ >= from && batch <= until;
      if (!lost) await producer.send(topic, records);
    });
  };
}

/** A control: frames leave the buffer when the broker has acknowledged them, not when the factory has. */
const deletingEarly: WayOptions['sender'] = (options) => {
  const stream = wrappedStream(options.stream, async (producer, topic, records) => {
    await producer.send(topic, records);
    for (const { race, car, seq } of records.map(({ value }) => openFrame(value))) options.buffer.confirm(race, car, seq + 1);
  });
  return new Uplink({ ...options, stream });
};

const forgetful = ({ folder, name, broker }: RowContext, patience: number): Drive => ({
  way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] }, wrap: forgetting(10, 15) },
  cars: 4,
  frames: 60,
  every: 50,
  patience,
});

async function restarted(context: RowContext, patience: number, more: Partial<WayOptions> = {}): Promise<Evidence> {
  const { way, ...rest } = forgetful(context, 2);
  const { edge } = await drive({ ...rest, way: { ...way, ...more } });
  const { wrap: _, ...sound } = way;
  return drive({ ...rest, way: { ...sound, ...more }, patience, frames: 5, before: edge });
}

const rows: FaultRow[] = [
  {
    id: 'F23',
    what: 'broker loses what it has acknowledged',
    run: (context) => drive(forgetful(context, 20)),
  },
  { id: 'F23-restart', what: 'broker loses what it has acknowledged, and the edge is started again', run: (context) => restarted(context, 30) },
  {
    id: 'F23-early',
    what: 'control: the same with frames deleted before the factory has confirmed them',
    mustShow: 'lost',
    run: (context) => restarted(context, 5, { sender: deletingEarly }),
  },
];
export default rows;
