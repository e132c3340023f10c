import type { ProviderId } from '../../shared/settings/account.ts';
import type { TaskView } from '../../shared/task.ts';

const dayMs = 24 * 3_600_000;

/** What the providers' own pages say: 14 days. Others of their pages say less, so it is never a promise. */
const usualRetentionMs = 14 * dayMs;

/** How long a provider keeps each endpoint's media; what is not named, as long as usual. */
const retentions: {
  readonly [P in ProviderId]: { readonly [endpoint: string]: number };
} = {
  kie: {
    runway: usualRetentionMs,
    aleph: usualRetentionMs,
    market: usualRetentionMs,
    veo: usualRetentionMs,
    luma: usualRetentionMs,
    suno: usualRetentionMs,
  },
  apikley: { runway: usualRetentionMs, aleph: usualRetentionMs },
  custom: {},
};

/** How long a provider keeps an endpoint's media at the most, in milliseconds. */
export function retentionMs(provider: ProviderId, endpoint: string): number {
  return retentions[provider][endpoint] ?? usualRetentionMs;
}

/**
 * The latest moment at which the media can still be fetched, by the most pessimistic reading of the
 * times known: the earliest of start, finish and first sight, plus the retention.
 * @returns Unix milliseconds; `undefined` while no time is known
 */
export function deadlineMs(
  task: Pick<TaskView, 'record' | 'mediaSeenAtMs'>,
  keptForMs: number,
): number | undefined {
  const times = [task.record?.startedAtMs, task.record?.finishedAtMs, task.mediaSeenAtMs];
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known) + keptForMs;
}
