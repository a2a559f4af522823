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
  SASL_AUTHENTICATION_FAILED: 'denied',
  UNSUPPORTED_SASL_MECHANISM: 'denied',
  ILLEGAL_SASL_STATE: 'denied',
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

interface KafkaJsError extends Error {
  type?: string;
  cause?: unknown;
  errors?: unknown[];
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
  if (name === 'KafkaJSSASLAuthenticationError') return 'denied';
  return KINDS[type] ?? 'busy';
}

/** What kafkajs threw, as a kind to act on and a sentence for a person. `doing`: "sending to fia.telemetry". */
export function toStreamError(address: string, doing: string, error: unknown): StreamError {
  if (error instanceof StreamError) return error;
  if (!(error instanceof Error)) return new StreamError('busy', `${doing}: ${String(error)}; trying again`);
  const cause = innermost(error);
  const kind = kindOf(cause);
  return new StreamError(kind, sentence(kind, address, doing, cause.message), { cause: error });
}

function sentence(kind: StreamErrorKind, address: string, doing: string, reason: string): string {
  switch (kind) {
    case 'unreachable':
      return `no broker answers at ${address}: ${reason}; check the address or start it; trying again`;
    case 'denied':
      return `${address} refuses ${doing}: ${reason}; check user, password and rights`;
    case 'too-large':
      return `${doing}: a record is larger than ${address} takes (${reason}); raise max.message.bytes of the topic`;
    case 'unknown-topic':
      return `${doing}: ${address} has no such topic (${reason})`;
    default:
      return `${doing}: ${address} refused for now: ${reason}; trying again`;
  }
}
