import { m, type Messages } from './catalogue.ts';

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

/** For a shell: one word, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function remedy(trouble: DataFolderTrouble, messages: Messages): string {
  const { folder, path, reason, isOfAnother, user } = trouble;
  const words = messages.start.dataFolder;
  if (reason === 'full') return words.freeSpace;
  if (reason === 'read-only') return words.makeWritable;
  const isAbove = reason === 'not-to-be-made';
  if (user === undefined || (isAbove && isOfAnother)) return words.allow(path);
  const place = quoted(isAbove ? path : folder);
  return isOfAnother
    ? `${words.commandOfAnother}\n\nsudo chown -R ${quoted(user)} ${place}`
    : `${words.command}\n\nchmod -R u+rwX ${place}`;
}

/**
 * The words for a data folder that Reelkeep cannot start with.
 * @param messages what they are said with; absent: the language that is spoken now
 */
export function describeDataFolder(
  trouble: DataFolderTrouble,
  messages: Messages = m,
): DataFolderWords {
  const { quit, dataFolder } = messages.start;
  const { folder, path, reason, detail } = trouble;
  return {
    message: dataFolder.message,
    detail: [
      `${dataFolder.sentence(folder, path, reason)} ${dataFolder.errorCode(detail)}`,
      remedy(trouble, messages),
    ].join('\n\n'),
    button: quit,
  };
}
