// Prints whose produce requests and whose timer the clients of kafkajs have.
import '../../main/stream/kafka-client.ts';
import { RequestQueue } from '../../main/stream/kafkajs-timer.ts';
import { lookUpProduce, THEIRS } from '../stream/produce-lookup.ts';

const { holder } = await lookUpProduce();
const timer = RequestQueue.prototype.scheduleCheckPendingRequests.toString();
process.stdout.write(JSON.stringify({ produce: holder === THEIRS ? 'theirs' : 'ours', timer: timer.includes('this.pending.length === 0') ? 'ours' : 'theirs' }));
