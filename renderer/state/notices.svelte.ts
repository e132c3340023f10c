import type { Failure } from '../../electron/shared/failure.ts';
import { describeFailure, type Words } from '../../electron/shared/messages/en.ts';

/** A short message at the window's edge. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly sentence: string;
  readonly remedy?: string;
}

const infoMs = 5_000;
// Errors stay long enough to be read twice; each can be dismissed at once.
const errorMs = 20_000;
const mostAtOnce = 3;

/** The messages on show. Nothing that went wrong goes unsaid: what has no other place lands here. */
export class Notices {
  #list = $state.raw<readonly Notice[]>([]);
  #nextId = 1;

  get list(): readonly Notice[] {
    return this.#list;
  }

  inform(sentence: string): void {
    this.#show({ id: this.#nextId++, tone: 'info', sentence }, infoMs);
  }

  fail(failure: Failure): void {
    this.#show({ id: this.#nextId++, tone: 'error', ...describeFailure(failure) }, errorMs);
  }

  /** For what was not expected to fail: a bug, or a main process that is gone. */
  failUnexpectedly(error: unknown): void {
    this.#show({ id: this.#nextId++, tone: 'error', ...describeUnexpected(error) }, errorMs);
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }

  #show(notice: Notice, forMs: number): void {
    this.#list = [...this.#list, notice].slice(-mostAtOnce);
    setTimeout(() => {
      this.dismiss(notice.id);
    }, forMs);
  }
}

/** Words for an error that no code describes. */
export function describeUnexpected(error: unknown): Words {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    sentence: `Something went wrong inside Reelkeep: ${detail}`,
    remedy: 'Try again. If it stays so, restart Reelkeep; your list is safe on disk.',
  };
}
