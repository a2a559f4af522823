import type { EventPayload, RequestName, RequestParams, RequestResult } from '../../../common/contract.ts';
import { defaultDataDir } from '../../installation.ts';
import { reachRunning } from '../../running/reach-running.ts';
import { openWorkstation } from '../../workstation.ts';
import { textOption, type Invocation } from './command.ts';
import { say } from './output.ts';

/** A workstation to ask: the one that runs on the data folder or, where none does, one of our own. */
export interface Asked {
  dataDir: string;
  ask<K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>>;
  close(): Promise<void>;
}

/** @throws LapwingError */
export async function askWorkstation(dataDir: string, brokers: string[] = [], onRunning?: (pid: number) => void): Promise<Asked> {
  const running = brokers.length === 0 ? await reachRunning(dataDir) : undefined;
  if (running) {
    onRunning?.(running.pid);
    return { dataDir, ask: running.request as Asked['ask'], close: async () => running.close() };
  }
  const workstation = await openWorkstation({ dataDir, brokers });
  const session = workstation.open({
    event(name, payload) {
      if (name === 'notice') say((payload as EventPayload<'notice'>).text);
    },
    live() {},
  });
  return { dataDir, ask: session.request as Asked['ask'], close: () => workstation.close() };
}

/** Asks the workstation of the invocation's data folder and lets it go. */
export async function asking<T>(invocation: Invocation, use: (asked: Asked) => Promise<T>): Promise<T> {
  const asked = await askWorkstation(textOption(invocation, 'data') ?? defaultDataDir());
  try {
    return await use(asked);
  } finally {
    await asked.close();
  }
}
