import type { AlertAnswer } from '../../electron/shared/alert.ts';
import type { JobKind } from '../../electron/shared/job.ts';
import type { Api, CallInput } from '../../electron/shared/contract/contract.ts';
import type { Failure } from '../../electron/shared/failure.ts';
import type { Outcome } from '../../electron/shared/outcome.ts';
import { m } from '../../electron/shared/messages/catalogue.ts';
import type { AccountId, TaskId } from '../../electron/shared/id.ts';
import type { updateCalls } from '../../electron/shared/contract/update-calls.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What a click can do with tasks. No command rejects: what fails is said in a notice. */
export class Commands {
  readonly #api: Api;
  readonly #toasts: Toasts;

  constructor(api: Api, toasts: Toasts) {
    this.#api = api;
    this.#toasts = toasts;
  }

  async check(ids: readonly TaskId[]): Promise<void> {
    const done = await this.#run(() => this.#api.call('check', { ids: [...ids] }));
    if (!done) return;
    this.#toasts.inform(ids.length === 1 ? m.toasts.checking : m.toasts.checkingSome(ids.length));
  }

  /** Tries failed downloads at once, instead of when their rest is over. */
  async retry(ids: readonly TaskId[]): Promise<void> {
    const done = await this.#run(() => this.#api.call('check', { ids: [...ids] }));
    if (!done) return;
    this.#toasts.inform(ids.length === 1 ? m.toasts.retrying : m.toasts.retryingSome(ids.length));
  }

  async pause(ids: readonly TaskId[], paused: boolean): Promise<void> {
    await this.#run(() => this.#api.call('pause', { ids: [...ids], paused }));
  }

  async copy(text: string, what: string): Promise<void> {
    const done = await this.#run(() => this.#api.call('copyText', { text }));
    if (done) this.#toasts.inform(m.toasts.copied(what));
  }

  /** @param path one of the task's other files, as the archive names it */
  async showInFolder(id: TaskId, path?: string): Promise<void> {
    await this.#attempt(() => this.#api.call('showInFolder', { id, path }));
  }

  /** @param path one of the task's other files, as the archive names it */
  async openFile(id: TaskId, path?: string): Promise<void> {
    await this.#attempt(() => this.#api.call('openFile', { id, path }));
  }

  /** Shows the archive's folder in the system's file manager. */
  async openArchiveFolder(): Promise<void> {
    await this.#attempt(() => this.#api.call('openArchiveFolder'));
  }

  /** Has a task's files read again: the window could not show them. */
  async recheck(id: TaskId): Promise<void> {
    await this.#run(() => this.#api.call('recheck', { id }));
  }

  /** Marks one thing that the user was told as read, or all. */
  async markNoticesRead(id?: string): Promise<void> {
    await this.#run(() => this.#api.call('markNoticesRead', id === undefined ? {} : { id }));
  }

  async clearNotices(): Promise<void> {
    await this.#run(() => this.#api.call('clearNotices'));
  }

  async testNotification(): Promise<void> {
    const done = await this.#run(() => this.#api.call('testNotification'));
    if (done) this.#toasts.inform(m.toasts.testSent);
  }

  async dismissAlert(key: string): Promise<void> {
    await this.#run(() => this.#api.call('dismissAlert', { key }));
  }

  async answerAlert(answer: AlertAnswer): Promise<void> {
    await this.#attempt(() => this.#api.call('answerAlert', { answer }));
  }

  async fillMirror(): Promise<void> {
    await this.#run(() => this.#api.call('fillMirror'));
  }

  async cancelJob(kind: JobKind): Promise<void> {
    await this.#run(() => this.#api.call('cancelJob', { kind }));
  }

  async checkArchive(): Promise<void> {
    await this.#attempt(() => this.#api.call('checkArchive'));
  }

  /** Repairs these tasks, or all that are damaged. */
  async repair(ids?: readonly TaskId[]): Promise<void> {
    const input = ids === undefined ? {} : { ids: [...ids] };
    const isBegun = await this.#attempt(() => this.#api.call('repair', input));
    if (isBegun) this.#toasts.dismissAbout('file');
  }

  async readArchive(includesRemoved: boolean): Promise<void> {
    await this.#attempt(() => this.#api.call('readArchive', { includesRemoved }));
  }

  /** Asks for a folder that is an archive, and opens it. Answers the folder that is the archive now. */
  async openArchive(): Promise<string | undefined> {
    let opened: string | undefined;
    await this.#attempt(async () => {
      const path = await this.#api.call('chooseFolder', 'opened');
      if (path === undefined) return { ok: true, value: undefined };
      const outcome = await this.#api.call('openArchive', { path });
      if (!outcome.ok) return outcome;
      opened = outcome.value.path;
      return { ok: true, value: undefined };
    });
    return opened;
  }

  /** Answers whether the account is gone. */
  async removeAccount(id: AccountId): Promise<boolean> {
    return await this.#attempt(() => this.#api.call('removeAccount', { id }));
  }

  /** Asks for a folder to be watched for files with task ids. */
  async chooseWatchedFolder(): Promise<void> {
    await this.#attempt(async () => {
      const path = await this.#api.call('chooseFolder', 'watched');
      if (path === undefined) return { ok: true, value: undefined };
      return this.#api.call('setWatchedFolder', { path });
    });
  }

  /** Watches this folder; none if it is empty. */
  async watchFolder(path: string): Promise<void> {
    await this.#attempt(() => this.#api.call('setWatchedFolder', { path }));
  }

  /** Answers whether the change was taken. */
  async changeSettings(change: CallInput<'changeSettings'>): Promise<boolean> {
    return await this.#attempt(() => this.#api.call('changeSettings', change));
  }

  /** Begins a step of an update; how it goes is in the next patches. */
  async update(step: Exclude<keyof typeof updateCalls, 'whatsNew'>): Promise<void> {
    await this.#run(() => this.#api.call(step));
  }

  async #run(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.#toasts.failUnexpectedly(error);
      return false;
    }
  }

  async #attempt(action: () => Promise<Outcome<undefined, Failure>>): Promise<boolean> {
    try {
      const outcome = await action();
      if (!outcome.ok) this.#toasts.fail(outcome.failure);
      return outcome.ok;
    } catch (error) {
      this.#toasts.failUnexpectedly(error);
      return false;
    }
  }
}
