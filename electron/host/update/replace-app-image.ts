import { chmod, copyFile, link, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../core/platform/disk-error.ts';
import type { FeedFile } from '../../core/update/feed.ts';
import type { InstallEnd } from '../../core/update/ports.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';
import { isProven } from './fetch-file.ts';
import { shellQuoted } from './package-commands.ts';

/** What stands beside an AppImage while it is replaced: the new one before, the old one after. */
function besideOf(path: string): { readonly next: string; readonly previous: string } {
  const [folder, name] = [dirname(path), basename(path)];
  return { next: join(folder, `.${name}.next`), previous: join(folder, `${name}.previous`) };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch {
    // Not every file system syncs a folder.
  } finally {
    await handle.close();
  }
}

/** Keeps the old one under another name: the same file, or a copy where there are no links. */
async function keepOld(path: string, previous: string): Promise<void> {
  await rm(previous, { force: true });
  await link(path, previous).catch(() => copyFile(path, previous));
}

/** The system's error on the way, as a failure. */
function failureOf(error: unknown, folder: string, file: FeedFile): UpdateFailure {
  const code = errnoOf(error);
  if (code === undefined) throw error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { code: 'disk-full', folder, neededBytes: file.sizeBytes };
  return { code: 'disk', folder, detail: code };
}

const notOurs: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Puts a proven file in the place of the AppImage that runs. The new one is whole and on the disk, in the same
 * folder, before one rename makes it the app: whenever this is cut off, an app that works lies there. The old one
 * is kept beside it until the new one has run.
 * @param from absolute path of the proven file
 * @param appImage absolute path of what the user starts
 */
export async function replaceAppImage(
  from: string,
  appImage: string,
  file: FeedFile,
): Promise<Outcome<InstallEnd, UpdateFailure>> {
  const path = await realpath(appImage).catch(() => appImage);
  const { next, previous } = besideOf(path);
  try {
    await rm(next, { force: true });
    await copyFile(from, next);
    await chmod(next, 0o755);
    await flush(next);
    if (!(await isProven(next, file))) {
      await rm(next, { force: true });
      return fail({ code: 'wrong-hash' });
    }
    await keepOld(path, previous);
    await rename(next, path);
    await flush(dirname(path));
    return succeed({ kind: 'installed' });
  } catch (error) {
    await rm(next, { force: true }).catch(() => undefined);
    if (!notOurs.has(errnoOf(error))) return fail(failureOf(error, dirname(path), file));
    const command = `sudo install -m 755 ${shellQuoted(from)} ${shellQuoted(path)}`;
    return succeed({ kind: 'by-hand', path: from, command });
  }
}

/** The new AppImage runs: the old one goes. Never rejects. */
export async function dropOldAppImage(appImage: string): Promise<void> {
  const path = await realpath(appImage).catch(() => appImage);
  const { next, previous } = besideOf(path);
  for (const each of [next, previous]) await rm(each, { force: true }).catch(() => undefined);
}
