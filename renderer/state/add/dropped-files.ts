import type { Words } from '../../../electron/shared/messages/words.ts';

/** A text to look for task ids in, and the file that it came from, if any. */
export interface Source {
  readonly text: string;
  readonly fileName?: string;
}

/** What became of dropped files: the texts in them, and why others were not read. */
export interface FilesRead {
  readonly sources: readonly Source[];
  readonly problems: readonly Words[];
}

/** What reading needs of a `File`. */
export type DroppedFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

const endings = ['.txt', '.json', '.log', '.har', '.csv'];
const endingsInWords = '.txt, .json, .log, .har and .csv files';

/** More is not a list of ids but an archive of something; `find` takes no more either. */
const maxBytes = 20 * 1024 * 1024;

/** Reads dropped files one by one. A file that cannot be read does not stand in the way of the others. */
export async function readFiles(files: readonly DroppedFile[]): Promise<FilesRead> {
  const sources: Source[] = [];
  const problems: Words[] = [];
  for (const file of files) {
    const refusal = refusalOf(file);
    if (refusal !== undefined) {
      problems.push(refusal);
      continue;
    }
    try {
      const text = decode(new Uint8Array(await file.arrayBuffer()));
      if (text.includes('\0')) problems.push(notText(file.name));
      else sources.push({ text, fileName: file.name });
    } catch (error) {
      problems.push(unreadable(file.name, error));
    }
  }
  return { sources, problems };
}

/** What is said of a text without a task id. */
export function noIdIn({ fileName }: Source): Words {
  return {
    sentence:
      fileName === undefined
        ? 'The pasted text holds no task ID.'
        : `“${fileName}” holds no task ID.`,
    remedy:
      'Reelkeep looks for task-ID fields such as taskId, and for UUIDs and 32 hex digits that stand alone. Paste the ID itself if you know it.',
  };
}

function refusalOf({ name, size }: DroppedFile): Words | undefined {
  const isKnown = endings.some((ending) => name.toLowerCase().endsWith(ending));
  if (!isKnown) {
    return {
      sentence: `“${name}” was not read: only ${endingsInWords} are.`,
      remedy: 'Save what it holds as one of these, or paste the text here.',
    };
  }
  if (size <= maxBytes) return undefined;
  return {
    sentence: `“${name}” was not read: it has ${Math.ceil(size / 1024 / 1024).toLocaleString('en')} MB, and 20 MB is the most.`,
    remedy: 'Drop or paste only the part with the task IDs.',
  };
}

function notText(name: string): Words {
  return {
    sentence: `“${name}” was not read: it does not hold text.`,
    remedy: 'Open it in the program that made it, and copy the task IDs from there.',
  };
}

function unreadable(name: string, error: unknown): Words {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    sentence: `“${name}” could not be read (${detail}).`,
    remedy: 'Check that it is a file that you may open, and drop it again.',
  };
}

/** UTF-8, or UTF-16 as Windows writes it: with a byte order mark. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
