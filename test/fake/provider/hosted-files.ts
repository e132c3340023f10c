import { extname } from 'node:path';
import type { Ids } from './ids.ts';
import { type Media, createMedia, readMedia } from './media.ts';
import type { FileRole, Via } from './request-log.ts';

/** A link of `download-url` lives this long (documented). */
export const downloadLinkLifeMs = 20 * 60 * 1000;

/** A file at one address. */
export interface HostedFile {
  readonly path: string;
  readonly media: Media;
  readonly role: FileRole;
  readonly via: Via;
  readonly taskId: string | undefined;
  /** From this moment on the address answers `goneStatus`. */
  goneAtMs: number;
  goneStatus: number;
  /** Whether `download-url` still makes a link of it. */
  isConvertible: boolean;
}

interface Publication {
  readonly path: string;
  readonly name: string;
  readonly role: FileRole;
  readonly goneAtMs: number;
  readonly via?: Via;
  readonly taskId?: string;
}

/** The files that one provider hosts, by path. */
export class HostedFiles {
  readonly #media = new Map<string, Media>();
  readonly #files = new Map<string, HostedFile>();

  /** Makes a file of a test's own known by its name, which may hide one of the fixtures. */
  add(name: string, bytes: Uint8Array): void {
    this.#media.set(name, createMedia(name, bytes));
  }

  media(name: string): Media {
    const known = this.#media.get(name);
    if (known !== undefined) return known;
    const read = readMedia(name);
    this.#media.set(name, read);
    return read;
  }

  publish({ path, name, role, goneAtMs, via = 'direct', taskId }: Publication): HostedFile {
    const media = this.media(name);
    const goneStatus = via === 'direct' ? 404 : 403;
    const isConvertible = via === 'direct';
    const file = { path, media, role, via, taskId, goneAtMs, goneStatus, isConvertible };
    this.#files.set(path, file);
    return file;
  }

  /** A link of 20 minutes to a file that is hosted here; `undefined` for any other address. */
  convert(path: string, ids: Ids, nowMs: number): HostedFile | undefined {
    const file = this.#files.get(path);
    if (file?.isConvertible !== true) return undefined;
    return this.publish({
      path: `/files/d/${ids.hex()}${extname(path)}`,
      name: file.media.name,
      role: file.role,
      goneAtMs: nowMs + downloadLinkLifeMs,
      via: 'download-url',
      ...(file.taskId === undefined ? {} : { taskId: file.taskId }),
    });
  }

  find(path: string): HostedFile | undefined {
    return this.#files.get(path);
  }

  /** The direct addresses that a task's records have named so far. */
  ofTask(taskId: string): HostedFile[] {
    return [...this.#files.values()].filter(
      (file) => file.taskId === taskId && file.via === 'direct',
    );
  }
}
