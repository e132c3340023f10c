import type {
  Api,
  CallAnswer,
  CallInput,
  CallName,
  EventName,
  Events,
  Snapshot,
} from '../../../electron/shared/contract/contract.ts';
import { initialChoices } from '../../../electron/shared/settings/setting-table.ts';
import type { SettingsView } from '../../../electron/shared/settings/settings.ts';
import type { UpdateView } from '../../../electron/shared/update.ts';

type Answers = {
  [N in CallName]?: (input: CallInput<N>) => CallAnswer<N> | Promise<CallAnswer<N>>;
};

/** An `Api` whose answers the test gives, with a record of what was asked. */
export class FakeApi implements Api {
  readonly asked: { readonly name: CallName; readonly input: unknown }[] = [];
  readonly #listeners = new Map<EventName, Set<(value: never) => void>>();
  readonly #answers: Answers;

  constructor(answers: Answers = {}) {
    this.#answers = answers;
  }

  async call<N extends CallName>(name: N, ...input: readonly unknown[]): Promise<CallAnswer<N>> {
    this.asked.push({ name, input: input[0] });
    const answer = this.#answers[name];
    if (answer === undefined) throw new Error(`no answer to "${name}"`);
    return await answer(input[0] as CallInput<N>); // the caller was type-checked against `Api`
  }

  on<N extends EventName>(name: N, listener: (value: Events[N]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<N extends EventName>(name: N, value: Events[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      (listener as (value: Events[N]) => void)(value); // added under this very name
    }
  }

  count(name: CallName): number {
    return this.asked.filter((call) => call.name === name).length;
  }
}

/** Settings as the main process tells them, with nothing wrong. */
export const someSettings: SettingsView = {
  ...initialChoices,
  locale: 'en',
  archiveFolder: '/films',
  archiveId: 'archive-1',
};

/** Nothing is known of a new version. */
const noUpdate: UpdateView = {
  phase: { kind: 'none' },
  isLooking: false,
  updater: 'self',
  address: 'https://releases.example',
};

/** What the window is told at its start, with nothing in it. */
export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    revision: 5,
    version: '1.2.3',
    tasks: [],
    progress: [],
    accounts: [],
    endpoints: [],
    settings: someSettings,
    status: { bytesPerSecond: 0 },
    trash: { count: 0, revision: 0 },
    inbox: { unread: 0, count: 0, revision: 0 },
    update: noUpdate,
    alerts: [],
    ...change,
  };
}

/** A promise that the test settles by hand. */
export function anAnswer<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
} {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: settle };
}
