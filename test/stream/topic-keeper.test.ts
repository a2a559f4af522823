import { describe, expect, it } from 'vitest';
import { LapwingError } from '../../common/errors.ts';
import { KafkaDoor } from '../../main/stream/kafka-door.ts';
import { StreamError, type TopicSpec } from '../../main/stream/stream.ts';
import { TopicKeeper } from '../../main/stream/topic-keeper.ts';
import { until } from './until.ts';

const fia: TopicSpec = { name: 'fia.telemetry', partitions: 4 };
const gone = new StreamError('unknown-topic', 'there is no such topic; trying again');

describe('topics that are missed', () => {
  it('are made again as they were asked for, once, however many miss them', async () => {
    const made: (readonly TopicSpec[])[] = [];
    const keeper = new TopicKeeper(async (topics) => void made.push(topics));
    keeper.keep([fia]);
    for (let miss = 0; miss < 5; miss++) keeper.missed();
    await until('the topic', () => made.length > 0);
    expect(made).toEqual([[fia]]);
  });

  it('are not made before anybody has asked for them', () => {
    const made: unknown[] = [];
    new TopicKeeper(async (topics) => void made.push(topics)).missed();
    expect(made).toEqual([]);
  });

  it('are named to whoever misses them next when this user may not make them', async () => {
    const keeper = new TopicKeeper(() => Promise.reject(new LapwingError('E_BROKER_TOPICS', 'pit:9092 does not let this user create topics; have these created: fia.telemetry')));
    const door = new KafkaDoor({ brokers: ['pit:9092'], clientId: 'test' }, 'pit:9092', keeper);
    keeper.keep([fia]);
    expect(door.judge('sending', gone).message).toBe('there is no such topic; trying again');
    await until('the refusal', () => keeper.hindrance !== undefined);
    expect(door.judge('sending', gone)).toMatchObject({ kind: 'unknown-topic', message: 'pit:9092 does not let this user create topics; have these created: fia.telemetry; trying again' });
  });

  it('leave other troubles to whoever meets them', async () => {
    let tried = false;
    const keeper = new TopicKeeper(async () => {
      tried = true;
      throw new Error('nobody answers');
    });
    keeper.keep([fia]);
    keeper.missed();
    await until('a try', () => tried);
    expect(keeper.hindrance).toBeUndefined();
  });
});
