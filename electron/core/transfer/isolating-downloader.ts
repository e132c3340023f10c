import type { Failure } from '../../shared/failure.ts';
import type { FileRole, Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { InFlightJournal } from '../instance/in-flight-journal.ts';
import type { CrashHistory } from '../instance/crash-history.ts';
import type { TaskDownloader, TransferHandle } from './task-downloader.ts';

/** What the isolating downloader needs. */
export interface IsolatingDownloaderOptions {
  readonly taskDownloader: Pick<TaskDownloader, 'fetch' | 'forget'>;
  readonly record: Pick<CrashHistory, 'suspicionOf' | 'acquit'>;
  readonly inFlight: Pick<InFlightJournal, 'begin' | 'end'>;
}

interface Waiting {
  readonly isAlone: boolean;
  readonly go: () => void;
}

/**
 * Notes what is in flight while it is, and works alone on what was in flight when Reelkeep ended badly: so
 * that a second bad end speaks against one task, and not against eight.
 */
export class IsolatingDownloader implements Pick<TaskDownloader, 'fetch' | 'forget'> {
  readonly #options: IsolatingDownloaderOptions;
  readonly #waiting: Waiting[] = [];
  #atWork = 0;
  #isAlone = false;

  constructor(options: IsolatingDownloaderOptions) {
    this.#options = options;
  }

  async fetch(id: TaskId, role: FileRole, transfer: TransferHandle): Promise<Failure | undefined> {
    const { taskDownloader, record, inFlight } = this.#options;
    const isAlone = record.suspicionOf(id) !== undefined;
    transfer.onWait?.('turn');
    await this.#turn(isAlone);
    transfer.onWait?.(undefined);
    inFlight.begin(id);
    try {
      if (transfer.signal.aborted) return { code: 'transfer-stopped' };
      const failure = await taskDownloader.fetch(id, role, transfer);
      if (failure?.code !== 'transfer-stopped' && role === 'video') record.acquit(id);
      return failure;
    } finally {
      inFlight.end(id);
      this.#atWork -= 1;
      if (isAlone) this.#isAlone = false;
      this.#next();
    }
  }

  forget(task: Task): Promise<void> {
    return this.#options.taskDownloader.forget(task);
  }

  /** In order of arrival; whoever needs to be alone waits for all before it, and all after wait for it. */
  #turn(isAlone: boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ isAlone, go: resolve });
      this.#next();
    });
  }

  #next(): void {
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined || this.#isAlone || (first.isAlone && this.#atWork > 0)) return;
      this.#waiting.shift();
      this.#atWork += 1;
      this.#isAlone = first.isAlone;
      first.go();
    }
  }
}
