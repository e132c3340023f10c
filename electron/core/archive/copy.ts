import { createHash } from 'node:crypto';
import { DiskError } from '../platform/disk-error.ts';
import type { RootFile } from '../files/root-file.ts';
import type { Root } from '../files/root.ts';
import { WriteBuffer } from '../files/write-buffer.ts';
import { folderOf, inFolder, nameOf } from './naming/archive-path.ts';

/** What a copy is called until it is proven. */
export const copyEnding = '.reelkeep-copy';

const chunkBytes = 1024 ** 2;

const syncBytes = 32 * 1024 ** 2;

/** One file to be copied. */
export interface CopyRequest {
  readonly from: Root;
  readonly to: Root;
  /** Relative to both roots; its folder exists in the second. */
  readonly path: string;
  /** Relative to the second root, where it is to have another name there. */
  readonly toPath?: string;
  /** What the file must be, in lower-case hex; another hash leaves no copy. */
  readonly sha256?: string | undefined;
  /** Replaces an older copy, in one step. Otherwise a taken name is an error. */
  readonly replaces: boolean;
  readonly signal: AbortSignal;
  readonly onBytes?: (sizeBytes: number) => void;
}

/** Longer names get a short one until the copy is proven: some disks have no room for an ending. */
const longNameBytes = 100;

/** Where a copy's bytes arrive before they are proven, by the name that it is to have. */
export function copyPathOf(path: string): string {
  const name = nameOf(path);
  if (Buffer.byteLength(name) <= longNameBytes) return `${path}${copyEnding}`;
  const sum = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return inFolder(folderOf(path), `.${sum}${copyEnding}`);
}

/** How a copy ended. `differs`: the bytes are not those that were wanted, and nothing was kept. */
export type CopyResult = 'copied' | 'differs' | 'stopped';

/**
 * Copies a file so that its name says it is whole: the bytes are hashed on their way, put on disk
 * (fsync), read back and hashed again, and only then named. The modification time is preserved.
 * @throws DiskError or the system's error; no partial copy is left under the name
 */
export async function copyVerified(request: CopyRequest): Promise<CopyResult> {
  const { to, path, toPath = path } = request;
  const besidePath = copyPathOf(toPath);
  await to.remove(besidePath); // an earlier try's
  try {
    const sha256 = await copyBytes(request, besidePath);
    if (sha256 === undefined) return 'stopped';
    if (request.sha256 !== undefined && request.sha256 !== sha256) return 'differs';
    if ((await to.hash(besidePath)).sha256 !== sha256) {
      throw new DiskError({
        code: 'disk-error',
        path: to.absolute(toPath),
        detail: 'read back differently',
      });
    }
    if (request.replaces) await to.replace(besidePath, toPath);
    else if (!(await to.move(besidePath, toPath))) {
      throw new DiskError({ code: 'disk-error', path: to.absolute(toPath), detail: 'EEXIST' });
    }
    return 'copied';
  } finally {
    await to.remove(besidePath).catch(() => undefined); // the first trouble is what counts
  }
}

/** @returns the hash of what was read; `undefined` when it was stopped */
async function copyBytes(
  { from, to, path, signal, onBytes }: CopyRequest,
  besidePath: string,
): Promise<string | undefined> {
  const source = await from.openFile(path);
  try {
    const target = await to.create(besidePath);
    try {
      const hash = createHash('sha256');
      let position = 0;
      for await (const piece of source.pieces(chunkBytes)) {
        if (signal.aborted) return undefined;
        hash.update(piece);
        const { length } = piece;
        await writeAll(target, piece, position);
        position += length;
        onBytes?.(length);
        // A slow stick would need longer for gigabytes at the end than any drive is given to answer.
        if (position % syncBytes < length) await target.sync();
      }
      await target.setModified(source.facts.modifiedAtMs);
      await target.sync();
      return hash.digest('hex');
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function writeAll(file: RootFile, bytes: Uint8Array, position: number): Promise<void> {
  const left = new WriteBuffer();
  left.add(bytes);
  while (left.sizeBytes > 0) {
    left.drop(await file.write(left.bytes, position + bytes.length - left.sizeBytes));
  }
  left.release();
}
