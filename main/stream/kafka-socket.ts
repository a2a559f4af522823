import type { ISocketFactory } from 'kafkajs';
import { connect as connectPlain, isIP, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { connectionRefusal } from './kafka-error.ts';
import type { RefusalGate } from './refusal-gate.ts';

const KEEP_ALIVE = 60_000;

/**
 * The sockets of kafkajs, behind the gate: kafkajs tries again by itself after an error of TLS, several times a second.
 */
export function gatedSockets(gate: RefusalGate): ISocketFactory {
  return ({ host, port, ssl, onConnect }) => {
    const refusal = gate.refused();
    if (refusal) return new Socket().destroy(refusal);
    if (!ssl) return connectPlain({ host, port }, onConnect).setKeepAlive(true, KEEP_ALIVE);
    const socket = connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE);
    socket.once('error', (error) => {
      const refused = connectionRefusal(`${host}:${port}`, error);
      if (refused) gate.refuse(refused);
    });
    return socket;
  };
}
