import type { ISocketFactory } from 'kafkajs';
import { connect as connectPlain, isIP, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { showColons } from './broker-address.ts';
import { connectionRefusal } from './kafka-error.ts';
import type { RefusalGate } from './refusal-gate.ts';

const KEEP_ALIVE = 60_000;

/**
 * The sockets of one client of kafkajs, behind the gate: kafkajs tries again by itself after an error of TLS, several times
 * a second. It also stays with a connection on which nothing comes any more; who owns the sockets can end that.
 */
export class KafkaSockets {
  /** When something last came from the other side, Unix time, ms. */
  heardAt = Date.now();
  private readonly gate: RefusalGate;
  private readonly connected: Set<KafkaSockets> | undefined;
  private readonly open = new Set<Socket>();
  private ended = false;

  /** `connected`: where it is found while it has a connection. */
  constructor(gate: RefusalGate, connected?: Set<KafkaSockets>) {
    this.gate = gate;
    this.connected = connected;
  }

  readonly factory: ISocketFactory = (target) => {
    const refusal = this.ended ? new Error('this client has ended') : this.gate.refused();
    if (refusal) return new Socket().destroy(refusal);
    const socket = this.connect(target).setKeepAlive(true, KEEP_ALIVE);
    // kafkajs may ask one that is not connected yet to end again and again, and each time waits for its connection.
    socket.setMaxListeners(0);
    this.open.add(socket);
    this.connected?.add(this);
    socket.on('data', () => (this.heardAt = Date.now()));
    socket.once('close', () => {
      this.open.delete(socket);
      if (this.open.size === 0) this.connected?.delete(this);
    });
    return socket;
  };

  private connect({ host: name, port, ssl, onConnect }: Parameters<ISocketFactory>[0]): Socket {
    const host = showColons(name);
    if (!ssl) return connectPlain({ host, port }, onConnect);
    const socket = connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect);
    socket.once('error', (error) => {
      const refused = connectionRefusal(`${host}:${port}`, error);
      if (refused) this.gate.refuse(refused);
    });
    return socket;
  }

  /** Breaks the connections: whatever kafkajs waits for is over, and it makes new ones for what it still wants. */
  cut(reason: string): void {
    for (const socket of this.open) socket.destroy(new Error(reason));
  }

  /** Breaks the connections, for good. */
  end(): void {
    this.ended = true;
    this.cut('this client has ended');
  }
}
