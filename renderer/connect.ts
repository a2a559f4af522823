import { SOCKET_PATH } from '../common/bridge.ts';
import type { Bridge } from '../common/bridge.ts';
import type { Connection } from '../common/contract.ts';
import { bridgeConnection } from './connection/bridge-connection.ts';
import { SocketConnection } from './connection/socket-connection.ts';

declare global {
  interface Window {
    /** There when the screens run in the desktop shell. */
    readonly lapwing?: Bridge;
  }
}

/** The way to the workstation that shows these screens. The only code that knows which host that is. */
export function connect(): Connection {
  if (window.lapwing) return bridgeConnection(window.lapwing);
  const address = new URL(SOCKET_PATH, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new SocketConnection(address.href);
}
