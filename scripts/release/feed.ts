// node scripts/release/feed.ts FOLDER [--rollout=PERCENT] [--renew]
// Writes feed.json and feed.json.minisig of the files in a folder, for the version in package.json; with --renew of
// the feed that lies there, whose signature must be ours. The secret is in REELKEEP_FEED_SECRET; one whose public half
// the app does not know signs nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyFeed } from '../../electron/core/update/feed-signature.ts';
import { feedKeys } from '../../electron/core/update/feed-source.ts';
import { sectionOf } from './changelog.ts';
import { makeFeed, renewFeed } from './make-feed.ts';
import { minisign, publicLine, readSecret } from './minisign.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** The feed that was signed before; `undefined` where nobody of ours has signed what lies there. */
function signedBefore(folder: string): string | undefined {
  const feed = readFileSync(join(folder, 'feed.json'));
  const signature = readFileSync(join(folder, 'feed.json.minisig'), 'utf8');
  return verifyFeed(feed, signature, feedKeys).ok ? feed.toString('utf8') : undefined;
}

/** @returns what is wrong with it, as a sentence */
async function main(
  folder: string,
  rollout: string,
  isRenewed: boolean,
): Promise<string | undefined> {
  const line = process.env['REELKEEP_FEED_SECRET'] ?? '';
  if (line === '')
    return 'REELKEEP_FEED_SECRET is not set: docs/updates.md says how the key is made.';
  const secret = readSecret(line);
  if (!feedKeys.includes(publicLine(secret)))
    return 'No copy of Reelkeep would believe this key: its public half is not in electron/core/update/feed-source.ts.';
  const rolloutPercent = Number(rollout);
  if (!Number.isInteger(rolloutPercent) || rolloutPercent < 0 || rolloutPercent > 100)
    return `“${rollout}” is no whole number from 0 to 100.`;
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const notes = sectionOf(read('CHANGELOG.md'), version) ?? '';
  const signedAtMs = Date.now();
  const before = isRenewed ? signedBefore(folder) : '';
  if (before === undefined)
    return 'The feed that lies there was not signed by us, or was changed since.';
  const facts = { version, signedAtMs, rolloutPercent, notes };
  const feed = isRenewed ? renewFeed(before, facts) : await makeFeed(folder, facts);
  const comment = `reelkeep ${version} ${new Date(signedAtMs).toISOString()}`;
  writeFileSync(join(folder, 'feed.json'), feed);
  writeFileSync(join(folder, 'feed.json.minisig'), minisign(secret, Buffer.from(feed), comment));
  console.log(`feed: ${comment}, offered to ${rollout} of a hundred`);
  return undefined;
}

const [folder, ...words] = process.argv.slice(2);
const isRenewed = words.includes('--renew');
const [option = '--rollout=100', ...more] = words.filter((word) => word !== '--renew');
const rollout = /^--rollout=(.*)$/.exec(option)?.[1];
const problem =
  folder === undefined || rollout === undefined || more.length > 0
    ? 'usage: node scripts/release/feed.ts FOLDER [--rollout=PERCENT] [--renew]'
    : await main(folder, rollout, isRenewed);
if (problem !== undefined) {
  console.error(`feed: ${problem}`);
  process.exitCode = 1;
}
