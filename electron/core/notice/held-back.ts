import type { TaskId } from '../../shared/id.ts';
import type { Notice } from '../../shared/notice.ts';
import { isUnfinished, type Task } from '../../shared/task.ts';
import { describeHeldBack, type NoticeWords } from '../../shared/messages/notices.ts';
import { endCounts, endOf } from './ends.ts';
import { stepHours } from './deadline-steps.ts';
import type { ToldTrouble } from './trouble-watch.ts';

const farthestMs = Math.max(...stepHours) * 3_600_000;

/** What decides on what still matters. */
export interface HeldFacts {
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNowMs: number;
  readonly get: (id: TaskId) => Task | undefined;
  /** Troubles that last. */
  readonly lasting: readonly ToldTrouble[];
}

/** What was held back, as far as it still matters. */
export interface ReleasedNotice extends NoticeWords {
  readonly taskIds: readonly TaskId[];
  /** The only notice that was held back; absent where there were several. */
  readonly only?: Notice;
}

/** What was to be told while nothing was to be shown. */
export class HeldBack {
  readonly #tasks: Set<TaskId>;
  readonly #troubles: Set<string>;
  readonly #notices = new Map<string, Notice>();
  /** Of an earlier run only what they were about is known, and not which notices. */
  #hasEarlier: boolean;

  constructor(tasks: readonly TaskId[], troubles: readonly string[]) {
    this.#tasks = new Set(tasks);
    this.#troubles = new Set(troubles);
    this.#hasEarlier = tasks.length + troubles.length > 0;
  }

  get isEmpty(): boolean {
    return this.#tasks.size + this.#troubles.size === 0;
  }

  get tasks(): readonly TaskId[] {
    return [...this.#tasks];
  }

  get troubles(): readonly string[] {
    return [...this.#troubles];
  }

  /** Holds a notice back. */
  add(notice: Notice, about: { tasks?: readonly TaskId[]; troubles?: readonly string[] }): void {
    this.#notices.set(notice.id, notice);
    for (const id of about.tasks ?? []) this.#tasks.add(id);
    for (const key of about.troubles ?? []) this.#troubles.add(key);
  }

  /** Forgets all: the user has seen it in the window. */
  clear(): void {
    this.#tasks.clear();
    this.#troubles.clear();
    this.#notices.clear();
    this.#hasEarlier = false;
  }

  /** Takes everything out, and says what of it still matters; `undefined` where nothing does. */
  release({ trueNowMs, get, lasting }: HeldFacts): ReleasedNotice | undefined {
    const tasks = [...this.#tasks].flatMap((id) => get(id) ?? []);
    const ended = tasks.filter((task) => endOf(task) !== undefined);
    const expiring = tasks.filter((task) => {
      const leftMs = (task.deadlineMs ?? Infinity) - trueNowMs;
      return isUnfinished(task) && leftMs > 0 && leftMs <= farthestMs;
    });
    const troubles = lasting.filter(({ key }) => this.#troubles.has(key));
    const words = describeHeldBack({
      counts: endCounts(ended.flatMap((task) => endOf(task) ?? [])),
      troubles: troubles.map(({ title }) => title),
      expiring: expiring.length,
    });
    const [only] = this.#notices.values();
    const isOne = !this.#hasEarlier && this.#notices.size === 1 && only !== undefined;
    this.clear();
    if (words === undefined) return undefined;
    const taskIds = [...ended, ...expiring].map(({ id }) => id);
    return { ...words, taskIds, ...(isOne && { only }) };
  }
}
