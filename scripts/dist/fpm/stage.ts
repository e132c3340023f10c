import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FpmRequest } from './request.ts';

/** Copies everything below a new root, as it will lie on the system, with the usual permissions. */
export function stage(root: string, files: FpmRequest['files']): void {
  for (const [from, to] of files) {
    const isFolder = from.endsWith('/');
    const target = join(root, !isFolder && to.endsWith('/') ? join(to, basename(from)) : to);
    mkdirSync(isFolder ? target : dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  for (const { path, kind, mode } of walk(root)) {
    // What the builder’s temporary folders and umask were must not show.
    if (kind === 'folder') chmodSync(path, 0o755);
    if (kind === 'file') chmodSync(path, (mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

/** Something below a root. */
export interface Entry {
  readonly path: string;
  readonly kind: 'folder' | 'file' | 'other';
  readonly mode: number;
  readonly sizeBytes: number;
}

/** A folder and everything in it, by name, so that nothing depends on how a disk orders them. */
export function* walk(path: string): Generator<Entry> {
  const stats = lstatSync(path);
  const kind = stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other';
  yield { path, kind, mode: stats.mode, sizeBytes: kind === 'file' ? stats.size : 0 };
  if (kind !== 'folder') return;
  for (const name of readdirSync(path).sort()) yield* walk(join(path, name));
}
