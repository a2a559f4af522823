import { contextBridge, ipcRenderer } from 'electron';
import { EVENT_CHANNEL, LIVE_CHANNEL, REQUEST_CHANNEL, type Bridge } from '../common/bridge.ts';

const bridge: Bridge = {
  request: (name, params) => ipcRenderer.invoke(REQUEST_CHANNEL, name, params),
  onEvent: (listener) => void ipcRenderer.on(EVENT_CHANNEL, (_event, name: string, payload: unknown) => listener(name, payload)),
  onLive: (listener) => void ipcRenderer.on(LIVE_CHANNEL, (_event, packet: Uint8Array) => listener(packet)),
};

contextBridge.exposeInMainWorld('lapwing', bridge);
