// A way in a process of its own, to be killed: makes frames and says of each when the edge buffer has acknowledged it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stream } from '../../main/stream/stream.ts';
import type { Topics } from '../../main/stream/topics.ts';
import { cars } from '../stream/numbered.ts';
import { wrappedStream } from '../support/wrapped-stream.ts';
import { FrameMaker } from './frame-maker.ts';
import type { ChildOrder, ChildSays } from './killed-way.ts';
import { Way } from './way.ts';

const order = JSON.parse(process.argv[2]!) as ChildOrder;

/** Ends this process as a power cut would, once a send to one topic has been acknowledged so often. */
function dieAfter(sends: number, topicOf: (topics: Topics) => string) {
  return (stream: Stream, topics: Topics): Stream => {
    const fatal = topicOf(topics);
    let left = sends;
    return wrappedStream(stream, async (producer, topic, batch) => {
      await producer.send(topic, batch);
      if (topic === fatal && --left === 0) process.kill(process.pid, 'SIGKILL');
    });
  };
}

const { die, cutAfter, edgeOnly } = order;
const openWay = (): Promise<Way> => Way.open({
  ...order.way,
  watchesBroker: false,
  ...(die === undefined ? {} : { wrap: dieAfter(die.sends, (topics) => (die.at === 'broker has acknowledged' ? topics.fiaTelemetry : topics.factoryWatermarks)) }),
});
const say = (what: ChildSays): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const maker = edgeOnly ? new FrameMaker(order.way) : await openWay();
say('ready');
if (cutAfter !== undefined && maker instanceof Way) setTimeout(() => maker.link.set('cut'), cutAfter);
setInterval(() => say({ rss: process.memoryUsage.rss() }), 500);
const names = cars(order.cars);
let told = 0;
for (;;) {
  if (maker.mayAppend) maker.append(names);
  else maker.store();
  say({ kept: maker.takeKept() });
  for (const text of [...maker.texts].slice(told)) say({ told: text });
  told = maker.texts.size;
  await sleep(order.every);
}
