import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError, KafkaJSRequestTimeoutError } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { toStreamError } from '../../main/stream/kafka-error.ts';

const protocol = (type: string): Error =>
  new KafkaJSProtocolError(Object.assign(new Error(`the broker says ${type}`), { type, code: 1, retriable: true }));
const wrapped = (error: Error): Error =>
  new KafkaJSNumberOfRetriesExceeded(error, { retryCount: 5, retryTime: 100 });

describe('an error of kafkajs', () => {
  it.each([
    [new KafkaJSConnectionError('connect ECONNREFUSED', {}), 'unreachable'],
    [wrapped(new KafkaJSRequestTimeoutError('Request Produce timed out', {} as never)), 'unreachable'],
    [protocol('NOT_LEADER_FOR_PARTITION'), 'busy'],
    [wrapped(protocol('NOT_ENOUGH_REPLICAS')), 'busy'],
    [protocol('MESSAGE_TOO_LARGE'), 'too-large'],
    [wrapped(protocol('UNKNOWN_TOPIC_OR_PARTITION')), 'unknown-topic'],
    [protocol('TOPIC_AUTHORIZATION_FAILED'), 'denied'],
    [protocol('OUT_OF_ORDER_SEQUENCE_NUMBER'), 'busy'],
    [new TypeError('not of kafkajs at all'), 'busy'],
  ])('%s is told as %s', (error, kind) => {
    expect(toStreamError('pit:9092', 'sending to fia.telemetry', error)).toMatchObject({ name: 'StreamError', kind, message: expect.stringContaining('pit:9092') });
  });

  it('names the address, the reason and what to do', () => {
    const { message } = toStreamError('pit:9092', 'sending to fia.telemetry', wrapped(new KafkaJSConnectionError('connect ECONNREFUSED', {})));
    expect(message).toBe('no broker answers at pit:9092: connect ECONNREFUSED; check the address or start it; trying again');
  });

  it('says since when there is no answer to a request', () => {
    const sentAt = Date.parse('2026-11-25T14:03:22');
    const late = new KafkaJSRequestTimeoutError('Request Produce timed out', { broker: 'pit:9092', clientId: 'test', correlationId: 1, createdAt: sentAt, sentAt, pendingDuration: 0 });
    expect(toStreamError('pit:9092', 'sending to fia.telemetry', wrapped(late))).toMatchObject({
      kind: 'unreachable',
      message: 'no answer from pit:9092 since 14:03:22; check the network and the broker; trying again',
    });
  });
});
