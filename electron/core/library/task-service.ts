import type { DiskFailure, Failure } from '../../shared/failure.ts';
import { fail, type Outcome } from '../../shared/outcome.ts';
import type { FoundLine } from '../../shared/contract/found-line.ts';
import type { Added } from '../../shared/contract/batches.ts';
import type { Removed } from '../../shared/trash-view.ts';
import { isUnfinished, type ReadyTask, type Task } from '../../shared/task.ts';
import type { AccountId, TaskId } from '../../shared/id.ts';
import { findEndpoint } from '../provider/registry.ts';
import { forEachInTurns, Turns } from '../platform/turns.ts';
import type { TaskUpdater } from './task-updater.ts';
import { withoutKeys, type FoundTask, type TaskEvent } from '../task/event.ts';
import { createTask } from '../task/common-fields.ts';
import { findIds } from './find-ids.ts';
import { hasEnded } from '../ledger/end-stamps.ts';
import { LedgerCalls } from './ledger-calls.ts';
import { TaskAdder } from './task-adder.ts';
import { advance } from '../task/lifecycle.ts';
import { judge } from './known-spelling.ts';
import { Removal } from './removal.ts';
import type { TaskRepository } from '../ledger/repository.ts';
import type { AddInput, TaskServiceOptions } from './task-service-options.ts';
import { diskFailure } from '../ledger/disk-failure.ts';
import type { TransferQueue } from './transfer-queue.ts';

/** All tracked tasks, and the only place where asking, fetching and keeping meet. */
export class TaskService implements TaskUpdater {
  readonly #options: TaskServiceOptions;
  readonly #removal: Removal;
  readonly #adding: TaskAdder;
  /** Adding, removing and putting back. */
  readonly #calls = new LedgerCalls();
  #transfers: TransferQueue | undefined;

