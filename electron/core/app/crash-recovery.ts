import type { Task } from '../../shared/task.ts';
import type { Alerts } from '../platform/alerts.ts';
import type { Clock } from '../platform/clock.ts';
import { InFlightJournal } from '../instance/in-flight-journal.ts';
import { CrashHistory } from '../instance/crash-history.ts';
import type { Log } from '../platform/log.ts';
import { SafeMode } from './safe-mode.ts';
import type { Store } from '../platform/store.ts';
import type { TaskUpdater } from '../library/task-updater.ts';
import { IsolatingDownloader } from '../transfer/isolating-downloader.ts';
import type { TaskDownloader } from '../transfer/task-downloader.ts';
import { Quarantine } from '../transfer/quarantine.ts';
import type { TransferScheduler } from '../transfer/transfer-scheduler.ts';

/** What the crash recovery needs. */
export interface CrashRecoveryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly alerts: Alerts;
  /** Absolute path of the file that says what is in flight; absent: after a crash that is not known. */
  readonly inFlightPath?: string;
  /** Absolute path of the log file, for the user to look into after a crash. */
  readonly logPath?: string;
}

/** Keeps a run from ending as those before it did: joins the record, the quarantine and safe mode. */
export class CrashRecovery {
  readonly #options: CrashRecoveryOptions;
  readonly #inFlight: InFlightJournal;
  readonly #record: CrashHistory;
  #safeMode: SafeMode | undefined;
  #quarantine: Quarantine | undefined;

  constructor(options: CrashRecoveryOptions) {
    this.#options = options;
    this.#inFlight = new InFlightJournal(options.inFlightPath);
    this.#record = new CrashHistory({ ...options, inFlight: this.#inFlight });
  }

  /** The downloader, noting what is in flight. */
  isolating(taskDownloader: Pick<TaskDownloader, 'fetch' | 'forget'>): IsolatingDownloader {
    return new IsolatingDownloader({
      taskDownloader,
      record: this.#record,
      inFlight: this.#inFlight,
    });
  }

  /** The transfers' queue, as far as tasks may come into it. Reads how the last run ended. */
  begin(
    transfers: Pick<TransferScheduler, 'enqueue' | 'drop' | 'forget' | 'tryNow'>,
    tasks: TaskUpdater,
  ): Quarantine {
    this.#record.begin();
    const { clock } = this.#options;
    this.#quarantine = new Quarantine({ record: this.#record, transfers, tasks, clock });
    return this.#quarantine;
  }

  /** Starts the works at once, or in safe mode once the user says so. */
  start(tasks: { tasks(): Iterable<Task> }, works: readonly { start(): void }[]): void {
    const { alerts, clock, logPath = '' } = this.#options;
    this.#safeMode = new SafeMode({
      record: this.#record,
      alerts,
      clock,
      tasks: () => tasks.tasks(),
      logPath,
      onResume: () => {
        for (const work of works) work.start();
      },
    });
    this.#safeMode.start();
  }

  /** The user lets everything go on. */
  resume(): void {
    this.#safeMode?.resume();
  }

  /** This run ends because it was asked to. May be called twice. */
  end(): void {
    this.#safeMode?.stop();
    this.#quarantine?.stop();
    this.#record.end();
  }
}
