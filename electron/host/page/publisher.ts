import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/platform/clock.ts';
import type { AccountView } from '../../shared/settings/account.ts';
import type { AlertView } from '../../shared/alert.ts';
import type { JobView } from '../../shared/job.ts';
import type { InboxView } from '../../shared/notice.ts';
import type { Patch, StatusView } from '../../shared/contract/contract.ts';
import type { TrashView } from '../../shared/trash-view.ts';
import type { SettingsView } from '../../shared/settings/settings.ts';
import type { UpdateView } from '../../shared/update.ts';
import type { Task, TaskView, TransferProgress } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';

/** The shortest time between two patches: ten a second at the most. */
const spacingMs = 100;

/** Tasks in one patch: thousands at once would hold up both the window and this process. */
const maxTasks = 1_000;
const maxRemoved = 10_000;

/** The parts of a patch that are sent whole, and only when they differ from what was sent last. */
interface Wholes {
  readonly progress: readonly TransferProgress[];
  readonly accounts: readonly AccountView[];
  readonly settings: SettingsView;
  readonly status: StatusView;
  readonly alerts: readonly AlertView[];
  readonly job: JobView | null;
  readonly trash: TrashView;
  readonly inbox: InboxView;
  readonly update: UpdateView;
}

/** The task without the provider's raw answer, which the window has no use for. */
export function toView(task: Task): TaskView {
  if (task.rawAnswer === undefined) return task;
  const view = { ...task };
  Reflect.deleteProperty(view, 'rawAnswer');
  return view;
}

/**
 * Collects changes and sends them as patches of rising revision, at most ten a second, the last
 * value of each thing winning, and nothing when nothing changed.
 */
export class Publisher {
  readonly #clock: Clock;
  readonly #send: (patch: Patch) => void;
  #revision = 0;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;
  /** The latest view of a changed task; `undefined` for one that was removed. */
  readonly #changed = new Map<TaskId, TaskView | undefined>();
  #pending: Partial<Wholes> = {};
  #sent: Partial<Wholes> = {};

  constructor({ clock, send }: { readonly clock: Clock; readonly send: (patch: Patch) => void }) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Tells of tasks that are new or have changed. */
  tasks(tasks: readonly Task[]): void {
    for (const task of tasks) this.#changed.set(task.id, toView(task));
    this.#schedule();
  }

  /** Tells of tasks that are no longer tracked. */
  removed(ids: readonly TaskId[]): void {
    for (const id of ids) this.#changed.set(id, undefined);
    this.#schedule();
  }

  /** Tells of whole parts: all running transfers, all accounts, all settings, the status. */
  set(parts: Partial<Wholes>): void {
    this.#pending = { ...this.#pending, ...parts };
    this.#schedule();
  }

  /**
   * Sends what is pending and returns the current revision. Whoever
   * makes a snapshot reads that state in the same turn: then the next patch is the first thing it lacks.
   */
  snapshot(): number {
    this.#flush();
    return this.#revision;
  }

  /** Drops what is pending and stops. */
  dispose(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#changed.clear();
    this.#pending = {};
  }

  #schedule(): void {
    if (this.#cancelTimer !== undefined) return;
    const delayMs = Math.min(
      Math.max(0, this.#sentAtMs + spacingMs - this.#clock.now()),
      spacingMs,
    );
    this.#cancelTimer = this.#clock.after(delayMs, () => {
      this.#flush();
    });
  }

  #flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const content = { ...this.#takeTasks(), ...this.#takeWholes() };
    if (Object.keys(content).length === 0) return;
    this.#sentAtMs = this.#clock.now();
    this.#revision += 1;
    this.#send({ revision: this.#revision, ...content });
    if (this.#changed.size > 0) this.#schedule();
  }

  #takeTasks(): Pick<Patch, 'tasks' | 'removed'> {
    const tasks: TaskView[] = [];
    const removed: TaskId[] = [];
    for (const [id, view] of this.#changed) {
      if (tasks.length >= maxTasks || removed.length >= maxRemoved) break;
      if (view === undefined) removed.push(id);
      else tasks.push(view);
      this.#changed.delete(id);
    }
    return { ...(tasks.length > 0 && { tasks }), ...(removed.length > 0 && { removed }) };
  }

  #takeWholes(): Partial<Wholes> {
    const sent: { readonly [key: string]: unknown } = this.#sent;
    const changed: Partial<Wholes> = Object.fromEntries(
      Object.entries(this.#pending).filter(([key, value]) => !isDeepStrictEqual(value, sent[key])),
    );
    this.#pending = {};
    this.#sent = { ...this.#sent, ...changed };
    return changed;
  }
}
