/** What statfs(2) says of a file system, as far as it matters here. */
export interface SpaceFacts {
  /** Bytes of one block. */
  readonly bsize: number;
  /** All there are. */
  readonly blocks: number;
  /** Free for others than root. */
  readonly bavail: number;
}

/**
 * Bytes free for this user, of what statfs(2) says. Network, FUSE and memory file systems have no number of
 * blocks (0 of 0), or numbers that cannot be: no information is not a full disk.
 * @returns `undefined` where the numbers say nothing
 */
export function freeBytesOf({ bsize, blocks, bavail }: SpaceFacts): number | undefined {
  const isPossible = bsize > 0 && blocks > 0 && bavail >= 0 && bavail <= blocks;
  const freeBytes = bavail * bsize;
  return isPossible && Number.isFinite(freeBytes) ? freeBytes : undefined;
}
