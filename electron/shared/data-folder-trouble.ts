/** What keeps Reelkeep from using its own data folder. */
export interface DataFolderTrouble {
  /** Absolute path of the data folder. */
  readonly folder: string;
  /** What of it refuses: the folder, something in it, or the folder above that it cannot be made in. */
  readonly path: string;
  readonly reason:
    'not-writable' | 'not-readable' | 'not-to-be-made' | 'read-only' | 'full' | 'other';
  /** The system's own word, `EACCES`. */
  readonly detail: string;
  /** Whether `path` belongs to another user: the administrator, after a start with sudo. */
  readonly isOfAnother: boolean;
  /** Who uses Reelkeep, by the name or the number that a terminal takes; absent on Windows. */
  readonly user?: string;
}
