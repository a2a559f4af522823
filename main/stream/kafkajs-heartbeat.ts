import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';

const original = ConsumerGroup.prototype.heartbeat;

/**
 * kafkajs 2.2.4 reads the clock of the day to know when the next sign of life is due. Where that clock jumps back by an hour it would give none for an
 * hour, and the broker would throw the reader out of its group again and again.
 */
ConsumerGroup.prototype.heartbeat = function heartbeat(options: { interval: number }): Promise<void> {
  this.lastRequest = Math.min(this.lastRequest, Date.now());
  return original.call(this, options);
};

export { ConsumerGroup };
