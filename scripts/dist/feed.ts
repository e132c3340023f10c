import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file that an update may bring. */
export interface FeedFile {
  readonly url: string;
  /** In base64, as electron-updater compares it. */
  readonly sha512: string;
  readonly size: number;
}

/** What is known of the file at a path. */
export async function feedFile(path: string): Promise<FeedFile> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  const { size } = await stat(path);
  return { url: basename(path), sha512: hash.digest('base64'), size };
}

/** The feed’s name: by channel, which a version’s own suffix says, and by architecture. */
export function feedName(version: string, arch: string): string {
  const [, channel = 'latest'] = /-([a-z]+)/.exec(version) ?? [];
  return `${channel}-linux${arch === 'x64' ? '' : `-${arch}`}.yml`;
}

/**
 * What electron-updater reads to learn of a version, the same bytes for the same files. electron-builder writes one
 * for each of its runs, with the time of day in it.
 * @param releasedAtMs milliseconds since 1970
 */
export function feed(version: string, files: readonly FeedFile[], releasedAtMs: number): string {
  const lines = files.flatMap(({ url, sha512, size }) => [
    `  - url: ${url}`,
    `    sha512: ${sha512}`,
    `    size: ${size}`,
  ]);
  const [first] = files;
  return [
    `version: ${version}`,
    'files:',
    ...lines,
    // For clients of long ago, which knew one file.
    ...(first === undefined ? [] : [`path: ${first.url}`, `sha512: ${first.sha512}`]),
    `releaseDate: '${new Date(releasedAtMs).toISOString()}'`,
    '',
  ].join('\n');
}
