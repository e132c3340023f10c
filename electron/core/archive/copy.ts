import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiskTrouble } from '../disk.ts';
import { moveWithoutReplacing, syncFolder } from './durable.ts';
import { hashFile } from './keep.ts';

/** What a copy is called until it is proven. */
export const copyEnding = '.reelkeep-copy';

const chunkBytes = 1024 ** 2;

// A link in the copy's place would lead the bytes elsewhere. Windows has no such flag.
const noFollow = 'O_NOFOLLOW' in constants ? constants.O_NOFOLLOW : 0;

/** One file to be copied. */
export interface CopyWish {
  /** Absolute. */
  readonly from: string;
  /** Absolute; its folder exists. */
  readonly to: string;
  /** What the file must be, in lower-case hex; another hash leaves no copy. */
  readonly sha256?: string | undefined;
  /** An older copy in its place gives way, in one step. Otherwise a name that is taken is an error. */
  readonly replaces: boolean;
  readonly signal: AbortSignal;
  readonly onBytes?: (sizeBytes: number) => void;
}

/** How a copy ended. `differs`: the bytes are not those that were wanted, and nothing was kept. */
export type CopyEnd = 'copied' | 'differs' | 'stopped';

/**
 * Copies a file so that its name says it is whole: the bytes are hashed on their way, put on disk
 * (fsync), read back and hashed again, and only then named. The time of the last change goes along.
 * @throws DiskTrouble or the system's error; no half copy bears the name then
 */
export async function copyProven(wish: CopyWish): Promise<CopyEnd> {
  const besidePath = `${wish.to}${copyEnding}`;
  try {
    const sha256 = await copyBytes(wish, besidePath);
    if (sha256 === undefined) return 'stopped';
    if (wish.sha256 !== undefined && wish.sha256 !== sha256) return 'differs';
    if ((await hashFile(besidePath)) !== sha256) {
      throw new DiskTrouble({ code: 'disk-error', path: wish.to, detail: 'read back differently' });
    }
    if (wish.replaces) {
      await rename(besidePath, wish.to);
      await syncFolder(dirname(wish.to));
    } else if (!(await moveWithoutReplacing(besidePath, wish.to))) {
      throw new DiskTrouble({ code: 'disk-error', path: wish.to, detail: 'EEXIST' });
    }
    return 'copied';
  } finally {
    await rm(besidePath, { force: true });
  }
}

/** @returns the hash of what was read; `undefined` when it was stopped */
async function copyBytes(
  { from, signal, onBytes }: CopyWish,
  to: string,
): Promise<string | undefined> {
  const { atime, mtime } = await stat(from);
  const source = await open(from, constants.O_RDONLY | noFollow);
  try {
    const how = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow;
    const target = await open(to, how, 0o644);
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.alloc(chunkBytes);
      for (;;) {
        if (signal.aborted) return undefined;
        const { bytesRead } = await source.read(buffer, 0, chunkBytes);
        if (bytesRead === 0) break;
        const bytes = buffer.subarray(0, bytesRead);
        hash.update(bytes);
        for (let done = 0; done < bytesRead;) {
          done += (await target.write(bytes, done)).bytesWritten;
        }
        onBytes?.(bytesRead);
      }
      await target.utimes(atime, mtime);
      await target.sync();
      return hash.digest('hex');
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
