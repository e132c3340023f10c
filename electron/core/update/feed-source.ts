import type { UpdateChannel } from '../../shared/update.ts';
import type { FeedKey } from './feed-signature.ts';

/**
 * The keys that feeds are believed by, each one line as minisign writes it: the one place where they stand. Two of
 * them while one takes the other's place. Without any, Reelkeep looks for no updates; docs/updates.md says how the
 * first one is made, and how one is replaced.
 */
export const feedKeys: readonly FeedKey[] = [];

/** Where releases lie, each in a folder named by its tag; the feeds in one of their own. */
const releases = 'https://github.com/reelkeep/reelkeep/releases/download';

/** Where people read about them. */
export const releasesPage = 'https://github.com/reelkeep/reelkeep/releases';

/** The address of a channel's feed; its signature's has `.minisig` behind it. */
export function feedUrl(channel: UpdateChannel): string {
  return `${releases}/updates/${channel}.json`;
}

/** The address of a version's file. */
export function fileUrl(version: string, name: string): string {
  return `${releases}/v${version}/${name}`;
}

/** Whether files may come from a host that a redirect leads to: the releases' own, and where it keeps its files. */
export function isReleaseHost(host: string): boolean {
  return host === new URL(releases).host || host.endsWith('.githubusercontent.com');
}
