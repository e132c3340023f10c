import type { Task } from '../../../shared/task.ts';
import type { AccountId, TaskId } from '../../../shared/id.ts';
import type { Clock } from '../../platform/clock.ts';
import { TimerMap } from '../../platform/timer-map.ts';
import { isGuest } from './guest.ts';

/**
 * How long an id waits for an account that it is only tried with. That account may rest, or be out of order for
 * good. Meanwhile the account that it was added with may come to know it.
 */
const guestPatienceMs = 5 * 60_000;

/** How long each id has been with an account that it is only tried with. */
export class GuestStays {
  readonly #timers: TimerMap<TaskId>;
  readonly #hosts = new Map<TaskId, AccountId>();
  readonly #onOver: (id: TaskId) => void;

  /** @param onOver is to take the id on; called once for each stay */
  constructor(clock: Pick<Clock, 'after'>, onOver: (id: TaskId) => void) {
    this.#timers = new TimerMap(clock);
    this.#onOver = onOver;
  }

  /** A task may have come to another account. */
  see(task: Task): void {
    const { id, accountId } = task;
    if (!isGuest(task)) {
      this.end(id);
      return;
    }
    if (this.#hosts.get(id) === accountId) return;
    this.#hosts.set(id, accountId);
    const onOver = (): void => {
      this.#hosts.delete(id);
      this.#onOver(id);
    };
    this.#timers.start(id, guestPatienceMs, { onOver });
  }

  /** A task is at home again, found, or gone. */
  end(id: TaskId): void {
    this.#timers.cancel(id);
    this.#hosts.delete(id);
  }

  /** No stay ends any more. */
  stop(): void {
    this.#timers.cancelAll();
    this.#hosts.clear();
  }
}
