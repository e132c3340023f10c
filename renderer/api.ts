import type {
  Api,
  Bridge,
  CallAnswer,
  CallName,
  EventName,
  Events,
} from '../electron/shared/contract/contract.ts';

declare global {
  interface Window {
    readonly api: Bridge;
  }
}

// Longer than any call may honestly take, a slow key test included. A call that never comes back
// must not leave its button waiting for ever.
const answerTimeoutMs = 120_000;

/** Calls that may open a dialog of the system's: it stays for as long as the user likes. */
const mayAskUser: ReadonlySet<CallName> = new Set<CallName>([
  'chooseFolder',
  'setArchiveFolder',
  'setMirrorFolder',
  'openArchive',
]);

/** Makes the typed `Api` out of the preload's transport. */
export function connect(bridge: Bridge): Api {
  return {
    async call<N extends CallName>(name: N, ...input: readonly unknown[]) {
      const answer = bridge.invoke(name, input[0]);
      const settled = mayAskUser.has(name) ? answer : withTimeout(answer);
      return (await settled) as CallAnswer<N>; // the main process is trusted to keep the contract
    },
    on<N extends EventName>(name: N, listener: (value: Events[N]) => void) {
      return bridge.subscribe((heard, value) => {
        if (heard === name) listener(value as Events[N]); // trusted, as above
      });
    },
  };
}

/** Connects to the bridge that the preload left on the window. */
export function connectWindow(): Api {
  return connect(window.api);
}

async function withTimeout(answer: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('Reelkeep did not answer in time.'));
    }, answerTimeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
