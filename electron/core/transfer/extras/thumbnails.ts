import type { Failure } from '../../../shared/failure.ts';
import { retryAfterMsOf, traitsOf } from '../../../shared/failure-traits.ts';
import { succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { LinkResolver } from '../../library/asking/link-resolver.ts';
import type { TaskUpdater } from '../../library/task-updater.ts';
import { backoffMs, type Backoff } from '../../platform/backoff.ts';
import type { Clock } from '../../platform/clock.ts';
import { allowedDelayMs, kindTraitsOf } from '../../task/retry-policy.ts';
import type { Extra, ExtraKind, NextTry } from './kind.ts';

/** Between two tries of the same picture: soon at first, and twice a day while its link may live. */
const backoff: Backoff = { firstMs: 30_000, maxMs: 12 * 3_600_000, factor: 4, jitter: 0.1 };

/** So long after its video a picture is tried, where nobody knows its deadline. */
const unknownLifeMs = 14 * 24 * 3_600_000;

const ways = ['stored', 'refreshed', 'converted'] as const;

/** What this run has seen of one picture. */
interface Tries {
  readonly failures: number;
  /** How often its links were refused: each time another way is tried. */
  readonly refusals: number;
  /** It came as far as the disk. */
  readonly mayLieThere: boolean;
  readonly isOver: boolean;
}

const untried: Tries = { failures: 0, refusals: 0, mayLieThere: true, isOver: false };

/** What the missing thumbnails need. */
export interface ThumbnailsOptions {
  readonly tasks: Pick<TaskUpdater, 'apply'>;
  readonly links: Pick<LinkResolver, 'refresh' | 'convert'>;
  readonly clock: Pick<Clock, 'now'>;
  /** From 0 up to but without 1. */
  readonly chance: () => number;
}

/**
 * Pictures that could not be had before their videos: a video never waits for one, so they are tried again
 * afterwards, at each start and less and less often, until their links are dead.
 */
export class Thumbnails implements ExtraKind {
  readonly role = 'thumbnail';
  readonly #options: ThumbnailsOptions;
  /** In memory only: none of them is worth a write of the ledger. */
  readonly #tries = new Map<TaskId, Tries>();

  constructor(options: ThumbnailsOptions) {
    this.#options = options;
  }

  next(task: ArchivedTask): Extra | undefined {
    const url = task.media?.thumbnailUrl;
    if (task.thumbnail !== undefined || url === undefined) return undefined;
    const isOver = this.#of(task).isOver || this.#options.clock.now() >= endOf(task);
    return isOver ? undefined : { url, count: 1 };
  }

  mayLieThere(task: ArchivedTask): boolean {
    return this.#of(task).mayLieThere;
  }

  async linkTo(
    task: ArchivedTask,
    { url }: Extra,
    signal: AbortSignal,
  ): Promise<Outcome<string, Failure>> {
    const { links } = this.#options;
    const way = ways[this.#of(task).refusals % ways.length];
    if (way === 'converted') return links.convert(task, url, signal);
    if (way !== 'refreshed') return succeed(url);
    const media = await links.refresh(task, signal);
    return media.ok ? succeed(media.value?.thumbnailUrl ?? url) : media;
  }

  kept({ id }: ArchivedTask, _extra: Extra, file: ArchivedFile): void {
    this.#tries.delete(id);
    this.#options.tasks.apply(id, { type: 'thumbnail-kept', file });
  }

  missed(task: ArchivedTask, _extra: Extra, failure: Failure): NextTry | undefined {
    const { clock, chance } = this.#options;
    const { failures, refusals } = this.#of(task);
    const { transfer } = traitsOf(failure);
    const leftMs = endOf(task) - clock.now();
    const ownMs = backoffMs(backoff, failures, chance());
    const afterMs = Math.max(ownMs, allowedDelayMs(retryAfterMsOf(failure) ?? 0, leftMs));
    const isOver = afterMs >= leftMs;
    this.#tries.set(task.id, {
      failures: failures + 1,
      refusals: refusals + (transfer === 'refusal' || transfer === 'body' ? 1 : 0),
      mayLieThere: transfer === 'path' || transfer === 'archive' || transfer === 'space',
      isOver,
    });
    if (isOver) return undefined;
    return { afterMs, endsAtWake: kindTraitsOf(failure).endsAtWake === true };
  }

  #of({ id }: ArchivedTask): Tries {
    return this.#tries.get(id) ?? untried;
  }
}

/** Unix milliseconds from which on its link is dead. */
function endOf({ deadlineMs, archivedAtMs }: ArchivedTask): number {
  return deadlineMs ?? archivedAtMs + unknownLifeMs;
}
