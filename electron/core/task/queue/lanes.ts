import type { FileRole, ReadyTask, TaskId } from '../../../shared/task.ts';
import { restMs, slowShare, turnMinutes, type Pace } from './pace.ts';
import { nextOf, type Holder } from './slots.ts';
import { turnOf, Waiting, type Turn } from './waiting.ts';

/** A transfer that holds a slot, with its pace. */
export interface PacedHolder extends Holder {
  readonly pace: Pace;
}

/** Those who wait for a slot: thumbnails, videos, and videos whose hosts were found to drip. */
export class Lanes {
  readonly videos = new Waiting();
  readonly #thumbnails = new Waiting();
  readonly #slow = new Waiting();
  /** How often a task that drips has yielded its slot. */
  readonly #yields = new Map<TaskId, number>();

  get size(): number {
    return this.#ordinary + this.#slow.size;
  }

  get #ordinary(): number {
    return this.#thumbnails.size + this.videos.size;
  }

  /** Whether its video waits. */
  hasVideo(id: TaskId): boolean {
    return this.videos.has(id) || this.#slow.has(id);
  }

  add(task: ReadyTask, role: FileRole): void {
    const videos = this.#yields.has(task.id) ? this.#slow : this.videos;
    (role === 'thumbnail' ? this.#thumbnails : videos).add(turnOf(task, role));
  }

  delete(id: TaskId): void {
    this.#thumbnails.delete(id);
    this.videos.delete(id);
    this.#slow.delete(id);
  }

  /** Its pace is of no more interest: it is done, gone, or fast again. */
  forget(id: TaskId): void {
    this.#yields.delete(id);
  }

  /** Notes that a task that drips let go. @returns how long it is to rest, in milliseconds */
  yielded(id: TaskId): number {
    const yields = this.#yields.get(id) ?? 0;
    this.#yields.set(id, yields + 1);
    return restMs(yields);
  }

  /**
   * Takes out who is next: those that drip up to their share, or when nobody else waits. With one slot
   * they get a short turn, since their rests grow.
   */
  take(
    holders: readonly Holder[],
    limit: number,
  ): { readonly turn: Turn; readonly role: FileRole } | undefined {
    const slowHolders = holders.filter(({ id }) => this.#yields.has(id)).length;
    const mayDrip = slowHolders < Math.max(1, slowShare(limit));
    const order = mayDrip
      ? [this.#slow, this.#thumbnails, this.videos]
      : [this.#thumbnails, this.videos, this.#slow];
    for (const lane of order) {
      const turn = nextOf(lane, holders, limit);
      if (turn === undefined) continue;
      lane.delete(turn.id);
      return { turn, role: lane === this.#thumbnails ? 'thumbnail' : 'video' };
    }
    return undefined;
  }

  /** Looks at everybody's pace. @returns the transfers that let go of their slots for others */
  look<H extends PacedHolder>(holders: readonly H[], limit: number): readonly H[] {
    for (const { id, pace } of holders) {
      pace.look();
      if (!pace.isSlow && pace.minutes > 1) this.forget(id);
    }
    return this.#losers(holders, limit);
  }

  #losers<H extends PacedHolder>(holders: readonly H[], limit: number): readonly H[] {
    if (holders.length < limit) return [];
    const slow = holders
      .filter(({ pace, isYielding }) => pace.isSlow && !isYielding)
      .sort((one, other) => (one.deadlineMs > other.deadlineMs ? -1 : 1));
    // The latest deadline goes first: who has little time left keeps the share.
    if (this.#ordinary > 0) {
      const excess = slow.length - slowShare(limit);
      if (excess > 0) return slow.slice(0, Math.min(excess, this.#ordinary));
    }
    if (this.#slow.size === 0) return [];
    const sated = slow.find(
      ({ id, pace }) => pace.minutes >= turnMinutes(this.#yields.get(id) ?? 0),
    );
    return sated === undefined ? [] : [sated];
  }
}
