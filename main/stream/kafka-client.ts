import './kafkajs-heartbeat.ts';
import './kafkajs-produce.ts';
import './kafkajs-timer.ts';
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { ConnectionOptions } from 'node:tls';
import { hideColons } from './broker-address.ts';
import type { KafkaSecurity } from './kafka-security.ts';
import { KafkaSockets } from './kafka-sockets.ts';
import { RefusalGate } from './refusal-gate.ts';

/** What kafkajs has to say, for a log; nothing of it goes to stdout. */
export type KafkaLogger = (level: 'error' | 'warn' | 'info' | 'debug', message: string) => void;

export interface KafkaPlace {
  /** `host:port` each; one that answers is enough to find the others. */
  brokers: readonly string[];
  clientId: string;
  logger?: KafkaLogger | undefined;
  /** TLS and credentials; plain text without. */
  security?: KafkaSecurity | undefined;
  /** One for all clients of a stream; without, each has its own. */
  gate?: RefusalGate;
  /** Where the connections are found of all that nobody watches: those of producers and admins. */
  unwatched?: Set<KafkaSockets>;
}

const LEVELS: Partial<Record<logLevel, 'error' | 'warn' | 'info' | 'debug'>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'info',
  [logLevel.DEBUG]: 'debug',
};

export interface ClientOptions {
  /** What its connections go through, watched by whoever gives it. */
  sockets?: KafkaSockets;
  /** How long an answer may take, ms; half a minute by default. */
  requestTimeout?: number;
}

/**
 * A client of its own for each producer, consumer and admin: clients of kafkajs share a cache of committed offsets
 * among the consumers of a group, which goes stale.
 */
export function kafkaClient(place: KafkaPlace, options: ClientOptions = {}): Kafka {
  const { brokers, clientId, logger, security, unwatched, gate = new RefusalGate() } = place;
  const { sockets = new KafkaSockets(gate, unwatched), requestTimeout = 30_000 } = options;
  const secret = security?.sasl?.password;
  return new Kafka({
    brokers: brokers.map(hideColons),
    clientId,
    ...(security ? { ssl: tlsOptions(security) } : {}),
    ...(security?.sasl ? { sasl: saslOptions(security.sasl) } : {}),
    socketFactory: sockets.factory,
    connectionTimeout: 10_000,
    requestTimeout,
    // Enough to try every broker of the list once: back-off is the business of whoever sends.
    retry: { retries: brokers.length, initialRetryTime: 100, maxRetryTime: 500 },
    logLevel: logger ? logLevel.INFO : logLevel.NOTHING,
    logCreator: () => ({ namespace, level, log }) => {
      const text = `${namespace}: ${log.message}`;
      logger?.(LEVELS[level] ?? 'debug', secret?.mask(text) ?? text);
    },
  });
}

/** Only what the authority of the settings has signed is trusted, or those that Node knows. */
export function tlsOptions({ ca }: KafkaSecurity): ConnectionOptions {
  return { ...(ca ? { ca } : {}), rejectUnauthorized: true, minVersion: 'TLSv1.2' };
}

function saslOptions({ mechanism, user, password }: NonNullable<KafkaSecurity['sasl']>): SASLOptions {
  return { mechanism, username: user, password: password.reveal() };
}
