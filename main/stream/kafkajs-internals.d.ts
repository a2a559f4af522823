/** The part of kafkajs that kafkajs-timer.ts reaches into: what its version 2.2.4 has there. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    pending: unknown[];
    /** Milliseconds since 1970; -1 when the broker has not asked for patience. */
    throttledUntil: number;
    throttleCheckTimeoutId: NodeJS.Timeout | null;
    requestTimeoutIntervalId: NodeJS.Timeout | undefined;
    /** By correlation id; times in ms. */
    inflight: Map<number, { requestTimeout: number; timeoutRequest(): void }>;
    isConnected(): boolean;
    /** Ends its timers. */
    destroy(): void;
    constructor(options: {
      maxInFlightRequests: number | null;
      requestTimeout: number;
      enforceRequestTimeout: boolean;
      clientId: string;
      broker: string;
      logger: { debug(message: string): void; warn(message: string): void };
    });
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
    scheduleRequestTimeoutCheck(): void;
  }
}

/** What kafkajs-heartbeat.ts reaches into. */
declare module 'kafkajs/src/consumer/consumerGroup.js' {
  export default class ConsumerGroup {
    /** When the broker last heard that this reader lives; ms since 1970. */
    lastRequest: number;
    /** Tells the broker when `interval` ms have passed since; rejects when the group does not know this reader any more. */
    heartbeat(options: { interval: number }): Promise<void>;
  }
}

/** What kafkajs-produce.ts reaches into. */
declare module 'kafkajs/src/protocol/requests/produce/index.js' {
  export interface EncodedRequest {
    buf: Buffer;
    buffer: Buffer;
  }
  export interface ProduceOptions {
    acks: number;
    timeout: number;
    topicData: readonly { topic: string; partitions: readonly { partition: number; firstSequence?: number; messages: readonly { key: string; value: Uint8Array }[] }[] }[];
    transactionalId: string | undefined;
    producerId: unknown;
    producerEpoch: number;
    compression: number | undefined;
  }
  export type VersionedRequest = (options: ProduceOptions) => { request: { encode(): Promise<EncodedRequest> }; response: unknown };
  const produce: {
    versions: string[];
    protocol(options: { version: number | string }): VersionedRequest | undefined;
  };
  export default produce;
}
