import { m } from '../../../electron/shared/messages/catalogue.ts';
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

/** More is not a list of ids but an archive of something; `find` takes no more either. */
const mebibyte = 1024 * 1024;
const maxBytes = 20 * mebibyte;

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
  const words = m.add.files;
  return {
    sentence: fileName === undefined ? words.noIdInText : words.noIdIn(fileName),
    remedy: words.noIdRemedy,
  };
}

function refusalOf({ name, size }: DroppedFile): Words | undefined {
  const words = m.add.files;
  const isKnown = endings.some((ending) => name.toLowerCase().endsWith(ending));
  if (!isKnown) return { sentence: words.unknownKind(name), remedy: words.unknownKindRemedy };
  if (size <= maxBytes) return undefined;
  return {
    sentence: words.tooLarge(name, Math.ceil(size / mebibyte), maxBytes / mebibyte),
    remedy: words.tooLargeRemedy,
  };
}

function notText(name: string): Words {
  return { sentence: m.add.files.notText(name), remedy: m.add.files.notTextRemedy };
}

function unreadable(name: string, error: unknown): Words {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    sentence: m.add.files.unreadable(name, detail),
    remedy: m.add.files.unreadableRemedy,
  };
}

/** UTF-8, or UTF-16 as Windows writes it: with a byte order mark. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
