import { z } from 'zod';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';
import { clean } from '../platform/bounds.ts';
import { parseForeign, textShape } from '../platform/storable.ts';
import { parseVersion } from './version.ts';

/** A feed is a few kilobytes; its bound in bytes. */
export const maxFeedBytes = 64 * 1024;

/** A signature is four lines; the bound of its file in bytes. */
export const maxSignatureBytes = 4 * 1024;

/** The longest notes that are kept, in characters. */
export const maxReleaseNotesLength = 16_000;

/** No package of Reelkeep's is larger, in bytes. */
const maxFileBytes = 1024 ** 3;

const maxFiles = 64;

/** The kinds of files that an update may come as. */
export const fileKinds = ['deb', 'rpm', 'appimage', 'nsis', 'mac-zip'] as const;

/** One of the kinds. */
export type FileKind = (typeof fileKinds)[number];

/** What an update for a system is looked for by. */
export interface UpdateTarget {
  /** Absent where nothing can be installed. */
  readonly kind?: FileKind | undefined;
  readonly arch: string;
}

/** A plain name: it is a file's in our folder, and part of an address. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:[.+~][A-Za-z0-9_-]+)*$/;

const fileShape = z.object({
  kind: z.enum(fileKinds),
  arch: z.enum(['x64', 'arm64']),
  name: textShape(120).regex(namePattern),
  sizeBytes: z.number().int().min(1).max(maxFileBytes),
  /** SHA-512 in lower-case hex. */
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});

/** A file of a version. */
export type FeedFile = Readonly<z.output<typeof fileShape>>;

/** Files of kinds or systems that are not known yet are left out, and cost the others nothing. */
const filesShape = z
  .array(z.unknown())
  .max(maxFiles)
  .transform((files) =>
    files.flatMap((file): FeedFile[] => {
      const read = fileShape.safeParse(file);
      return read.success ? [read.data] : [];
    }),
  );

/** The date as `toISOString` writes it, and no other. */
const dateShape = textShape(40)
  .transform((text) => ({ text, atMs: Date.parse(text) }))
  .refine(({ text, atMs }) => !Number.isNaN(atMs) && new Date(atMs).toISOString() === text)
  .transform(({ atMs }) => atMs);

const feedShape = z.object({
  format: z.literal(1),
  version: textShape(40).refine((text) => parseVersion(text) !== undefined),
  signedAt: dateShape,
  /** By then there is another, if only with new dates. */
  expiresAt: dateShape,
  /** How many of a hundred are offered it by themselves. */
  rolloutPercent: z.number().int().min(0).max(100).catch(100),
  notes: z
    .string()
    .catch('')
    .transform((text) => clean(text, maxReleaseNotesLength)),
  files: filesShape,
});

/** What a channel's feed says of its newest version. */
export interface Feed {
  readonly version: string;
  /** Unix milliseconds. */
  readonly signedAtMs: number;
  /** Unix milliseconds; what it says is as true afterwards, but may be old. */
  readonly expiresAtMs: number;
  readonly rolloutPercent: number;
  /** Plain text. */
  readonly notes: string;
  readonly files: readonly FeedFile[];
}

/** The format of a document, if it says one. */
const formatShape = z.object({ format: z.number() });

/**
 * Reads a feed. It is believed only once its signature is proven; it is bounded all the same.
 * @param host that it came from, to be named
 */
export function readFeed(bytes: Buffer, host: string): Outcome<Feed, UpdateFailure> {
  if (bytes.length > maxFeedBytes) return fail({ code: 'feed-too-large', maxBytes: maxFeedBytes });
  const text = bytes.toString('utf8');
  if (/^\s*</.test(text)) return fail({ code: 'feed-is-page', host });
  const value = parseForeign(text);
  const format = formatShape.safeParse(value);
  if (format.success && format.data.format > 1) return fail({ code: 'feed-too-new' });
  const read = feedShape.safeParse(value);
  if (!read.success) return fail({ code: 'feed-malformed' });
  const { signedAt: signedAtMs, expiresAt: expiresAtMs, ...said } = read.data;
  const { version, rolloutPercent, notes, files } = said;
  return succeed({ version, signedAtMs, expiresAtMs, rolloutPercent, notes, files });
}
