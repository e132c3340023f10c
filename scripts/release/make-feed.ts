import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withoutMarks } from '../../electron/core/update/changelog.ts';
import { feedTargetOf } from './feed-files.ts';

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
  const signedAt = new Date(signedAtMs).toISOString();
  const feed = { format: 1, version, signedAt, rolloutPercent, notes: plainNotes(notes), files };
  return `${JSON.stringify(feed, undefined, 1)}\n`;
}
