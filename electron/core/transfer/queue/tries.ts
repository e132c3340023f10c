import type { Failure } from '../../../shared/failure.ts';
import { traitsOf } from '../../../shared/failure-traits.ts';
import type { DownloadingTask, ReadyTask } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import { sourceRetryDelayMs, type RetryContext } from '../../task/retry-policy.ts';
import type { Refused } from '../../task/verdict.ts';

type FetchableTask = ReadyTask | DownloadingTask;

/** What this run has seen of one task's tries. A restart may forget all of it. */
interface Known {
  /** Transfers in a row that ended without a file. */
  tries: number;
  /** Rounds of calls at the provider for another link. */
  rounds: number;
  /** Unix milliseconds of the last one; absent for none. */
  askedAtMs?: number;
  /** Every way of the round under way has refused so far. */
  isRefusedSoFar: boolean;
  refused: Refused;
}

/** Counts tries in memory: none of thousands that wait is worth a write of the ledger. */
export class Tries {
  readonly #known = new Map<TaskId, Known>();
  /** Those that have asked for another link. */
  readonly #asking = new Set<TaskId>();
  readonly #chance: () => number;

  /** @param chance from 0 up to but without 1 */
  constructor(chance: () => number) {
    this.#chance = chance;
  }

  forget(id: TaskId): void {
    this.#known.delete(id);
    this.#asking.delete(id);
  }

  /** Where a task stands on its ways. @param nowMs Unix milliseconds */
  contextOf(task: FetchableTask, nowMs: number, isBotCheck = false): RetryContext {
    const { tries, rounds, askedAtMs = task.waysAtMs } = this.#of(task.id);
    const leftMs = (task.deadlineMs ?? Infinity) - nowMs;
    // A clock that was set back is no reason to wait for it.
    const restedMs = askedAtMs === undefined ? Infinity : Math.abs(nowMs - askedAtMs);
    const asking = this.#asking.size;
    const mayAsk = restedMs >= sourceRetryDelayMs({ asking, rounds, leftMs, isBotCheck });
    return { step: task.linkStep, tries, leftMs, mayAsk, chance: this.#chance() };
  }

  /** A transfer has ended without a file. */
  failed(id: TaskId): void {
    this.#of(id).tries += 1;
  }

  /** The provider is asked for another link. */
  asks(id: TaskId, nowMs: number): void {
    const known = this.#of(id);
    this.#asking.add(id);
    known.rounds += 1;
    known.askedAtMs = nowMs;
  }

  /**
   * Takes note of how a task's way has ended.
   * @param isOfHost its host refuses everybody, which says nothing of this task
   * @returns whether that was the end of a round in which every way has refused
   */
  met(task: FetchableTask, failure: Failure, when: { nowMs: number; isOfHost: boolean }): boolean {
    const known = this.#of(task.id);
    const isRefusal = traitsOf(failure).transfer === 'refusal';
    const isFirst = task.linkStep === 'stored';
    known.isRefusedSoFar = isRefusal && (isFirst || known.isRefusedSoFar);
    const isConverted = task.linkStep === 'converted';
    if (isRefusal && !when.isOfHost) {
      const { nowMs } = when;
      const at = isConverted ? { convertedAtMs: nowMs } : { directAtMs: nowMs };
      known.refused = { ...known.refused, ...at };
    }
    return isConverted && known.isRefusedSoFar;
  }

  refusedOf(id: TaskId): Refused {
    return this.#of(id).refused;
  }

  #of(id: TaskId): Known {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const fresh: Known = { tries: 0, rounds: 0, isRefusedSoFar: false, refused: {} };
    this.#known.set(id, fresh);
    return fresh;
  }
}
