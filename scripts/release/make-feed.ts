import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withoutMarks } from '../../electron/core/update/changelog.ts';
import { feedTargetOf } from './feed-files.ts';

/** So long a feed is the newest at most: by then another is signed, if only with new dates. Milliseconds. */
export const feedLastsMs = 60 * 24 * 3_600_000;

/** What a feed says beside its files. */
export interface FeedFacts {
  readonly version: string;
  /** Unix milliseconds. */
  readonly signedAtMs: number;
  readonly rolloutPercent: number;
  /** The version's part of the changelog. */
  readonly notes: string;
}

async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Notes are shown as plain text: without the marks of Markdown that a changelog has. */
export function plainNotes(markdown: string): string {
  return withoutMarks(markdown.replaceAll(/^#+ (.*)$/gm, '$1:'));
}

function datesOf(signedAtMs: number): { readonly signedAt: string; readonly expiresAt: string } {
  return {
    signedAt: new Date(signedAtMs).toISOString(),
    expiresAt: new Date(signedAtMs + feedLastsMs).toISOString(),
  };
}

function feedText(feed: object): string {
  return `${JSON.stringify(feed, undefined, 1)}\n`;
}

/**
 * The same feed with new dates, for another share of users. The files are not looked at anew: what was signed once
 * stays what may be installed, whatever has become of a release since.
 * @param feed whose signature is proven
 */
export function renewFeed(
  feed: string,
  { signedAtMs, rolloutPercent }: Pick<FeedFacts, 'signedAtMs' | 'rolloutPercent'>,
): string {
  const said = JSON.parse(feed) as object;
  return feedText({ ...said, ...datesOf(signedAtMs), rolloutPercent });
}

/** Makes a feed of what lies in a folder. @returns its text, the same for the same files and facts */
export async function makeFeed(folder: string, facts: FeedFacts): Promise<string> {
  const files = [];
  for (const name of (await readdir(folder)).sort()) {
    const target = feedTargetOf(name);
    if (target === undefined) continue;
    const path = join(folder, name);
    const { size } = await stat(path);
    files.push({ ...target, name, sizeBytes: size, sha512: await sha512Of(path) });
  }
  if (files.length === 0)
    throw new Error(`No file in ${folder} is one that an update can come as.`);
  const { version, signedAtMs, rolloutPercent, notes } = facts;
  const dates = datesOf(signedAtMs);
  return feedText({
    format: 1,
    version,
    ...dates,
    rolloutPercent,
    notes: plainNotes(notes),
    files,
  });
}
