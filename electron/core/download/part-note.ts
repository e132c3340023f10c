import { z } from 'zod';
import { errnoOf } from '../platform/disk-error.ts';
import type { Root } from '../files/root.ts';
import { parseForeign, sha256Shape, sizeShape, textShape } from '../platform/storable.ts';
import { onDisk } from '../platform/on-disk.ts';
import { linkDigest, sourceOf, type FileVersion } from './resume.ts';

/** Node's limit for all headers of an answer together. */
const maxHeader = 16 * 1024;

const header = textShape(maxHeader).optional();

/** As the note lies beside the part. Earlier versions kept the link itself. */
const writtenShape = z
  .object({
    linkSha256: sha256Shape.optional(),
    url: z.string().optional(),
    totalBytes: sizeShape.optional(),
    etag: header,
    lastModified: header,
    date: header,
    provenBytes: sizeShape,
    provenSha256: sha256Shape,
  })
  .refine(({ provenBytes, totalBytes = provenBytes }) => provenBytes <= totalBytes);

/** Beside `x.part` lies `x.part.json`: whose bytes they are, and how many of them are proven. */
export interface PartNote extends FileVersion {
  /** This many first bytes were on disk when the note was written … */
  readonly provenBytes: number;
  /** … and this was their SHA-256. */
  readonly provenSha256: string;
}

/** Where a part's note lies. */
export function notePathOf(partPath: string): string {
  return `${partPath}.json`;
}

/** The digest of a link, or the link itself, and a few headers of the host's. */
const maxNoteBytes = 256 * 1024;

/** What a note's text says; `undefined` for what is no note: anybody may have written it. */
export function toNote(text: string): PartNote | undefined {
  const { data } = writtenShape.safeParse(parseForeign(text));
  if (data === undefined) return undefined;
  const { url, provenBytes, provenSha256, ...source } = data;
  const linkSha256 = data.linkSha256 ?? (url === undefined ? undefined : linkDigest(url));
  if (linkSha256 === undefined) return undefined;
  return { ...sourceOf({ ...source, linkSha256 }), provenBytes, provenSha256 };
}

/**
 * Reads a part's note; `undefined` when it is absent or torn: nobody can say whose the bytes are.
 * @throws DiskError for a drive that does not answer, and for a link or the like in the note's place; or the
 * system's error: neither says that the bytes may be begun anew
 */
export async function readNote(root: Root, path: string): Promise<PartNote | undefined> {
  try {
    return toNote((await root.readText(path, maxNoteBytes)) ?? '');
  } catch (error) {
    if (errnoOf(error) === 'EFBIG') return undefined;
    throw error;
  }
}

/** A note as its file has it: without the link, which may let whoever reads it have the file. */
export function textOf(note: PartNote): string {
  return `${JSON.stringify(note, undefined, 2)}\n`;
}

/**
 * Writes a part's note. A torn one would cost the prefix, so it is written beside and renamed over.
 * @throws DiskError
 */
export async function writeNote(root: Root, path: string, note: PartNote): Promise<void> {
  await onDisk(root.absolute(path), root.writeAtomically(path, textOf(note)));
}

/**
 * Writes a part's note on a full disk: in the old one's place it needs no new room.
 * @throws DiskError or the system's error
 */
export async function overwriteNote(root: Root, path: string, note: PartNote): Promise<void> {
  await root.overwrite(path, textOf(note));
}
