import type { Bridge } from '../../common/bridge.ts';
import type { Connection, RequestName, RequestParams, RequestResult } from '../../common/contract.ts';
import { fromErrorShape } from '../../common/errors.ts';
import { EventListeners, Listeners } from './listeners.ts';

/** The workstation behind the desktop shell: same machine, same program, so it is always connected. */
export function bridgeConnection(bridge: Bridge): Connection {
  const events = new EventListeners();
  const live = new Listeners<Uint8Array>();
  bridge.onEvent((name, payload) => events.tell(name, payload));
  bridge.onLive((packet) => live.tell(packet));
  return {
    async request<K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>> {
      const answer = await bridge.request(name, params);
      if ('error' in answer) throw fromErrorShape(answer.error);
      return answer.result as RequestResult<K>;
    },
    on: (name, listener) => events.add(name, listener),
    onLive: (listener) => live.add(listener),
    onState: (listener) => {
      listener('connected');
      return () => {};
    },
  };
}
