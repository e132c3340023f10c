import { contextBridge, ipcRenderer } from 'electron';
import { channels } from './shared/channels.ts';
import type { Bridge } from './shared/contract.ts';

const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  subscribe: (listener) => {
    // The event object stays here: through it the page would reach every channel.
    const hear = (_event: unknown, name: string, value: unknown) => listener(name, value);
    ipcRenderer.on(channels.event, hear);
    return () => void ipcRenderer.off(channels.event, hear);
  },
};
contextBridge.exposeInMainWorld('api', bridge);
