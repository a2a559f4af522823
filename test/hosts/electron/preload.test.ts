import { expect, test, vi } from 'vitest';
import type { Bridge } from '../../../common/bridge.ts';

const { exposed, listeners, invoke } = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  listeners: new Map<string, (event: unknown, ...values: unknown[]) => void>(),
  invoke: vi.fn<(channel: string, ...values: unknown[]) => Promise<unknown>>(async () => ({ result: 7 })),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
  ipcRenderer: { invoke, on: (channel: string, listener: never) => void listeners.set(channel, listener) },
}));

await import('../../../preload/preload.ts');
const bridge = exposed.get('lapwing') as Bridge;

test('the page gets three functions and nothing of Electron', () => {
  expect([...exposed.keys()]).toEqual(['lapwing']);
  expect(Object.keys(bridge)).toEqual(['request', 'onEvent', 'onLive']);
});

test('a request goes through the one channel', async () => {
  expect(await bridge.request('link', {})).toEqual({ result: 7 });
  expect(invoke).toHaveBeenCalledWith('lapwing:request', 'link', {});
});

test('listeners hear the payload, never the IPC event', () => {
  const heard: unknown[][] = [];
  bridge.onEvent((...values) => void heard.push(values));
  bridge.onLive((...values) => void heard.push(values));
  const packet = new Uint8Array([1]);
  listeners.get('lapwing:event')!({ sender: 'ipc' }, 'notice', { text: 'x' });
  listeners.get('lapwing:live')!({ sender: 'ipc' }, packet);
  expect(heard).toEqual([['notice', { text: 'x' }], [packet]]);
});
