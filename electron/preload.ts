import { contextBridge, ipcRenderer } from 'electron';
import { channels } from './shared/contract/channels.ts';
import type { Bridge } from './shared/contract/contract.ts';
import { messageBounds, weighMessage } from './shared/contract/message-bounds.ts';

/** What is under way to the main process: its answer has not come yet. */
let pendingWeight = 0;

/** Hands a call on, unless it, or all that are under way together, would weigh on the main process. */
async function invoke(name: string, input: unknown): Promise<unknown> {
  const weight = weighMessage([name, input]);
  if (weight === undefined)
    throw new TypeError('The message is too large, or not of plain values.');
  if (pendingWeight + weight > 2 * messageBounds.textLength) {
    throw new TypeError('Too much is under way; wait for an answer first.');
  }
  pendingWeight += weight;
  try {
    return await (ipcRenderer.invoke(channels.call, name, input) as Promise<unknown>);
  } finally {
    pendingWeight -= weight;
  }
}

const bridge: Bridge = {
  invoke,
  subscribe: (listener) => {
    // The event object stays here: through it the page would reach every channel.
    const hear = (_event: unknown, name: string, value: unknown) => listener(name, value);
    ipcRenderer.on(channels.event, hear);
    return () => void ipcRenderer.off(channels.event, hear);
  },
};
contextBridge.exposeInMainWorld('api', bridge);
