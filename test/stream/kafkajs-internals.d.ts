/** How the clients of kafkajs find a request. */
declare module 'kafkajs/src/protocol/requests/index.js' {
  type Definition = (options: object) => { request: { encode(): Promise<{ constructor: { name: string }; buffer: Buffer }> } };
  const requests: {
    requests: { Produce: object };
    lookup(versions: Record<number, { minVersion: number; maxVersion: number }>): (apiKey: number, definition: object) => Definition;
  };
  export default requests;
}
