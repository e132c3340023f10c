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

/** What is said in a box, and on the terminal. */
export interface DataFolderWords {
  readonly message: string;
  readonly detail: string;
  readonly button: string;
}

const what: { readonly [R in DataFolderTrouble['reason']]: (path: string) => string } = {
  'not-writable': (path) => `${path} cannot be written to`,
  'not-readable': (path) => `${path} cannot be read`,
  'not-to-be-made': (path) => `it is not there, and cannot be made in ${path}`,
  'read-only': (path) => `the disk of ${path} can only be read`,
  full: (path) => `the disk of ${path} is full`,
  other: (path) => `${path} cannot be used`,
};

/** For a shell: one word, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function remedy({ folder, path, reason, isOfAnother, user }: DataFolderTrouble): string {
  if (reason === 'full') return 'Free some space on that disk, then start Reelkeep again.';
  if (reason === 'read-only') {
    return 'Make that disk writable again, then start Reelkeep again.';
  }
  const isAbove = reason === 'not-to-be-made';
  if (user === undefined || (isAbove && isOfAnother)) {
    return `Allow your user to write to ${path}, then start Reelkeep again.`;
  }
  const place = quoted(isAbove ? path : folder);
  const command = isOfAnother
    ? `sudo chown -R ${quoted(user)} ${place}`
    : `chmod -R u+rwX ${place}`;
  const why = isOfAnother
    ? 'It belongs to another user, as after a start with sudo or a restored backup. '
    : '';
  return `${why}To have it back, enter this in a terminal, then start Reelkeep again:\n\n${command}`;
}

/** The words for a data folder that Reelkeep cannot start with. */
export function describeDataFolder(trouble: DataFolderTrouble): DataFolderWords {
  const { folder, path, reason, detail } = trouble;
  const why = `${what[reason](path)} (${detail})`;
  return {
    message: 'Reelkeep cannot use its data folder',
    detail: `Reelkeep keeps its list of videos, its settings and its keys in ${folder}, but ${why}. So it has not started; nothing was changed.\n\n${remedy(trouble)}`,
    button: 'Quit',
  };
}
