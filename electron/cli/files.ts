import { randomUUID } from 'node:crypto';
import { lstat, open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { decodeText, maxFileBytes } from '../core/intake/file-text.ts';
import { fail, succeed, type Outcome } from '../shared/outcome.ts';
import type { OutputFile } from './ports.ts';

// What the user names at the shell is opened as by any tool of the shell: links are followed, and pipes read.

/** Reads chunks up to the bound. @returns `undefined` beyond it */
async function readBounded(chunks: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxFileBytes) return undefined;
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}

/**
 * Reads the text that ids are looked for in.
 * @param path `-` stands for `input`
 * @returns a sentence where it cannot be read
 */
export async function readTextFile(
  path: string,
  input: AsyncIterable<Buffer>,
): Promise<Outcome<string, string>> {
  const name = path === '-' ? 'Standard input' : `“${path}”`;
  let file: FileHandle | undefined;
  try {
    file = path === '-' ? undefined : await open(resolve(path));
    const chunks = file?.createReadStream({ autoClose: false }) ?? input;
    const bytes = await readBounded(chunks as AsyncIterable<Buffer>); // no encoding was set
    if (bytes === undefined) return fail(`${name} was not read: it has more than 20 MiB.`);
    const text = decodeText(bytes);
    return text === undefined
      ? fail(`${name} was not read: it does not hold text.`)
      : succeed(text);
  } catch (error) {
    return fail(`${name} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`);
  } finally {
    await file?.close();
  }
}

/** What really lies at a path; `undefined` for nothing. */
async function factsAt(path: string) {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}

/** Says of a file that it was not written, and why. */
async function named<T>(asked: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`“${asked}” cannot be written: ${why}. Name another file with --output.`, {
      cause: error,
    });
  }
}

/**
 * Opens a file to be written. A regular one is replaced in one step at the end; a pipe or a device is written
 * to as it is.
 * @throws an error that names the file, for the user
 */
export async function openOutputFile(asked: string): Promise<OutputFile> {
  const file = await named(asked, () => openOutput(asked));
  return {
    write: (text) => named(asked, () => file.write(text)),
    finish: () => named(asked, () => file.finish()),
    drop: () => file.drop(),
  };
}

async function openOutput(asked: string): Promise<OutputFile> {
  const absolute = resolve(asked);
  const path =
    (await factsAt(absolute))?.isSymbolicLink() === true ? await realpath(absolute) : absolute;
  const facts = await factsAt(path);
  if (facts !== undefined && !facts.isFile()) {
    const device = await open(path, 'w');
    return {
      write: (text) => device.writeFile(text),
      finish: () => device.close(),
      drop: () => device.close(),
    };
  }
  const temporary = join(dirname(path), `.reelkeep-${randomUUID()}.tmp`);
  const file = await open(temporary, 'wx', 0o600);
  return {
    write: (text) => file.writeFile(text),
    finish: async () => {
      if (facts !== undefined) await file.chmod(facts.mode & 0o777);
      await file.sync();
      await file.close();
      await rename(temporary, path);
    },
    drop: async () => {
      await file.close();
      await rm(temporary, { force: true });
    },
  };
}
