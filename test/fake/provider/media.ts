import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fixtureFolder } from './fixture.ts';

/** The media files of the fixtures that tests name most; any file of that folder can be named. */
export const videoNames = [
  'aurora.mp4',
  'dunes.mp4',
  'fireflies.mp4',
  'fractal.mp4',
  'lagoon.mp4',
  'large.mp4',
  'nebula.mp4',
  'testcard.mp4',
  'tide.mp4',
] as const;

/** A file with what a server says of it. */
export interface Media {
  readonly name: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  /** A strong entity tag, with its quotes. */
  readonly etag: string;
  /** An HTTP date. */
  readonly lastModified: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.html': 'text/html; charset=utf-8',
};

/** Wraps bytes as a file to be served; the type follows the name, right or wrong, as the provider's does. */
export function createMedia(name: string, bytes: Uint8Array): Media {
  const digest = createHash('sha256').update(bytes).digest();
  // A date of its own for every content, and the same on every machine: no file time would be.
  const modifiedAtMs = Date.UTC(2026, 0, 1) + (digest.readUInt32BE(0) % 10_000_000) * 1000;
  return {
    name,
    bytes: Buffer.from(bytes),
    contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
    etag: `"${digest.toString('hex').slice(0, 32)}"`,
    lastModified: new Date(modifiedAtMs).toUTCString(),
  };
}

/** Reads a file of the media fixtures. */
export function readMedia(name: string): Media {
  return createMedia(name, readFileSync(join(fixtureFolder, 'media', name)));
}
