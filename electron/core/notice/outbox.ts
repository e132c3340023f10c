import { randomUUID } from 'node:crypto';
import type { TaskId } from '../../shared/id.ts';
import { maxTasksInNotice, type Notice, type NoticeAction } from '../../shared/notice.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Task } from '../../shared/task.ts';
import { clean } from '../platform/bounds.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { deliveryOf } from './delivery.ts';
import { HeldBack, type AboutHeldBack } from './held-back.ts';
import { Inbox } from './inbox.ts';
import { longest, type KeptNotices } from './notice-document.ts';
import { NoticeSaver } from './notice-saver.ts';
import { isQuiet } from './quiet-hours.ts';
import { SleepWatch } from './sleep.ts';
import type { ToldTrouble } from './trouble-watch.ts';

/** What the host knows of the user's attention. */
export interface Attention {
  /** The user looks at Reelkeep's window. */
  isInFront(): boolean;
  /** The system is told not to disturb. */
  isInhibited(): boolean;
}

/** What the outbox needs. */
export interface OutboxOptions {
  readonly store: Store;
  readonly clock: MonotonicClock;
  readonly log: Log;
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNow: () => number;
  readonly settings: () => Settings;
  readonly get: (id: TaskId) => Task | undefined;
  /** Whether an id is in the library, or was taken off it; in whatever spelling. */
  readonly isKnown: (id: TaskId) => boolean;
  readonly attention: Attention;
  /** Shows a notice on the screen, where there is anything to show it with. */
  readonly onNotice: (notice: Notice) => void;
  readonly onInboxChanged: () => void;
}

/** What a notice says. */
export type Draft = Pick<Notice, 'severity' | 'category' | 'title' | 'body'> & {
  readonly actions?: readonly NoticeAction[];
};

/** What a notice is about, and how it is treated. */
export interface About extends AboutHeldBack {
  /** The id of the notice whose place it takes. */
  readonly replaces?: string | undefined;
  /** It breaks through quiet hours. */
  readonly isPressing?: boolean;
  /** It is kept in the inbox, and not shown on the screen. */
  readonly isQuiet?: boolean;
  /** It is kept in the inbox, and shown by the next run at the earliest. */
  readonly isForNextRun?: boolean;
  /** When what it tells of happened, in Unix milliseconds; absent: now. */
  readonly atMs?: number;
}

/** How often it is looked whether what was held back can be told. */
const heldLookMs = 30_000;

/** Where notices go: each into the inbox, and onto the screen now, later or not at all. */
export class Outbox {
  readonly inbox: Inbox;
  readonly #options: OutboxOptions;
  readonly #held: HeldBack;
  readonly #saver: NoticeSaver;
  readonly #sleep: SleepWatch;

  /** @param rest what else is kept in the same document */
  constructor(
    options: OutboxOptions,
    kept: KeptNotices,
    rest: () => Pick<KeptNotices, 'steps' | 'troubles' | 'endsToldMs'>,
  ) {
    this.#options = options;
    this.#held = new HeldBack(kept);
    this.#sleep = new SleepWatch(options.clock);
    this.#saver = new NoticeSaver(options, () => ({
      ...rest(),
      entries: this.inbox.list().toReversed(),
      ...this.#held.kept,
    }));
    this.inbox = new Inbox(kept.entries, () => {
      this.#saver.soon();
      options.onInboxChanged();
    });
  }

  /** Looks whether the computer has slept. @returns whether its clock was put back */
  lookAtClock(): 'back' | undefined {
    return this.#sleep.look();
  }

  /** There is going to be something to tell. */
  news(): void {
    this.#sleep.news();
  }

  /** Something that is kept with the notices has changed. */
  changed(): void {
    this.#saver.soon();
  }

  /** Puts on disk what is not there yet. */
  keep(): void {
    this.#saver.now();
  }

  /** When to look whether what was held back can be told, by the monotonic clock. */
  lookAtMs(): number | undefined {
    if (this.#held.isEmpty) return undefined;
    return this.#sleep.untilMs() ?? this.#options.clock.elapsed() + heldLookMs;
  }

  /** Keeps a notice, and shows it when it may be. @returns its id */
  tell(draft: Draft, about: About): string {
    const { onNotice, attention } = this.#options;
    const notice = this.make(draft, about);
    this.inbox.put(notice);
    this.#sleep.news();
    if (about.isQuiet === true) return notice.id;
    const delivery = deliveryOf({
      isPressing: about.isPressing === true,
      isInFront: attention.isInFront(),
      isHeld: about.isForNextRun === true || this.#isHeld(),
    });
    if (delivery === 'hold') this.#held.add(notice, about);
    this.#saver.now(); // what is shown now is not shown again after a crash
    if (delivery === 'show') onNotice(notice);
    return notice.id;
  }

  /** Keeps something about a trouble that is not shown on the screen. */
  note(draft: Omit<Draft, 'category'>): void {
    this.inbox.put(this.make({ ...draft, category: 'trouble' }));
  }

  /** Tells what was held back and still matters, once it may be. @param lasting troubles */
  release(lasting: readonly ToldTrouble[]): void {
    if (this.#held.isEmpty || this.#isHeld()) return;
    const { attention, trueNow, get, isKnown, onNotice } = this.#options;
    this.#saver.soon();
    if (attention.isInFront()) {
      this.#held.clear();
      return;
    }
    const released = this.#held.release({ trueNowMs: trueNow(), get, isKnown, lasting });
    if (released === undefined) return;
    const { only, title, body, taskIds } = released;
    const digest = { severity: 'info', category: 'digest', title, body } as const;
    // Each of them is in the inbox already.
    onNotice(only ?? this.make(digest, { tasks: taskIds }));
  }

  /** A notice with bounded words. */
  make({ title, body, ...rest }: Draft, { tasks = [], replaces, atMs }: About = {}): Notice {
    const nowMs = this.#options.clock.now();
    return {
      actions: [],
      ...rest,
      id: replaces ?? randomUUID(),
      atMs: Math.min(atMs ?? nowMs, nowMs),
      title: clean(title, longest.title),
      body: clean(body, longest.body),
      taskIds: tasks.slice(0, maxTasksInNotice),
    };
  }

  #isHeld(): boolean {
    const { clock, settings, attention } = this.#options;
    const isWaking = this.#sleep.untilMs() !== undefined;
    return isWaking || isQuiet(clock.now(), settings()) || attention.isInhibited();
  }
}
