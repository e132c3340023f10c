import type {
  TaskDownloader,
  TransferHandle,
} from '../../electron/core/transfer/task-downloader.ts';
import type { LinkResolver } from '../../electron/core/library/asking/link-resolver.ts';
import type { TaskUpdater } from '../../electron/core/library/task-updater.ts';
import type { Failure } from '../../electron/shared/failure.ts';
import type { FileRole, LinkStep } from '../../electron/shared/task.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import type { VirtualClock } from '../fake/virtual-clock.ts';
import type { Fate } from './generation.ts';

/** What the task downloader needs. */
export interface SimulatedFetcherOptions {
  readonly tasks: TaskUpdater;
  readonly links: LinkResolver;
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly fateOf: (id: TaskId) => Fate | undefined;
  /** A transfer begins. */
  readonly onFetch: (id: TaskId) => void;
}

const worksFrom: Readonly<Partial<Record<Fate, readonly LinkStep[]>>> = {
  'refused-once': ['refreshed', 'converted'],
  'refused-twice': ['converted'],
  gone: [],
};

/** Transfers without bytes: some seconds, then the archive, or a host that refuses the link. */
export class SimulatedFetcher implements Pick<TaskDownloader, 'fetch' | 'forget'> {
  readonly #options: SimulatedFetcherOptions;

  constructor(options: SimulatedFetcherOptions) {
    this.#options = options;
  }

  /** There are no files to take back. */
  forget(): Promise<void> {
    return Promise.resolve();
  }

  async fetch(id: TaskId, _role: FileRole, transfer: TransferHandle): Promise<Failure | undefined> {
    const { tasks, links, clock, random, fateOf } = this.#options;
    const task = tasks.get(id);
    if (task?.state !== 'ready' || task.paused) return undefined;
    this.#options.onFetch(id);
    tasks.apply(id, { type: 'transfer-started' });
    const link = await links.urlFor(task, task.media.videoUrl, transfer.signal);
    if (!link.ok) return link.failure;
    const steps = worksFrom[fateOf(id) ?? 'succeeds'];
    if (steps?.includes(task.linkStep) === false) {
      await clock.passed(300);
      const httpStatus = steps.length === 0 ? 410 : 403;
      return { code: 'media-refused', host: 'files.example', httpStatus };
    }
    const stopped = new Promise((resolve) => transfer.signal.addEventListener('abort', resolve));
    await Promise.race([clock.passed(2_000 + 10_000 * random()), stopped]);
    if (transfer.signal.aborted) return { code: 'transfer-stopped' };
    tasks.apply(id, { type: 'archived', files: [] });
    return tasks.flush();
  }
}
