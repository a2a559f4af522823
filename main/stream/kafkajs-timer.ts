import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/** How often, in ms, what waits is looked at when nothing says how long to wait. */
const CHECK = 10;

/**
 * kafkajs 2.2.4 sets a timer after every response, also with nothing to wait for: its delay is then negative, Node
 * makes that 1 ms, and the timer sets itself again, about 840 times a second on every idle connection.
 * This one runs only while requests wait.
 */
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests(): void {
  if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
  const delay = Math.max(this.throttledUntil - Date.now(), CHECK);
  this.throttleCheckTimeoutId = setTimeout(() => {
    this.throttleCheckTimeoutId = null;
    this.checkPendingRequests();
  }, delay);
};

/** How often, in ms, it is looked whether a request has waited for too long. */
const LOOK = 1000;

/**
 * kafkajs looks ten times a second, on each of its two connections to a broker, whether a request of half a minute is late, and by the clock of
 * the day: where that jumps on everything is late, where it jumps back nothing is. Here a request is as old as its first look is long ago.
 */
RequestQueue.prototype.scheduleRequestTimeoutCheck = function scheduleRequestTimeoutCheck(): void {
  this.destroy();
  const seenAt = new WeakMap<object, number>();
  this.requestTimeoutIntervalId = setInterval(() => {
    const now = performance.now();
    for (const request of this.inflight.values()) {
      const since = seenAt.get(request);
      if (since === undefined) seenAt.set(request, now);
      else if (now - since >= request.requestTimeout) request.timeoutRequest();
    }
    if (!this.isConnected()) this.destroy();
  }, LOOK);
};

export { RequestQueue };
