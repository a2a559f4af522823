import { StreamError, type StreamErrorKind } from './stream.ts';

/** The broker's own error names that are not simply "refused for now". */
const KINDS: Record<string, StreamErrorKind> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'unknown-topic',
  INVALID_TOPIC_EXCEPTION: 'unknown-topic',
  MESSAGE_TOO_LARGE: 'too-large',
  RECORD_LIST_TOO_LARGE: 'too-large',
  TOPIC_AUTHORIZATION_FAILED: 'denied',
  GROUP_AUTHORIZATION_FAILED: 'denied',
  CLUSTER_AUTHORIZATION_FAILED: 'denied',
  SASL_AUTHENTICATION_FAILED: 'login',
  UNSUPPORTED_SASL_MECHANISM: 'login',
  ILLEGAL_SASL_STATE: 'login',
};

/** kafkajs's errors for "nobody answers". */
const UNREACHABLE = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSLockTimeout',
]);

/** What Node says of a certificate that it does not trust, and what a person can do about it. */
const CERTIFICATES: Record<string, string> = {
  CERT_HAS_EXPIRED: 'the certificate of the broker has expired; renew it on the broker, and check the clock here',
  CERT_NOT_YET_VALID: 'the certificate of the broker is not valid yet; check the clock here and on the broker',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the broker is for another name; use the address that is in it, or add this one to it',
};
const UNKNOWN_AUTHORITY = 'the certificate of the broker is not signed by the authority in LAPWING_KAFKA_CA ("ca" in kafka.json); name the right one';
const UNTRUSTED = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_)/;
/** The other side broke off, or answered with something else, before TLS was agreed. */
const NO_TLS = /^(EPROTO$|ERR_SSL_)/;

interface KafkaJsError extends Error {
  code?: unknown;
  type?: string;
  cause?: unknown;
  errors?: unknown[];
  /** Of a request that timed out: Unix time, ms. */
  sentAt?: number;
}

/** `14:03:22`, here. */
export const timeOfDay = (unixTime: number): string => new Date(unixTime).toTimeString().slice(0, 8);

/** What a person is told when a connection is open and nothing comes. `since`: Unix time, ms. */
export function noAnswer(address: string, since: number): string {
  return `no answer from ${address} since ${timeOfDay(since)}; check the network and the broker; trying again`;
}

/** Null when an error of the socket at `address` says nothing that a person has to put right. */
export function connectionRefusal(address: string, error: Error & { code?: unknown }): StreamError | null {
  const code = typeof error.code === 'string' ? error.code : '';
  if (UNTRUSTED.test(code)) {
    return new StreamError('tls', `${address}: ${CERTIFICATES[code] ?? UNKNOWN_AUTHORITY} (${code}); next try in 30 s`, { cause: error });
  }
  if (NO_TLS.test(code) || error.message.includes('before secure TLS connection was established')) {
    return new StreamError('protocol', `${address} does not speak TLS, or is just starting (${code}); give the port of its TLS listener, or take LAPWING_KAFKA_TLS away; next try in 30 s`, { cause: error });
  }
  return null;
}

/** kafkajs wraps: the innermost error says what happened. */
function innermost(error: unknown): KafkaJsError {
  let inner = error as KafkaJsError;
  for (;;) {
    const next = inner.errors?.[0] ?? inner.cause;
    if (!(next instanceof Error) || next === inner) return inner;
    inner = next;
  }
}

function kindOf({ name, type = '' }: KafkaJsError): StreamErrorKind {
  if (UNREACHABLE.has(name)) return 'unreachable';
  if (name === 'KafkaJSSASLAuthenticationError') return 'login';
  return KINDS[type] ?? 'busy';
}

/** What kafkajs threw, as a kind to act on and a sentence for a person. `doing`: "sending to fia.telemetry". */
export function toStreamError(address: string, doing: string, error: unknown): StreamError {
  if (error instanceof StreamError) return error;
  if (!(error instanceof Error)) return new StreamError('busy', `${doing}: ${String(error)}; trying again`);
  const cause = innermost(error);
  const refusal = connectionRefusal(address, cause);
  if (refusal) return refusal;
  if (cause.name === 'KafkaJSRequestTimeoutError' && cause.sentAt !== undefined) return new StreamError('unreachable', noAnswer(address, cause.sentAt), { cause: error });
  const kind = kindOf(cause);
  return new StreamError(kind, sentence(kind, address, doing, cause.message), { cause: error });
}

function sentence(kind: StreamErrorKind, address: string, doing: string, reason: string): string {
  switch (kind) {
    case 'unreachable':
      return `no broker answers at ${address}: ${reason}; check the address or start it; trying again`;
    case 'denied':
      return `${address} refuses ${doing}: ${reason}; give this user the right to it (ACL); next try in 30 s`;
    case 'login':
      return `${address} does not take the login: ${reason}; check LAPWING_KAFKA_SASL, _USER and _PASSWORD (or kafka.json); next try in 30 s`;
    case 'too-large':
      return `${doing}: a record is larger than ${address} takes (${reason}); raise max.message.bytes of the topic`;
    case 'unknown-topic':
      return `${doing}: ${address} has no such topic (${reason}); Lapwing makes it again where it may; trying again`;
    default:
      return `${doing}: ${address} refused for now: ${reason}; trying again`;
  }
}
