import type { TaskId } from '../../shared/id.ts';
import type { NoticeAction } from '../../shared/notice.ts';
import type { Task } from '../../shared/task.ts';
import { m } from '../../shared/messages/catalogue.ts';
import {
  describeDeadline,
  describeOthers,
  describeOver,
  type NoticeWords,
} from '../../shared/messages/notices.ts';
import { forEachInTurns } from '../platform/turns.ts';
import { DeadlineSteps, type ToldStep } from './deadline-steps.ts';
import { describeTold, endOf, isEndTold } from './ends.ts';
import type { Inbox } from './inbox.ts';
import { noticeDocument, readNotices } from './notice-document.ts';
import { Offers } from './offers.ts';
import { Outbox, type About, type OutboxOptions } from './outbox.ts';
import { heartbeatMs } from './sleep.ts';
import { TroubleWatch } from './trouble-watch.ts';
import { troublesOf, type TroubleSources } from './troubles.ts';
import { UntoldEnds, type UntoldEndsOptions } from './untold-ends.ts';

/** What the announcer needs. */
export interface AnnouncerOptions extends OutboxOptions, Omit<UntoldEndsOptions, 'toldMs'> {
  /** Writes these tasks if they are not on disk as they are, as far as the disk lets it. */
  readonly flush: (ids: readonly TaskId[]) => void;
  readonly troubles: () => TroubleSources;
  /** Downloads are under way: what waits for its turn gets it. */
  readonly isFlowing: () => boolean;
}

/** What begins together is looked at together. */
const settleMs = 1_000;

/** From this step on a deadline breaks through quiet hours, in hours. */
const pressingHours = 6;

