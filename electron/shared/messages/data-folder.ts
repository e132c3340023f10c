import type { DataFolderTrouble } from '../data-folder-trouble.ts';
import { m, type Messages } from './catalogue.ts';

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
