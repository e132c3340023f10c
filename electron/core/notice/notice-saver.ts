import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { noticeDocument, writeNotices, type KeptNotices } from './notice-document.ts';

/** What changes meanwhile is written together. */
const gatherMs = 2_000;

/** What the saver needs. */
export interface NoticeSaverOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps on disk what was said. Where the disk refuses, the store says why; it is tried with the next change. */
export class NoticeSaver {
  readonly #options: NoticeSaverOptions;
  readonly #content: () => KeptNotices;
  #cancelTimer: (() => void) | undefined;

  constructor(options: NoticeSaverOptions, content: () => KeptNotices) {
    this.#options = options;
    this.#content = content;
  }

  /** Something has changed: it is on disk within two seconds. */
  soon(): void {
    this.#cancelTimer ??= this.#options.clock.after(gatherMs, () => {
      this.now();
    });
  }

  /** Writes what has changed, if anything has. */
  now(): void {
    if (this.#cancelTimer === undefined) return;
    this.#cancelTimer();
    this.#cancelTimer = undefined;
    try {
      this.#options.store.write(noticeDocument, writeNotices(this.#content()));
    } catch (error) {
      this.#options.log.warn(`notices not saved: ${String(error)}`);
    }
  }
}