  constructor(options: TaskServiceOptions) {
    this.#options = options;
    this.#removal = new Removal(options);
    this.#adding = new TaskAdder({
      ...options,
      removal: this.#removal,
      isNew: (id) => this.#isNew(id),
      onAdded: (id) => {
        this.#notifyChanged(id);
      },
      onPutBack: (records) => options.onPutBack?.(records),
      refusal: this.#calls.refusal,
    });
  }

  /**
   * Loads the ledger and sets every task on its way, in slices. There are no tasks until it is read, and what
   * is to be added, asked, held, removed or put back meanwhile waits for the end of this.
   * @throws the signal's reason once it is aborted; nothing is taken in then
   */
  async start(transfers: TransferQueue, turns = new Turns()): Promise<void> {
    this.#transfers = transfers;
    await this.#calls.waitFor(this.#start(transfers, turns));
  }

  async #start(transfers: TransferQueue, turns: Turns): Promise<void> {
    const { repository, removed, pendingCleanup, ancestors } = this.#options;
    for (const each of [repository, removed, ancestors, pendingCleanup]) await each.load(turns);
    await this.#removal.repairAfterCrash(turns);
    for (const task of pendingCleanup.values()) transfers.forget(task);
    await forEachInTurns([...repository.values()], this.#takeUp, turns);
  }

  /** What was under way when Reelkeep ended is ready again; its bytes are still in `.part`. */
  readonly #takeUp = (task: Task): void => {
    this.#options.endStamps.see(task.endStampMs ?? 0);
    if (task.state === 'downloading') this.apply(task.id, { type: 'transfer-stopped' });
    else this.#scheduleNext(task);
    // Reelkeep may have been closed for long: what may have moved on is asked about first.
    if (isUnfinished(task)) this.#options.poller.runNow(task.id);
  };

  /** Every task. */
  tasks(): IterableIterator<Task> {
    return this.#options.repository.values();
  }

  /** Tells of each task that comes, changes or goes, right after it has. @returns ends the watch */
  readonly watch: TaskRepository['watch'] = (hear) => this.#options.repository.watch(hear);

  /** Names in the archive that tasks have reserved, also those of removed tasks that can be put back. */
  *reservedPaths(): Iterable<string> {
    for (const { reservedPath } of this.tasks()) if (reservedPath !== undefined) yield reservedPath;
    yield* this.#options.removed.reservedPaths();
  }

  get(id: TaskId): Task | undefined {
    return this.#options.repository.get(id);
  }

  /** Finds ids in pasted text and says what "Add" would do with each line. */
  find(text: string): Promise<readonly FoundLine[]> {
    return findIds(text, (id) => judge(id, this.#options, (each) => this.#isNew(each)));
  }

  /**
   * Takes ids in. They are on disk when this answers, and nothing was asked before. Many are taken in by
   * and by, and everything else goes on meanwhile.
   * @returns what is in, and what the disk refused; a failure when nothing could be written
   */
  add(input: AddInput): Promise<Outcome<Added, Failure>> {
    const adapter = input.endpoint === undefined ? undefined : findEndpoint(input.endpoint);
    if (input.endpoint !== undefined && adapter === undefined) {
      return Promise.resolve(fail({ code: 'endpoint-unknown', endpoint: input.endpoint }));
    }
    return this.#calls.track(() =>
      this.#adding.add(input.ids, { ...input, endpoint: adapter?.id }),
    );
  }

  /** Asks about these tasks now; ended ones that may have come alive are looked up again. */
  async check(ids: readonly TaskId[]): Promise<void> {
    if (this.#calls.reading !== undefined) await this.#calls.reading;
    await forEachInTurns(ids, (id) => {
      const task = this.get(id);
      if (task === undefined || task.paused) return;
      if (task.state === 'ready') this.#retryTransfer(task);
      const { accountId, endpoint } = task;
      const next = this.apply(id, { type: 'asked-again', accountId, endpoint });
      const isAsked = next?.state === 'checking' || next?.state === 'running';
      if (isAsked) this.#options.poller.runNow(id, 'user');
    });
  }

  /** Holds tasks, or lets them go on. */
  async pause(ids: readonly TaskId[], paused: boolean): Promise<void> {
    if (this.#calls.reading !== undefined) await this.#calls.reading;
    await forEachInTurns(ids, (id) => {
      if (paused) this.#transfers?.drop(id);
      this.apply(id, { type: 'paused', paused });
    });
  }

  /**
   * Takes tasks off the list, so that they can be put back; their files go later (`upkeep/trash.ts`), if
   * at all. On disk when this answers.
   * @returns which are removed, and which could not be; a failure when none could
   */
  remove(ids: readonly TaskId[], withFiles = false): Promise<Outcome<Removed, Failure>> {
    return this.#calls.track(() =>
      this.#removal.remove(ids, {
        withFiles,
        refusal: this.#calls.refusal,
        onRecorded: (some) => {
          this.#drop(some);
        },
      }),
    );
  }

  /**
   * Puts removed tasks back as they were, and on their way again. In the ledger when this answers.
   * @returns which are back, and which could not be; a failure when none could
   */
  putBack(ids: readonly TaskId[]): Promise<Outcome<Removed, Failure>> {
    return this.#calls.track(() =>
      this.#removal.putBack(ids, {
        refusal: this.#calls.refusal,
        onBack: (id) => {
          this.#notifyChanged(id);
        },
        onDone: (records) => this.#options.onPutBack?.(records),
      }),
    );
  }

  /**
   * Ends what is under way after its current step, and writes everything. What is not in by then is told
   * by the answers.
   */
  async stop(): Promise<void> {
    await this.#calls.stop();
    await this.#options.repository.commit();
    this.flush();
  }

  #drop(ids: readonly TaskId[]): void {
    const { repository, pendingCleanup, poller, pollPlanner, onRemoved } = this.#options;
    pendingCleanup.remember(ids.flatMap((id) => repository.get(id) ?? []));
    for (const id of ids) {
      poller.unschedule(id);
      pollPlanner.forget(id);
      const task = repository.get(id);
      if (task !== undefined) this.#transfers?.forget(task);
      repository.remove(id);
      onRemoved(id);
    }
  }

  /** Whether the user took it off the list. */
  isRemoved(id: TaskId): boolean {
    return !this.#options.repository.has(id) && this.#options.removed.has(id);
  }

  /**
   * Takes in what the archive has; without a notification, for nothing has ended just now. On disk at `flush`.
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
    this.#notifyChanged(id);
    return true;
  }

  /** Sets the account's tasks on their way again: its key or address has changed. */
  accountChanged(accountId: AccountId): void {
    void this.#accountChanged(accountId); // never rejects
  }

  async #accountChanged(accountId: AccountId): Promise<void> {
    if (this.#calls.reading !== undefined) await this.#calls.reading;
    // What comes in meanwhile is not hindered by what was.
    await forEachInTurns([...this.tasks()], (task) => {
      if (task.accountId === accountId) this.apply(task.id, { type: 'unhindered' });
    });
  }

  apply(id: TaskId, event: TaskEvent): Task | undefined {
    const { repository, pollPlanner, trueNow, onEnded, keys, endStamps } = this.#options;
    const task = repository.get(id);
    if (task === undefined) return undefined;
    const next = endStamps.stamp(task, advance(task, withoutKeys(event, keys), trueNow()));
    if (event.type === 'answered') pollPlanner.answered(next);
    if (next === task) {
      this.#scheduleNext(task);
      return task;
    }
    if (next.state === 'not-found' && next.isAncestor) {
      this.#drop([id]); // the user did not ask for it, and its record is gone
      this.flush();
      return undefined;
    }
    repository.put(next);
    this.#notifyChanged(id);
    if (next.record !== task.record) this.#trackParent(next);
    if (hasEnded(task, next)) onEnded(next);
    return next;
  }

  /** Writes what has changed, in slices, for what must be on disk before the next step of something long. */
  async commit(): Promise<DiskFailure | undefined> {
    const error = await this.#options.repository.commit();
    return error === undefined ? undefined : diskFailure(error, 'list');
  }

  flush(ids?: readonly TaskId[]): DiskFailure | undefined {
    const error = this.#options.repository.flush(ids);
    return error === undefined ? undefined : diskFailure(error, 'list');
  }

  #retryTransfer(task: ReadyTask): void {
    this.#transfers?.drop(task.id);
    this.#transfers?.release?.(task.id);
    this.#transfers?.enqueue(task);
    this.#transfers?.tryNow?.(task);
  }

  /** An id that was not found, or whose account is gone, may be given again, with another account. */
  #isNew(id: TaskId): boolean {
    const known = this.get(id);
    if (known === undefined || known.state === 'not-found') return true;
    const isAsked = ['checking', 'running', 'stalled'].includes(known.state);
    return isAsked && !this.#options.hasAccount(known.accountId);
  }

  #notifyChanged(id: TaskId): void {
    const task = this.get(id);
    if (task === undefined) return;
    this.#options.onChanged(task);
    this.#scheduleNext(task);
  }

  #trackParent(task: Task): void {
    const { repository, ancestors, trueNow } = this.#options;
    const parent = ancestors.next(task, trueNow());
    if (parent === undefined) return;
    repository.put(parent);
    this.#notifyChanged(parent.id);
  }

  /** Schedules the next step of a task: a question, a transfer, or nothing. */
  #scheduleNext(task: Task): void {
    const { poller, pollPlanner } = this.#options;
    if (task.state === 'ready' && !task.paused) this.#transfers?.enqueue(task);
    const plan = pollPlanner.plan(task);
    if (plan === undefined) poller.unschedule(task.id);
    else poller.schedule(task.id, task.accountId, plan);
  }
}
