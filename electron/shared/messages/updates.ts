import type { Staleness, UpdateFailure, UpdatePhase } from '../update.ts';
import { m, type Messages } from './catalogue.ts';
import type { NoticeWords } from './notices.ts';
import { byCode, type Words } from './words.ts';

/**
 * The words for a failure of an update.
 * @param messages what they are said with; absent: the language that is spoken now
 */
export function describeUpdateFailure(failure: UpdateFailure, messages: Messages = m): Words {
  const words = byCode<UpdateFailure, Words>(messages.updateFailures)(failure);
  return 'detail' in failure ? { ...words, detail: failure.detail } : words;
}

/**
 * What is shown of how far an update is.
 * @param own the version that runs
 */
export function describePhase(phase: UpdatePhase, own: string, messages: Messages = m): string {
  const words = messages.updates.phase;
  switch (phase.kind) {
    case 'none':
      return words.none(own);
    case 'newest':
      return words.newest(own);
    case 'offered':
      return words.offered(phase.release.version, own, phase.release.sizeBytes);
    case 'fetching':
      return words.fetching(phase.release.version);
    case 'fetched':
      return words.fetched(phase.release.version);
    case 'installing':
      return words.installing(phase.release.version);
    case 'by-hand':
      return words.byHand(phase.release.version);
    case 'installed':
      return words.installed(phase.release.version);
  }
}

/** `12.0 MB of 90.0 MB, 3.1 MB/s`. */
export function fetchAmount({
  release,
  receivedBytes,
  bytesPerSecond,
}: Extract<UpdatePhase, { kind: 'fetching' }>): string {
  return m.updates.amount(receivedBytes, bytesPerSecond, release.sizeBytes);
}

/** That it is not known whether there is a newer version. @param address where versions can be had by hand */
export function describeStale(
  { kind, sinceMs }: Staleness,
  address: string,
  messages: Messages = m,
): Words {
  const { stale, staleRemedy } = messages.updates;
  return { sentence: stale[kind](sinceMs), remedy: staleRemedy(address) };
}

/** The same, outside the window. */
export function describeStaleNotice({ kind, sinceMs }: Staleness): NoticeWords {
  const { stale, notice } = m.updates;
  return { title: notice.stale, body: notice.staleBody(stale[kind](sinceMs)) };
}

/** There is a new version. */
export function describeOffered(version: string): NoticeWords {
  const { offered, whatIsNew } = m.updates.notice;
  return { title: offered(version), body: whatIsNew };
}

/** After a restart: the new version runs. */
export function describeRunning(version: string): NoticeWords {
  const { running, whatIsNew } = m.updates.notice;
  return { title: running(version), body: whatIsNew };
}

/** After a restart: it does not. */
export function describeOldRuns(version: string, own: string): NoticeWords {
  const { oldRuns, stillRuns } = m.updates.notice;
  return { title: oldRuns(version), body: stillRuns(own) };
}
