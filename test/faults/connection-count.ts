import { Socket } from 'node:net';

/** Counts how often this process connects to a port, TLS or not, until it is told to end. */
export function countConnections(port: number): { count(): number; end(): void } {
  let connections = 0;
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const [first] = args.flat() as [{ port?: number | string } | undefined];
    if (Number(first?.port) === port) connections++;
    return Reflect.apply(connect, this, args) as Socket;
  };
  return { count: () => connections, end: () => void (Socket.prototype.connect = connect) };
}
