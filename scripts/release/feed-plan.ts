import { updateChannels, type UpdateChannel } from '../../electron/shared/update.ts';
import { compareVersions, parseVersion } from '../../electron/core/update/version.ts';

/** How long before its end a feed is to be signed anew, in milliseconds. */
const renewedBeforeMs = 21 * 24 * 3_600_000;

/**
 * Where a version is offered: a beta on the channel of betas, a release on both, unless a newer beta is offered there.
 * @param betaOffered the version that the channel of betas offers now, if any
 * @param wish `as usual`, or the one channel it is put on: to take a bad beta back, for example
 * @throws where that cannot be
 */
export function channelsFor(
  version: string,
  betaOffered: string | undefined,
  wish = 'as usual',
): readonly UpdateChannel[] {
  const own = parseVersion(version);
  if (own === undefined) throw new Error(`“${version}” is no version of Reelkeep’s.`);
  const wished = updateChannels.find((channel) => channel === wish);
  if (wished === 'stable' && own.beta !== undefined)
    throw new Error(`${version} is a beta: no copy on the stable channel would believe it.`);
  if (wished !== undefined) return [wished];
  if (wish !== 'as usual') throw new Error(`“${wish}” is no channel.`);
  const offered = parseVersion(betaOffered ?? '');
  const isNewest = offered === undefined || compareVersions(own, offered) >= 0;
  if (own.beta !== undefined) return ['beta'];
  return isNewest ? ['stable', 'beta'] : ['stable'];
}

/** What is to be told of a channel's feed that ends soon: a title and a body; `undefined` while there is time. */
export function feedNews(
  channel: string,
  { version, expiresAt }: { readonly version: string; readonly expiresAt: string },
  nowMs: number,
): string | undefined {
  if (Date.parse(expiresAt) - nowMs > renewedBeforeMs) return undefined;
  return [
    `Sign the ${channel} feed anew before ${expiresAt.slice(0, 10)}`,
    '',
    `It offers ${version}, and ends on ${expiresAt}. After that every copy of Reelkeep says that it cannot tell whether it is up to date. Run the workflow “Feed” with the tag v${version}, or publish a newer version.`,
  ].join('\n');
}