/** Decides what the user is told outside the window, and when. One timer; each thing is told once. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #ends: UntoldEnds;
  readonly #steps: DeadlineSteps;
  readonly #troubles: TroubleWatch;
  readonly #outbox: Outbox;
  /** Task ids that were found outside the library. */
  readonly offers: Offers;
  /** Due deadlines that are told together. */
  #due: ToldStep[] = [];
  #burstNotice: string | undefined;
  #troublesSeenAtMs: number | undefined;
  #isStarted = false;
  /** How often all tasks are being gone through right now. */
  #passes = 0;
  #armedForMs = Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
    const kept = readNotices(options.store.read(noticeDocument).value);
    this.#ends = new UntoldEnds({ ...options, toldMs: kept.endsToldMs });
    this.#steps = new DeadlineSteps(kept.steps);
    this.#troubles = new TroubleWatch(kept.troubles, options.clock.elapsed());
    this.#outbox = new Outbox(options, kept, () => ({
      steps: [...this.#steps.told()],
      troubles: this.#troubles.lasting(),
      endsToldMs: this.#ends.toldMs,
    }));
    this.offers = new Offers({ ...options, outbox: this.#outbox });
  }

  /** Everything that was said. */
  get inbox(): Inbox {
    return this.#outbox.inbox;
  }

  /** Begins to tell. The ledger is loaded by now. Resolves once every task has been seen; never rejects. */
  async start(): Promise<void> {
    this.#isStarted = true;
    this.#tellEarlierEnds();
    this.#settleEnds();
    this.troublesChanged();
    await this.#seeAll();
  }

  /** Shows nothing more. What ends from now on, or has not been told yet, is in the inbox, and told by the next run. */
  stop(): void {
    this.#isStarted = false;
    this.#cancelTimer?.();
    this.keep();
  }

  /** Puts on disk what is not there yet. */
  keep(): void {
    if (!this.#isStarted) this.#tellEnds({ isForNextRun: true });
    this.#settleEnds();
    this.#outbox.keep();
  }

  /** A task is new or has changed. */
  readonly taskChanged = (task: Task): void => {
    if (!this.#isStarted) return;
    this.#steps.see(task, this.#options.trueNow());
    this.#arm();
  };

  readonly taskRemoved = (id: TaskId): void => {
    this.#steps.forget(id);
  };

  /** A task has come to an end just now. */
  readonly ended = (task: Task): void => {
    if (!isEndTold(task, this.#options.settings())) return;
    this.#lookAtClock();
    this.#outbox.news();
    this.#ends.add(task.id, this.#options.clock.elapsed());
    this.#arm();
  };

  /** An alert, an account's trouble or the archive's has begun, changed or ended. */
  readonly troublesChanged = (): void => {
    this.#troublesSeenAtMs ??= this.#options.clock.elapsed() + settleMs;
    this.#arm();
  };

  /** The computer may have woken, or the settings are others: looks again at once. */
  readonly wake = (): void => {
    if (this.#isStarted) this.#look();
  };

  /** Shows a notification, whatever the settings say. It is not kept. */
  test(): void {
    this.#options.onNotice(
      this.#outbox.make({ severity: 'info', category: 'test', ...m.notices.test }),
    );
  }

  /** A new version is there, or runs. */
  tellOfUpdate(words: NoticeWords): void {
    this.#outbox.tell({ ...words, severity: 'info', category: 'update' }, {});
  }

  #look(): void {
    this.#lookAtClock();
    this.#tellEnds();
    this.#settleEnds();
    this.#tellTroubles();
    this.#tellDeadlines();
    this.#outbox.release(this.#troubles.lasting());
    this.#armedForMs = Infinity;
    this.#arm();
  }

  #lookAtClock(): void {
    // What had passed is ahead again.
    if (this.#outbox.lookAtClock() === 'back') void this.#seeAll(); // never rejects
  }

  /** Sees every task once, with pauses; nothing is warned of before, for it is one warning. */
  async #seeAll(): Promise<void> {
    this.#passes += 1;
    await forEachInTurns(this.#options.tasks(), this.taskChanged);
    this.#passes -= 1;
    this.#arm();
  }

  /** Notes that ends which are not to be told need not be looked at by the next run. */
  #settleEnds(): void {
    if (this.#ends.settle()) this.#outbox.changed();
  }

  /** Tells the ends of an earlier run that was cut off before it did. */
  #tellEarlierEnds(about: Pick<About, 'isForNextRun'> = {}): void {
    const { settings } = this.#options;
    const tasks = this.#ends.recall().filter((task) => isEndTold(task, settings()));
    const words = describeTold(tasks);
    const atMs = tasks.at(-1)?.endStampMs;
    if (words === undefined || atMs === undefined) return;
    this.#outbox.tell(words, { ...about, tasks: tasks.map(({ id }) => id), atMs });
  }

  /** Tells the ends whose time has come; for the next run all of them. */
  #tellEnds({ isForNextRun = false } = {}): void {
    const { clock, get, flush } = this.#options;
    if (this.#ends.dueAtMs() !== undefined) this.#tellEarlierEnds({ isForNextRun });
    const told = this.#ends.take(isForNextRun ? Infinity : clock.elapsed());
    if (told === undefined) return;
    flush(told.ids); // an end that is told before it is on disk comes again after a crash, and is told again
    const tasks = told.ids.flatMap((id) => get(id) ?? []);
    const words = describeTold(tasks);
    if (words === undefined) return;
    const [first] = tasks;
    const only = tasks.length === 1 && first !== undefined ? endOf(first) : undefined;
    const actions: readonly NoticeAction[] =
      only === 'archived' ? ['show-in-folder'] : only === 'lost' ? ['retry'] : [];
    const replaces = told.isUpdate ? this.#burstNotice : undefined;
    const about = { tasks: tasks.map(({ id }) => id), news: told.news, replaces, isForNextRun };
    this.#burstNotice = this.#outbox.tell({ ...words, actions }, about);
  }

  #tellTroubles(): void {
    const { clock, troubles, settings } = this.#options;
    const nowMs = clock.elapsed();
    if (this.#troublesSeenAtMs !== undefined && this.#troublesSeenAtMs <= nowMs) {
      this.#troublesSeenAtMs = undefined;
      this.#troubles.see(troublesOf(troubles()), nowMs);
    }
    const before = this.#troubles.lasting();
    const { begun, over } = this.#troubles.take(nowMs);
    if (begun.length + over.length > 0) this.#outbox.changed();
    if (!settings().notifyTroubles) return;
    for (const { title, tellsEnd } of over) {
      if (tellsEnd) this.#outbox.note({ ...describeOver(title), severity: 'info' });
    }
    const others = before.filter(({ key }) => over.every((each) => each.key !== key));
    const still = describeOthers([...others, ...begun.slice(1)].map(({ title }) => title));
    const [first, ...more] = begun;
    if (first === undefined) return;
    for (const { severity, title, body } of more) this.#outbox.note({ severity, title, body });
    const { severity, title } = first;
    const draft = { severity, category: 'trouble', title, body: first.body + still } as const;
    this.#outbox.tell(draft, { troubles: begun.map(({ key }) => key) });
  }

  #tellDeadlines(): void {
    if (this.#passes > 0) return;
    const { trueNow, get, settings } = this.#options;
    const facts = { nowMs: trueNow(), get, isComing: this.#isComing };
    this.#due.push(...this.#steps.take(facts));
    // The rest follows at once, and is of the same warning.
    if ((this.#steps.dueAtMs() ?? Infinity) <= facts.nowMs || this.#due.length === 0) return;
    const due = this.#due;
    this.#due = [];
    const tasks = due.flatMap(({ id }) => get(id) ?? []);
    const [first] = tasks;
    if (first === undefined || !settings().notifyDeadlines) return;
    const leftMs = Math.max(...due.map(({ deadlineMs }) => deadlineMs)) - facts.nowMs;
    const isPressing = due.some(({ hours }) => hours <= pressingHours);
    this.#outbox.tell(
      {
        ...describeDeadline(tasks, tasks.length, leftMs),
        severity: isPressing ? 'urgent' : 'warning',
        category: 'deadline',
        actions: tasks.length === 1 && !first.paused ? ['retry'] : [],
      },
      { tasks: tasks.map(({ id }) => id), isPressing },
    );
  }

  /** Bytes are moving for it, or it is next and nothing has been in its way. */
  readonly #isComing = (task: Task): boolean => {
    if (task.paused || task.hindrance !== undefined) return false;
    if (task.state === 'downloading') return true;
    return task.state === 'ready' && task.attempts === 0 && this.#options.isFlowing();
  };

  /** Sets the one timer, unless it goes off earlier already. */
  #arm(): void {
    if (!this.#isStarted) return;
    const { clock, trueNow } = this.#options;
    const nowMs = clock.elapsed();
    const deadlineMs = this.#passes > 0 ? undefined : this.#steps.dueAtMs();
    const atMs = Math.min(
      nowMs + heartbeatMs,
      this.#ends.dueAtMs() ?? Infinity,
      this.#troublesSeenAtMs ?? Infinity,
      this.#troubles.dueAtMs() ?? Infinity,
      deadlineMs === undefined ? Infinity : nowMs + deadlineMs - trueNow(),
      this.#outbox.lookAtMs() ?? Infinity,
    );
    if (atMs >= this.#armedForMs) return;
    this.#armedForMs = atMs;
    this.#cancelTimer?.();
    this.#cancelTimer = clock.after(Math.max(0, atMs - nowMs), () => {
      this.#look();
    });
  }
}
