import type { FileRole } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import { restMs, slowShare, triesAnother, turnMinutes, type Pace } from './pace.ts';
import { nextOf, type SlotHolder, type Share } from './slots.ts';
import { toEntry, HostQueues, type QueueEntry, type Waiter } from './host-queues.ts';

/** A transfer that holds a slot, with its pace. */
export interface PacedHolder extends SlotHolder {
  readonly pace: Pace;
}

/** From so many turns on, those that drip are alike: the turns grow no longer then. */
const turnLevels = 8;

/** Who has a slot from now on, and what for. */
interface Taken {
  readonly entry: QueueEntry;
  readonly role: FileRole;
}

/** Those who wait for a slot: thumbnails, videos, and videos whose hosts were found to drip. */
export class Lanes {
  readonly videos = new HostQueues();
  readonly #thumbnails = new HostQueues();
  /**
   * By the turns that each had, fewest first: by deadline alone, two that never end would have every turn
   * between them.
   */
  readonly #slow = Array.from({ length: turnLevels }, () => new HostQueues());
  /** How often a task that drips has yielded its slot. */
  readonly #yields = new Map<TaskId, number>();
  /** The last that was taken waits for a silent host. */
  #wasSilent = false;
  /** The last that was taken drips. */
  #wasSlow = false;

  get size(): number {
    return this.#ordinary + this.#slow.reduce((sum, { size }) => sum + size, 0);
  }

  get #ordinary(): number {
    return this.#thumbnails.size + this.videos.size;
  }

  /** How many wait at a host. */
  sizeAt(host: string): number {
    return this.#all.reduce((sum, queue) => sum + queue.sizeAt(host), 0);
  }

  /** Those that wait at a host, in no order. */
  idsAt(host: string): readonly TaskId[] {
    return this.#all.flatMap((queue) => queue.idsAt(host));
  }

  get #all(): readonly HostQueues[] {
    return [this.#thumbnails, this.videos, ...this.#slow];
  }

  /** Whether its video waits. */
  hasVideo(id: TaskId): boolean {
    return this.videos.has(id) || this.#slow.some((level) => level.has(id));
  }

  add(task: Waiter, role: FileRole): void {
    const yields = this.#yields.get(task.id);
    const level = yields === undefined ? undefined : this.#slow[Math.min(yields, turnLevels) - 1];
    const videos = level ?? this.videos;
    (role === 'thumbnail' ? this.#thumbnails : videos).add(toEntry(task, role));
  }

  delete(id: TaskId): void {
    this.#thumbnails.delete(id);
    this.videos.delete(id);
    for (const level of this.#slow) level.delete(id);
  }

  /** Its pace is of no more interest: it is done, taken out, or fast again. */
  forget(id: TaskId): void {
    this.#yields.delete(id);
  }

  /**
   * Notes that a task that drips let go.
   * @param nowMs Unix milliseconds
   * @returns how long it is to rest, in milliseconds
   */
  yielded({ id, deadlineMs }: QueueEntry, nowMs: number): number {
    const yields = this.#yields.get(id) ?? 0;
    this.#yields.set(id, yields + 1);
    return restMs(yields, deadlineMs - nowMs);
  }

  /**
   * Takes out who is next: those that drip up to their share, or when nobody else waits. With one slot
   * they get a short turn, since their rests grow, and never two before another's. Silent hosts have one slot
   * in all while others wait, and with one slot every second turn.
   */
  take(holders: readonly SlotHolder[], slots: Share): Taken | undefined {
    const { isOpen, isSilent = () => false } = slots;
    const isSated =
      holders.some(({ host }) => isSilent(host)) || (slots.limit < 2 && this.#wasSilent);
    const others = { ...slots, isOpen: (host: string) => isOpen(host) && !isSilent(host) };
    const taken = (isSated ? this.#take(holders, others) : undefined) ?? this.#take(holders, slots);
    if (taken !== undefined) this.#wasSilent = isSilent(taken.entry.host);
    return taken;
  }

  #take(holders: readonly SlotHolder[], slots: Share): Taken | undefined {
    const share = slowShare(slots.limit);
    const slowHolders = holders.filter(({ id }) => this.#yields.has(id)).length;
    const mayDrip = share === 0 ? slowHolders === 0 && !this.#wasSlow : slowHolders < share;
    const order = mayDrip
      ? [...this.#slow, this.#thumbnails, this.videos]
      : [this.#thumbnails, this.videos, ...this.#slow];
    for (const queue of order) {
      const entry = nextOf(queue, holders, slots);
      if (entry === undefined) continue;
      queue.delete(entry.id);
      this.#wasSlow = this.#slow.includes(queue);
      return { entry, role: queue === this.#thumbnails ? 'thumbnail' : 'video' };
    }
    return undefined;
  }

  /**
   * Looks at everybody's pace.
   * @param nowMs Unix milliseconds
   * @returns the transfers that let go of their slots for others
   */
  look<H extends PacedHolder>(holders: readonly H[], limit: number, nowMs: number): readonly H[] {
    for (const { id, pace } of holders) {
      pace.look();
      if (pace.isFast) this.forget(id);
    }
    return this.#losers(holders, limit, nowMs);
  }

  #losers<H extends PacedHolder>(
    holders: readonly H[],
    limit: number,
    nowMs: number,
  ): readonly H[] {
    const slow = holders
      .filter(({ pace, isYielding }) => pace.isSlow && !isYielding)
      .sort((one, other) => (one.deadlineMs > other.deadlineMs ? -1 : 1));
    const shutOut = holders.filter(({ pace }) => pace.isWaitingForTurn);
    // Where one works alone, or is to, a single drip holds up all the others, whatever slots they have.
    if (shutOut.some(({ id }) => !this.#yields.has(id))) return slow;
    const rivals = shutOut.map(({ deadlineMs }) => deadlineMs);
    if (holders.length < limit) return this.#sated(slow, rivals, nowMs);
    // The latest deadline goes first: who has little time left keeps the share.
    if (this.#ordinary > 0) {
      const excess = slow.length - slowShare(limit);
      if (excess > 0) return slow.slice(0, Math.min(excess, this.#ordinary));
    }
    const waiting = this.#slow.flatMap((level) => level.first()?.deadlineMs ?? []);
    return this.#sated(slow, [...rivals, ...waiting], nowMs);
  }

  /** One whose turn is over: for others that drip, or, where nobody waits, for a connection that may be faster. */
  #sated<H extends PacedHolder>(
    slow: readonly H[],
    rivals: readonly number[],
    nowMs: number,
  ): readonly H[] {
    const rivalMs = Math.min(...rivals) - nowMs;
    const isOver = ({ id, pace, deadlineMs }: H) => {
      const turns = this.#yields.get(id) ?? 0;
      return rivals.length > 0
        ? pace.minutes >= turnMinutes(turns, rivalMs)
        : triesAnother(pace, turns, deadlineMs - nowMs);
    };
    return slow.filter(isOver).slice(0, 1);
  }
}
