// node scripts/release/feed.ts FOLDER [--rollout=PERCENT]
// Writes feed.json and feed.json.minisig of the files in a folder, for the version in package.json. The secret is
// in REELKEEP_FEED_SECRET; one whose public half the app does not know signs nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { feedKeys } from '../../electron/core/update/feed-source.ts';
import { sectionOf } from './changelog.ts';
import { makeFeed } from './make-feed.ts';
import { minisign, publicLine, readSecret } from './minisign.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** @returns what is wrong with it, as a sentence */
async function main(folder: string, rollout: string): Promise<string | undefined> {
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
  const feed = await makeFeed(folder, { version, signedAtMs, rolloutPercent, notes });
  const comment = `reelkeep ${version} ${new Date(signedAtMs).toISOString()}`;
  writeFileSync(join(folder, 'feed.json'), feed);
  writeFileSync(join(folder, 'feed.json.minisig'), minisign(secret, Buffer.from(feed), comment));
  console.log(`feed: ${comment}, offered to ${rollout} of a hundred`);
  return undefined;
}

const [folder, option = '--rollout=100'] = process.argv.slice(2);
const rollout = /^--rollout=(.*)$/.exec(option)?.[1];
const problem =
  folder === undefined || rollout === undefined
    ? 'usage: node scripts/release/feed.ts FOLDER [--rollout=PERCENT]'
    : await main(folder, rollout);
if (problem !== undefined) {
  console.error(`feed: ${problem}`);
  process.exitCode = 1;
}
