import type { Task } from '../../shared/task.ts';
import type { Alerts } from '../platform/alerts.ts';
import type { Clock } from '../platform/clock.ts';
import { InHand } from '../instance/in-hand.ts';
import { RunRecord } from '../instance/run-record.ts';
import type { Log } from '../platform/log.ts';
import { SafeMode } from './safe-mode.ts';
import type { Store } from '../platform/store.ts';
import type { TaskBook } from '../library/book.ts';
import { CarefulFetcher } from '../transfer/careful-fetcher.ts';
import type { Fetcher } from '../transfer/fetcher.ts';
import { Quarantine } from '../transfer/quarantine.ts';
import type { Transfers } from '../transfer/transfers.ts';

/** What the guard needs. */
export interface RunGuardOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly alerts: Alerts;
  /** Absolute path of the file that says what is in hand; absent: a crash does not tell. */
  readonly inHandPath?: string;
  /** Absolute path of the log file, for the user to look into after a crash. */
  readonly logPath?: string;
}

/** Keeps a run from ending as those before it did: joins the record, the quarantine and safe mode. */
export class RunGuard {
  readonly #options: RunGuardOptions;
  readonly #inHand: InHand;
  readonly #record: RunRecord;
  #safeMode: SafeMode | undefined;
  #quarantine: Quarantine | undefined;

  constructor(options: RunGuardOptions) {
    this.#options = options;
    this.#inHand = new InHand(options.inHandPath);
    this.#record = new RunRecord({ ...options, inHand: this.#inHand });
  }

  /** The fetcher, noting what it has in hand. */
  careful(fetcher: Pick<Fetcher, 'fetch' | 'forget'>): CarefulFetcher {
    return new CarefulFetcher({ fetcher, record: this.#record, inHand: this.#inHand });
  }

  /** The transfers' queue, as far as tasks may come into it. Reads how the last run ended. */
  begin(
    transfers: Pick<Transfers, 'enqueue' | 'drop' | 'forget' | 'tryNow'>,
    book: TaskBook,
  ): Quarantine {
    this.#record.begin();
    const { clock } = this.#options;
    this.#quarantine = new Quarantine({ record: this.#record, transfers, book, clock });
    return this.#quarantine;
  }

  /** Starts the works at once, or in safe mode once the user says so. */
  start(book: { tasks(): Iterable<Task> }, works: readonly { start(): void }[]): void {
    const { alerts, clock, logPath = '' } = this.#options;
    this.#safeMode = new SafeMode({
      record: this.#record,
      alerts,
      clock,
      tasks: () => book.tasks(),
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
