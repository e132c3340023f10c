import type { Task } from '../../../shared/task.ts';

/** For a user with no archived video yet: the largest that are usual. */
const usualBytes = 15_000_000;

/** How long a guess serves: the next hundred videos do not move it by much. */
const guessServesMs = 10 * 60_000;

/** How large a video is that nobody has measured yet: the median of those the user has. */
export class SizeEstimator {
  #bytes = usualBytes;
  #madeAtMs: number | undefined;

  /** @returns bytes of one result. @param nowMs Unix milliseconds */
  of(tasks: () => Iterable<Task>, nowMs: number): number {
    if (this.#madeAtMs !== undefined && Math.abs(nowMs - this.#madeAtMs) < guessServesMs) {
      return this.#bytes;
    }
    this.#madeAtMs = nowMs;
    this.#bytes = medianSize(tasks()) ?? usualBytes;
    return this.#bytes;
  }
}

/** The median size of the results in the archive, in bytes; `undefined` for none. */
export function medianSize(tasks: Iterable<Task>): number | undefined {
  const sizes: number[] = [];
  for (const task of tasks) {
    if (task.state !== 'archived') continue;
    for (const file of task.files) if (file.role === 'video') sizes.push(file.sizeBytes);
  }
  return sizes.sort((a, b) => a - b)[sizes.length >> 1];
}
