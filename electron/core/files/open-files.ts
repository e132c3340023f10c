import type { Footprint } from './footprint.ts';
import type { DiskRequest } from './protocol.ts';
import { fdOf } from './thread/opened-fd.ts';
import type { SequenceEnd } from './thread/sequence.ts';

/** The files that an operation has opened, by what it answered; of a sequence with each step's number. */
export function openedBy(answer: unknown): readonly (readonly [step: number, fd: number])[] {
  const { results = [answer] } = (answer ?? {}) as Partial<SequenceEnd>; // or of a single step
  return results.flatMap((result, step) => {
    const fd = fdOf(result);
    return fd === undefined ? [] : [[step, fd] as const];
  });
}

/** The files that are open at a root, by their numbers. */
export class OpenFiles {
  /** By which path each was opened. */
  readonly #paths = new Map<number, string>();
  /** Those that nobody has any more, and that could not be closed yet. */
  readonly #unclosed = new Set<number>();

  /** The path that a file was opened by. */
  readonly pathOf = (fd: number): string | undefined => this.#paths.get(fd);

  /** Remembers the paths of what an operation has opened, until it is closed. */
  noteEnd(request: DiskRequest, result: unknown, footprint: Footprint): void {
    if (request.name === 'close') this.#paths.delete(closedBy(request));
    for (const [step, fd] of openedBy(result)) {
      const path = footprint[step]?.paths[0];
      if (path !== undefined) this.#paths.set(fd, path);
    }
  }

  /** An operation will never begin: what it should have closed is closed by a later one. */
  noteUndone(request: DiskRequest): void {
    if (request.name === 'close') this.#unclosed.add(closedBy(request));
  }

  /** What is to be closed now. */
  takeUnclosed(): readonly number[] {
    const unclosed = [...this.#unclosed];
    this.#unclosed.clear();
    return unclosed;
  }
}

function closedBy({ input }: DiskRequest): number {
  return input[0] as unknown as number; // what `close` is given
}
