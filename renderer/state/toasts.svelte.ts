import type { Failure, FailureCode } from '../../electron/shared/failure.ts';
import { traitsOf, type MendPlace } from '../../electron/shared/failure-traits.ts';
import { describeFailure } from '../../electron/shared/messages/failures.ts';
import type { Words } from '../../electron/shared/messages/words.ts';
import { describeUnexpected } from './unexpected.ts';

/** What can be done about a message while it is on show. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => Promise<void>;
}

/** A short message at the window's edge. */
export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly sentence: string;
  readonly remedy?: string;
  readonly action?: ToastAction;
  /** Of the failure that it tells. */
  readonly code?: FailureCode;
}

const infoMs = 5_000;
// Long enough to read it, to see what is missing, and to reach the button.
const offerMs = 15_000;
// Errors stay long enough to be read twice; each can be dismissed at once.
const errorMs = 20_000;
/** However long the pointer rests on a message: an offer must not outlive what it offers (`undoMs`). */
const maxMs = 50_000;
const maxAtOnce = 3;

interface Stay {
  readonly shownAtMs: number;
  readonly forMs: number;
  timer: ReturnType<typeof setTimeout>;
}

/** The messages on show. Nothing that went wrong goes unsaid: what has no other place lands here. */
export class Toasts {
  #list = $state.raw<readonly Toast[]>([]);
  #nextId = 1;
  // Timers: nothing that is drawn reads them.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #stays = new Map<number, Stay>();

  get list(): readonly Toast[] {
    return this.#list;
  }

  inform(sentence: string): void {
    this.#show({ id: this.#nextId++, tone: 'info', sentence }, infoMs);
  }

  /** Says what was done, with what can be done about it. */
  offer(sentence: string, action: ToastAction): void {
    this.#show({ id: this.#nextId++, tone: 'info', sentence, action }, offerMs);
  }

  /** Says what the user has to see to. */
  warn(words: Words): void {
    this.#show({ id: this.#nextId++, tone: 'error', ...words }, errorMs);
  }

  fail(failure: Failure): void {
    const { code } = failure;
    this.#show({ id: this.#nextId++, tone: 'error', ...describeFailure(failure), code }, errorMs);
  }

  /** Takes back what was said of failures that are set right there: it is being done. */
  dismissAbout(place: MendPlace): void {
    for (const { id, code } of this.#list) {
      if (code !== undefined && traitsOf({ code }).mend === place) this.dismiss(id);
    }
  }

  /** For what was not expected to fail: a bug, or a main process that is gone. */
  failUnexpectedly(error: unknown): void {
    this.warn(describeUnexpected(error));
  }

  dismiss(id: number): void {
    clearTimeout(this.#stays.get(id)?.timer);
    this.#stays.delete(id);
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }

  /** Does what the latest message offers, if one does. Answers whether there was any. */
  act(id = this.#list.findLast(({ action }) => action !== undefined)?.id): boolean {
    const action = this.#list.find((toast) => toast.id === id)?.action;
    if (id === undefined || action === undefined) return false;
    this.dismiss(id);
    void action.run(); // says itself what goes wrong
    return true;
  }

  /** Takes all offers back: what they are about has changed. */
  withdraw(): void {
    for (const { id, action } of this.#list) if (action !== undefined) this.dismiss(id);
  }

  /** Keeps a message while the pointer or the focus is on it. */
  hold(id: number): void {
    this.#restart(id, maxMs);
  }

  /** Lets a held message go, after the time that it is shown for. */
  release(id: number): void {
    this.#restart(id, this.#stays.get(id)?.forMs ?? 0);
  }

  #show(toast: Toast, forMs: number): void {
    const timer = setTimeout(() => undefined);
    this.#stays.set(toast.id, { shownAtMs: Date.now(), forMs, timer });
    this.#restart(toast.id, forMs);
    const list = [...this.#list, toast];
    for (const { id } of list.slice(0, -maxAtOnce)) this.dismiss(id);
    this.#list = list.slice(-maxAtOnce);
  }

  #restart(id: number, forMs: number): void {
    const stay = this.#stays.get(id);
    if (stay === undefined) return;
    clearTimeout(stay.timer);
    const leftMs = stay.shownAtMs + maxMs - Date.now();
    stay.timer = setTimeout(
      () => {
        this.dismiss(id);
      },
      Math.max(0, Math.min(forMs, leftMs)),
    );
  }
}
