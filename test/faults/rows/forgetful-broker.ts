import type { Stream } from '../../../main/stream/stream.ts';
import type { Topics } from '../../../main/stream/topics.ts';
import { drive, type Drive } from '../drive.ts';
import type { FaultRow, RowContext } from '../row.ts';

/** Acknowledges some batches of the cars and does not have them: a broker that lost the end of its log with its disk's cache. */
function forgetting(from: number, until: number) {
  return (stream: Stream, { fiaTelemetry }: Topics): Stream => {
    let batch = 0;
    return {
      kind: stream.kind,
      address: stream.address,
      ensureTopics: (specs) => stream.ensureTopics(specs),
      consumer: (options) => stream.consumer(options),
      close: () => stream.close(),
      async producer() {
        const producer = await stream.producer();
        return {
          async send(topic, records) {
            const lost = topic === fiaTelemetry && batch++ >= from && batch <= until;
            if (!lost) await producer.send(topic, records);
          },
          close: () => producer.close(),
        };
      },
    };
  };
}

const forgetful = ({ folder, name, broker }: RowContext, patience: number): Drive => ({
  way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] }, wrap: forgetting(10, 15) },
  cars: 4,
  frames: 60,
  every: 50,
  patience,
});

const rows: FaultRow[] = [
  {
    id: 'F23',
    what: 'broker loses what it has acknowledged',
    open: 'the uplink keeps what the factory has not confirmed, but sends it again only after a restart',
    run: (context) => drive(forgetful(context, 20)),
  },
  {
    id: 'F23-restart',
    what: 'broker loses what it has acknowledged, and the edge is started again',
    async run(context) {
      const { edge } = await drive(forgetful(context, 2));
      const { way, ...more } = forgetful(context, 30);
      const { wrap: _, ...sound } = way;
      return drive({ ...more, way: sound, frames: 5, before: edge });
    },
  },
];
export default rows;
