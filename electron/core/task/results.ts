import type { MediaLinks } from '../../shared/task.ts';

/** One of a task's results. */
export interface Result {
  /** From 1, in the provider's order; its place in the archive goes by it. */
  readonly count: number;
  readonly url: string;
}

/** Everything that a task has made, the first being the one that is shown and played. */
export function resultsOf(media: MediaLinks): readonly Result[] {
  return [media.videoUrl, ...(media.moreUrls ?? [])].map((url, index) => ({
    count: index + 1,
    url,
  }));
}

/** Fresh links for known results. One that the provider does not name any more keeps what it had. */
export function withFresh(known: MediaLinks, fresh: MediaLinks): MediaLinks {
  const named = fresh.moreUrls ?? [];
  const moreUrls = [...named, ...(known.moreUrls ?? []).slice(named.length)];
  return { ...fresh, ...(moreUrls.length > 0 && { moreUrls }) };
}
