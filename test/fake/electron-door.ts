import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { SchemeServer } from '../../electron/host/page/app-protocol.ts';

type CallListener = Parameters<IpcMain['handle']>[1];
type SchemeListener = Parameters<SchemeServer['handle']>[1];

/** The two ways of a page into Electron's main process, without Electron: calls, and addresses of own schemes. */
export class ElectronDoor {
  readonly #calls = new Map<string, CallListener>();
  readonly #schemes = new Map<string, SchemeListener>();

  readonly ipc: Pick<IpcMain, 'handle' | 'removeHandler'> = {
    handle: (channel, listener) => void this.#calls.set(channel, listener),
    removeHandler: (channel) => void this.#calls.delete(channel),
  };

  readonly schemes: SchemeServer = {
    handle: (scheme, listener) => void this.#schemes.set(scheme, listener),
    unhandle: (scheme) => void this.#schemes.delete(scheme),
  };

  /** Calls as `ipcRenderer.invoke` does. */
  async call(channel: string, args: readonly unknown[]): Promise<unknown> {
    const listener = this.#calls.get(channel);
    if (listener === undefined) throw new Error(`Nobody listens to ${channel}`);
    // Of an event the app reads the frame alone, to hand it to whoever says whether it is trusted.
    const event = { senderFrame: {} } as unknown as IpcMainInvokeEvent;
    return (await listener(event, ...args)) as unknown; // what a handler answers is for its caller to know
  }

  /** Answers an address of one of the schemes. */
  async fetch(request: Request): Promise<Response> {
    const scheme = new URL(request.url).protocol.slice(0, -1);
    const listener = this.#schemes.get(scheme);
    return listener === undefined ? new Response(null, { status: 404 }) : listener(request);
  }
}
