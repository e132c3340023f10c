import type { TaskId } from '../../shared/id.ts';
import type { Notice } from '../../shared/notice.ts';
import { isUnfinished, type Task } from '../../shared/task.ts';
import { describeHeldBack, type NoticeWords } from '../../shared/messages/notices.ts';
import { endCounts, endOf } from './ends.ts';
import { stepHours } from './deadline-steps.ts';
import type { KeptNotices } from './notice-document.ts';
import type { ToldTrouble } from './trouble-watch.ts';

const farthestMs = Math.max(...stepHours) * 3_600_000;

/** What decides on what still matters. */
export interface HeldFacts {
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNowMs: number;
  readonly get: (id: TaskId) => Task | undefined;
  /** Whether an id is in the library, or was taken off it. */
  readonly isKnown: (id: TaskId) => boolean;
  /** Troubles that last. */
  readonly lasting: readonly ToldTrouble[];
}

/** What is kept of it over a restart. */
export type KeptHeldBack = Pick<KeptNotices, 'held' | 'heldTroubles' | 'heldOffers'>;

/** What was held back, as far as it still matters. */
export interface ReleasedNotice extends NoticeWords {
  readonly taskIds: readonly TaskId[];
  /** The only notice that was held back; absent where there were several. */
  readonly only?: Notice;
}

/** What a notice that is held back is about. */
export interface AboutHeldBack {
  readonly tasks?: readonly TaskId[];
  /** Those of the tasks that it is the first to tell of; absent: all of them. */
  readonly news?: readonly TaskId[];
  /** Keys of troubles. */
  readonly troubles?: readonly string[];
  /** Ids that are offered. */
  readonly offered?: readonly TaskId[];
}

/** What was to be told while nothing was to be shown. */
export class HeldBack {
  readonly #tasks: Set<TaskId>;
  readonly #troubles: Set<string>;
  readonly #offered: Set<TaskId>;
  readonly #notices = new Map<string, Notice>();
  /** Of an earlier run only what they were about is known, and not which notices. */
  #hasEarlier: boolean;

  constructor({ held, heldTroubles, heldOffers }: KeptHeldBack) {
    this.#tasks = new Set(held);
    this.#troubles = new Set(heldTroubles);
    this.#offered = new Set(heldOffers);
    this.#hasEarlier = !this.isEmpty;
  }

  get isEmpty(): boolean {
    return this.#tasks.size + this.#troubles.size + this.#offered.size === 0;
  }

  /** What is kept of it over a restart. */
  get kept(): KeptHeldBack {
    const [held, heldTroubles] = [[...this.#tasks], [...this.#troubles]];
    return { held, heldTroubles, heldOffers: [...this.#offered] };
  }

  /** Holds a notice back. */
  add(notice: Notice, about: AboutHeldBack): void {
    this.#notices.set(notice.id, notice);
    const isOffer = about.offered !== undefined; // its tasks are none of the library's
    for (const id of (isOffer ? undefined : (about.news ?? about.tasks)) ?? []) this.#tasks.add(id);
    for (const id of about.offered ?? []) this.#offered.add(id);
    for (const key of about.troubles ?? []) this.#troubles.add(key);
  }

  /** Forgets all: the user has seen it in the window. */
  clear(): void {
    this.#tasks.clear();
    this.#troubles.clear();
    this.#offered.clear();
    this.#notices.clear();
    this.#hasEarlier = false;
  }

  /** Takes everything out, and says what of it still matters; `undefined` where nothing does. */
  release({ trueNowMs, get, isKnown, lasting }: HeldFacts): ReleasedNotice | undefined {
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
      offered: [...this.#offered].filter((id) => !isKnown(id)).length,
    });
    const [only] = this.#notices.values();
    const isOne = !this.#hasEarlier && this.#notices.size === 1 && only !== undefined;
    this.clear();
    if (words === undefined) return undefined;
    const taskIds = [...ended, ...expiring].map(({ id }) => id);
    return { ...words, taskIds, ...(isOne && { only }) };
  }
}
