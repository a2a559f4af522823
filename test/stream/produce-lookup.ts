import requests from 'kafkajs/src/protocol/requests/index.js';

/** What a client of kafkajs makes of a produce request with one record: the name of the class that holds its bytes, and these. */
export async function lookUpProduce(record: object = {}, options: object = {}, version = 7): Promise<{ holder: string; bytes: Buffer }> {
  const definition = requests.lookup({ 0: { minVersion: 0, maxVersion: version } })(0, requests.requests.Produce);
  const messages = [{ key: 'car7', value: Buffer.from('frame'), ...record }];
  const request = { acks: -1, timeout: 30_000, producerId: -1, producerEpoch: 0, topicData: [{ topic: 'fia', partitions: [{ partition: 1, firstSequence: 0, messages }] }], ...options };
  const encoded = await definition(request).request.encode();
  return { holder: encoded.constructor.name, bytes: encoded.buffer };
}

/** What holds them where kafkajs made them. */
export const THEIRS = 'Encoder';
