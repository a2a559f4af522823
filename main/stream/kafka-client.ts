import './kafkajs-timer.ts';
import { Kafka, logLevel } from 'kafkajs';

/** What kafkajs has to say, for a log; nothing of it goes to stdout. */
export type KafkaLogger = (level: 'error' | 'warn' | 'info' | 'debug', message: string) => void;

export interface KafkaPlace {
  /** `host:port` each; one that answers is enough to find the others. */
  brokers: readonly string[];
  clientId: string;
  logger?: KafkaLogger | undefined;
}

const LEVELS: Partial<Record<logLevel, 'error' | 'warn' | 'info' | 'debug'>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'info',
  [logLevel.DEBUG]: 'debug',
};

/**
 * A client of its own for each producer, consumer and admin: clients of kafkajs share a cache of committed offsets
 * among the consumers of a group, which goes stale. Credentials and TLS will come in here.
 */
export function kafkaClient({ brokers, clientId, logger }: KafkaPlace): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 10_000,
    requestTimeout: 30_000,
    // Enough to try every broker of the list once: back-off is the business of whoever sends.
    retry: { retries: brokers.length, initialRetryTime: 100, maxRetryTime: 500 },
    logLevel: logger ? logLevel.INFO : logLevel.NOTHING,
    logCreator: () => ({ namespace, level, log }) => logger?.(LEVELS[level] ?? 'debug', `${namespace}: ${log.message}`),
  });
}
