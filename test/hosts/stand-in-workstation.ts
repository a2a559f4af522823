import { LapwingError } from '../../common/errors.ts';
import type { Session, SessionListener, Workstation } from '../../main/session.ts';

/** A workstation that says back what it hears, and hears what a test says. */
export class StandInWorkstation implements Workstation {
  readonly listeners = new Set<SessionListener>();
  closed = false;

  open(listener: SessionListener): Session {
    this.listeners.add(listener);
    return {
      async request(name, params) {
        if (name === 'fail') throw new LapwingError('E_TRACK', 'There is no track called Nowhere.');
        if (name === 'break') throw new TypeError('a fault of ours');
        if (name === 'wait') return new Promise(() => {});
        return { name, params };
      },
      close: () => void this.listeners.delete(listener),
    };
  }

  get listener(): SessionListener {
    return [...this.listeners][0]!;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
