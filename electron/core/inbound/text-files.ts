import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { isForeignEntry } from '../platform/disk-error.ts';
import { Root } from '../files/root.ts';
import { decodeText, maxFileBytes } from '../intake/file-text.ts';
import { parse } from '../intake/parse.ts';
import { Turns } from '../platform/turns.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { TaskId } from '../../shared/id.ts';

/** Why a file gave no text. */
export type UnreadReason = 'too-long' | 'no-text' | 'not-a-file' | 'not-readable';

/** Endings of files that may hold task ids. */
const endings = ['.txt', '.json', '.jsonl', '.log', '.har', '.csv', '.md'];

/** Whether a file's name says that it is text that may hold task ids. */
export function isTextName(name: string): boolean {
  return endings.some((ending) => name.toLowerCase().endsWith(ending));
}

/**
 * Reads a file that another program named, through `Root`: a regular one, itself and no link, of at most
 * 20 MiB, and within the time that a drive is given. Never rejects.
 * @param path absolute
 */
export async function readNamedFile(path: string): Promise<Outcome<string, UnreadReason>> {
  if (!isAbsolute(path) || path.includes('\0')) return fail('not-readable');
  const whole = resolve(path);
  return readTextIn(new Root(dirname(whole)), basename(whole));
}

/** The same for a name in a folder. */
export async function readTextIn(
  root: Pick<Root, 'readBytes'>,
  name: string,
): Promise<Outcome<string, UnreadReason>> {
  try {
    const bytes = await root.readBytes(name, maxFileBytes);
    if (bytes === undefined) return fail('not-readable');
    const text = decodeText(bytes);
    return text === undefined ? fail('no-text') : succeed(text);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EFBIG')
      return fail('too-long');
    const isForeign = isForeignEntry(error);
    return fail(isForeign ? 'not-a-file' : 'not-readable');
  }
}

/** The ids in a text, each once, with pauses for everything else that the process does. */
export async function idsIn(text: string): Promise<readonly TaskId[]> {
  const ids = new Set<TaskId>();
  const turns = new Turns();
  for (const line of parse(text)) {
    if (turns.isOver) await turns.next();
    for (const id of line?.ids ?? []) ids.add(id);
  }
  return [...ids];
}
