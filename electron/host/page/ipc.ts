import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import type { Log } from '../../core/platform/log.ts';
import { SaveFailedError } from '../../core/settings/save-failed-error.ts';
import { channels } from '../../shared/contract/channels.ts';
import {
  calls,
  type CallAnswer,
  type CallInput,
  type CallName,
} from '../../shared/contract/contract.ts';
import { weighMessage } from '../../shared/contract/message-bounds.ts';
import { fail } from '../../shared/outcome.ts';

/** What answers the window's calls: one function for every call of the contract. */
export type CallHandlers = {
  readonly [N in CallName]: (input: CallInput<N>) => Promise<CallAnswer<N>> | CallAnswer<N>;
};

/** What `serveCalls` needs beside the handlers. */
export interface ServeOptions {
  /** Where the calls come in. */
  readonly ipc: Pick<IpcMain, 'handle' | 'removeHandler'>;
  /** Whether a frame is the top frame of our own window, showing our own page. */
  readonly isTrusted: (frame: WebFrameMain) => boolean;
  readonly log: Log;
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

/** Checks the input. Its error names the place and the rule, never the value: that may be a key. */
function parseInput<N extends CallName>(name: N, input: unknown): CallInput<N> {
  // The preload has weighed it already; a page that got past its own sandbox would not ask the preload.
  if (weighMessage(input) === undefined) {
    throw new TypeError(`The call "${name}" refuses input (too_big, or not of plain values).`);
  }
  const parsed = calls[name].input.safeParse(input);
  if (parsed.success) return parsed.data as CallInput<N>; // the very schema that CallInput is read from
  const [issue] = parsed.error.issues;
  const path = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.join('.');
  throw new TypeError(`The call "${name}" refuses ${path} (${issue?.code ?? 'invalid'}).`);
}

async function answer<N extends CallName>(
  name: N,
  input: unknown,
  { handlers, log }: { readonly handlers: CallHandlers; readonly log: Log },
): Promise<CallAnswer<N>> {
  const checked = parseInput(name, input);
  try {
    return await handlers[name](checked);
  } catch (error) {
    // Whichever call saves a choice of the user's answers an Outcome.
    if (error instanceof SaveFailedError) return fail(error.failure) as CallAnswer<N>;
    // A bug, since expected failures are values. The page learns only that it happened, and no cause
    // goes along: Electron writes a rejection to the console as it is.
    log.error(
      `call "${name}": ${error instanceof Error ? (error.stack ?? error.message) : 'failed'}`,
    );
    return Promise.reject(new Error(`The call "${name}" failed.`));
  }
}

/**
 * Serves every call of the contract on one channel, for trusted frames only, with checked input.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
export function serveCalls(
  handlers: CallHandlers,
  { ipc, isTrusted, log }: ServeOptions,
): { dispose(): void } {
  const refuse = (reason: string): Promise<never> => {
    log.warn(`ipc: ${reason}`);
    return Promise.reject(new Error(reason));
  };
  ipc.handle(channels.call, (event: IpcMainInvokeEvent, name: unknown, input: unknown) => {
    // `senderFrame` is null once the frame has navigated away or is gone.
    const frame: WebFrameMain | null = event.senderFrame;
    if (frame === null || !isTrusted(frame)) return refuse('The sender is not the window.');
    if (!isCallName(name)) return refuse('No such call.');
    return answer(name, input, { handlers, log }).catch((error: unknown) => {
      if (error instanceof TypeError) log.warn(`ipc: ${error.message}`);
      throw error;
    });
  });
  return {
    dispose: () => {
      ipc.removeHandler(channels.call);
    },
  };
}
