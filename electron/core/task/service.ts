import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { Added, FoundLine } from '../../shared/contract.ts';
import {
  isUnfinished,
  type AccountId,
  type ReadyTask,
  type Task,
  type TaskId,
} from '../../shared/task.ts';
import type { Cadence } from '../poll/cadence.ts';
import type { KeyMask } from '../key-mask.ts';
import type { Poller } from '../poll/poller.ts';
import { findEndpoint } from '../provider/registry.ts';
import type { Ancestors } from './ancestors.ts';
import type { TaskBook } from './book.ts';
import { withoutKeys, type FoundTask, type TaskEvent } from './event.ts';
import { createTask } from './base.ts';
import { findIds } from './find-ids.ts';
import type { Leaving } from './leaving.ts';
import { advance } from './lifecycle.ts';
import { Removal } from './removal.ts';
import type { RemovedTask, RemovedTasks } from './removed-tasks.ts';
import { diskFailure, type TaskRepository } from './repository.ts';
import type { TransferQueue } from './transfer-queue.ts';

/** What the service needs. */
export interface TaskServiceOptions {
  readonly repository: TaskRepository;
  /** Takes the accounts' keys out of what stands in a task's way. */
  readonly keys: Pick<KeyMask, 'maskAll'>;
  readonly ancestors: Ancestors;
  readonly removed: RemovedTasks;
  readonly leaving: Leaving;
  readonly poller: Poller;
  /** Unix milliseconds by the providers' clocks, should this computer's be wrong. */
  readonly trueNow: () => number;
  /** Unix milliseconds by this computer's clock. */
  readonly now: () => number;
  readonly cadence: Cadence;
  readonly hasAccount: (id: AccountId) => boolean;
  readonly onChanged: (task: Task) => void;
  readonly onRemoved: (id: TaskId) => void;
  /** Removed tasks are back in the list; their files may have gone meanwhile. */
  readonly onPutBack?: (records: readonly RemovedTask[]) => void;
  /** A task came to an end just now: archived, failed, not found or lost. */
  readonly onEnded: (task: Task) => void;
}

/** What the user asks to track. */
export interface AddWish {
  readonly ids: readonly TaskId[];
  readonly accountId: AccountId;
  /** An endpoint's id; absent: each id is tried at all of them. */
  readonly endpoint?: string | undefined;
}

/** All tracked tasks, and the only place where asking, fetching and keeping meet. */
export class TaskService implements TaskBook {
  readonly #options: TaskServiceOptions;
  readonly #removal: Removal;
  #transfers: TransferQueue | undefined;

  constructor(options: TaskServiceOptions) {
    this.#options = options;
    this.#removal = new Removal(options);
  }

  /** Loads the ledger and sets every task on its way. */
  start(transfers: TransferQueue): void {
    this.#transfers = transfers;
    const { repository, removed, leaving, poller, ancestors } = this.#options;
    repository.load();
    removed.load();
    ancestors.load();
    leaving.load();
    this.#removal.reconcile();
    for (const task of leaving.values()) transfers.forget(task);
    // What was under way when Reelkeep ended is ready again; its bytes are still in `.part`.
    for (const task of [...repository.values()]) {
      if (task.state === 'downloading') this.apply(task.id, { type: 'transfer-stopped' });
      else this.#follow(task);
      // Nobody knows how long Reelkeep was closed: whatever may have moved is asked about first.
      if (isUnfinished(task)) poller.hasten(task.id);
    }
  }

  /** Every task. */
  tasks(): IterableIterator<Task> {
    return this.#options.repository.values();
  }

  /** Names in the archive that tasks have reserved, also such as can be put back. */
  *reservedPaths(): Iterable<string> {
    for (const { reservedPath } of this.tasks()) if (reservedPath !== undefined) yield reservedPath;
    yield* this.#options.removed.reservedPaths();
  }

  get(id: TaskId): Task | undefined {
    return this.#options.repository.get(id);
  }

  /** Finds ids in pasted text and says what "Add" would do with each line. */
  find(text: string): Promise<readonly FoundLine[]> {
    return findIds(text, (id) =>
      this.#isNew(id) ? this.#removal.judge(id) : { verdict: 'tracked' },
    );
  }

  /** Takes ids in. They are on disk when this returns, and nothing was asked before. */
  add(wish: AddWish): Outcome<Added, Failure> {
    const { repository, removed, trueNow, onPutBack } = this.#options;
    const adapter = wish.endpoint === undefined ? undefined : findEndpoint(wish.endpoint);
    if (wish.endpoint !== undefined && adapter === undefined) {
      return fail({ code: 'endpoint-unknown', endpoint: wish.endpoint });
    }
    const ids = [...new Set(wish.ids)];
    const before = new Map(ids.map((id) => [id, repository.get(id)]));
    const added = ids.filter((id) => this.#isNew(id));
    const { accountId } = wish;
    const nowMs = trueNow();
    const records = added.flatMap((id) => removed.get(id) ?? []);
    for (const id of added) {
      const wanted = { id, accountId, endpoint: adapter?.id, nowMs };
      const known = before.get(id) ?? this.#removal.recall(wanted);
      repository.put(
        known === undefined
          ? createTask(wanted)
          : advance(known, { type: 'asked-again', ...wanted }, nowMs),
      );
    }
    const refused = this.flush(added);
    if (refused !== undefined) {
      for (const id of added) this.#restore(id, before.get(id));
      return fail(refused);
    }
    this.#removal.settle(added);
    for (const id of added) this.#announce(id);
    onPutBack?.(records);
    return succeed({ added, alreadyTracked: ids.filter((id) => !added.includes(id)) });
  }

  /** Asks about these tasks now; ended ones that may have come alive are looked up again. */
  check(ids: readonly TaskId[]): void {
    for (const id of ids) {
      const task = this.get(id);
      if (task === undefined || task.paused) continue;
      if (task.state === 'ready') this.#retryTransfer(task);
      const { accountId, endpoint } = task;
      const next = this.apply(id, { type: 'asked-again', accountId, endpoint });
      const isAsked = next?.state === 'checking' || next?.state === 'running';
      if (isAsked) this.#options.poller.hasten(id, 'wished');
    }
  }

  /** Holds tasks, or lets them go on. */
  pause(ids: readonly TaskId[], paused: boolean): void {
    for (const id of ids) {
      if (paused) this.#transfers?.drop(id);
      this.apply(id, { type: 'paused', paused });
    }
  }

  /**
   * Takes tasks off the list, so that they can be put back; their files go later (`upkeep/trash.ts`), if at all.
   * @returns why it could not be recorded; nothing has happened then
   */
  remove(ids: readonly TaskId[], withFiles = false): Failure | undefined {
    const refused = this.#removal.record(ids, withFiles);
    if (refused === undefined) this.#drop(ids);
    return refused;
  }

  /**
   * Puts removed tasks back as they were, and on their way again. In the ledger when this returns.
   * @returns why the ledger could not be written; they are still removed then
   */
  putBack(ids: readonly TaskId[]): Failure | undefined {
    const back = this.#removal.putBack(ids);
    if (!back.ok) return back.failure;
    for (const { task } of back.value) this.#announce(task.id);
    this.#options.onPutBack?.(back.value);
    return undefined;
  }

  #drop(ids: readonly TaskId[]): void {
    const { repository, leaving, poller, cadence, onRemoved } = this.#options;
    leaving.remember(ids.flatMap((id) => repository.get(id) ?? []));
    for (const id of ids) {
      poller.unschedule(id);
      cadence.forget(id);
      const task = repository.get(id);
      if (task !== undefined) this.#transfers?.forget(task);
      repository.remove(id);
      onRemoved(id);
    }
    this.flush();
  }

  /** Whether the user took it off the list. */
  isRemoved(id: TaskId): boolean {
    return !this.#options.repository.has(id) && this.#options.removed.ids.has(id);
  }

  /**
   * Takes in what the archive has; nobody is notified, for nothing has ended just now. On disk at `flush`.
   * @returns whether the ledger knows more than before
   */
  restore(found: FoundTask): boolean {
    const { repository, removed, trueNow } = this.#options;
    const { id, accountId } = found;
    const nowMs = trueNow();
    const known = repository.get(id) ?? createTask({ id, accountId, endpoint: undefined, nowMs });
    const next = advance(known, { type: 'restored', found }, nowMs);
    if (next === known) return false;
    repository.put(next);
    removed.drop([id]);
    removed.ids.forget([id]);
    this.#announce(id);
    return true;
  }

  /** Sets the account's tasks on their way again: its key or address has changed. */
  accountChanged(accountId: AccountId): void {
    this.#options.poller.release(accountId);
    for (const task of [...this.tasks()]) {
      if (task.accountId === accountId) this.apply(task.id, { type: 'unhindered' });
    }
  }

  apply(id: TaskId, event: TaskEvent): Task | undefined {
    const { repository, cadence, trueNow, onEnded, keys } = this.#options;
    const task = repository.get(id);
    if (task === undefined) return undefined;
    const next = advance(task, withoutKeys(event, keys), trueNow());
    if (event.type === 'answered') cadence.answered(next);
    if (next === task) {
      this.#follow(task);
      return task;
    }
    if (next.state === 'not-found' && next.isAncestor) {
      this.#drop([id]); // nobody asked for it, and its record is gone
      return undefined;
    }
    repository.put(next);
    this.#announce(id);
    if (next.record !== task.record) this.#trackParent(next);
    if (next.state !== task.state && !isUnfinished(next)) onEnded(next);
    return next;
  }

  flush(ids?: readonly TaskId[]): Failure | undefined {
    const error = this.#options.repository.flush(ids);
    return error === undefined ? undefined : diskFailure(error);
  }

  #retryTransfer(task: ReadyTask): void {
    this.#transfers?.drop(task.id);
    this.#transfers?.release?.(task.id);
    this.#transfers?.enqueue(task);
  }

  /** An id that was not found, or whose account is gone, may be given again, with another account. */
  #isNew(id: TaskId): boolean {
    const known = this.get(id);
    if (known === undefined || known.state === 'not-found') return true;
    const isAsked =
      known.state === 'checking' || known.state === 'running' || known.state === 'stalled';
    return isAsked && !this.#options.hasAccount(known.accountId);
  }

  #restore(id: TaskId, before: Task | undefined): void {
    if (before === undefined) this.#options.repository.remove(id);
    else this.#options.repository.put(before);
  }

  #announce(id: TaskId): void {
    const task = this.get(id);
    if (task === undefined) return;
    this.#options.onChanged(task);
    this.#follow(task);
  }

  #trackParent(task: Task): void {
    const { repository, ancestors, trueNow } = this.#options;
    const parent = ancestors.next(task, trueNow());
    if (parent === undefined) return;
    repository.put(parent);
    this.#announce(parent.id);
  }

  /** Sees to the next step of a task: a question, a transfer, or nothing. */
  #follow(task: Task): void {
    const { poller, cadence } = this.#options;
    if (task.state === 'ready' && !task.paused) this.#transfers?.enqueue(task);
    const plan = cadence.plan(task);
    if (plan === undefined) poller.unschedule(task.id);
    else poller.schedule(task.id, task.accountId, plan);
  }
}
