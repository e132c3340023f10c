import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmod,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixtureFolder } from '../../fake/provider/fixture.ts';

/** What an attacker, or an accident, puts under a name of Reelkeep's. */
export type Plant = (path: string, outside: Outside) => Promise<void>;

/** A folder beside the archive that is nobody's business: whatever happens, it stays as it is. */
export class Outside {
  readonly folder: string;
  #before = '';
  #pipes: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes what a link may lead to: a text, a folder, and a film with the very bytes of an archived one. */
  async fill(): Promise<void> {
    await mkdir(join(this.folder, 'folder/2026/11'), { recursive: true });
    await writeFile(join(this.folder, 'secret.txt'), 'secret');
    await writeFile(join(this.folder, 'folder/letter.txt'), 'mine');
    await cp(join(fixtureFolder, 'media/aurora.mp4'), join(this.folder, 'film.mp4'));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Makes a pipe. Made many at a time: only a program can, and starting one costs. */
  async aPipe(): Promise<string> {
    if (this.#pipes.length === 0) {
      const folder = await mkdtemp(`${this.folder}-pipes-`);
      this.#pipes = Array.from({ length: 32 }, (_, index) => join(folder, String(index)));
      execFileSync('mkfifo', this.#pipes);
    }
    return this.#pipes.pop() ?? '';
  }

  /** Remembers how it is, once everything is planted. */
  async remember(): Promise<void> {
    this.#before = await this.#look();
  }

  /** What has changed: nothing, or how it was and how it is. */
  async changes(): Promise<readonly string[]> {
    const now = await this.#look();
    return now === this.#before ? [] : [this.#before, now];
  }

  async #look(): Promise<string> {
    const lines: string[] = [];
    for (const entry of await readdir(this.folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const { mode, size } = await stat(path);
      const bytes = entry.isFile() ? await readFile(path) : '';
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      lines.push([path, mode, entry.isFile() ? size : '', sha256].join(' '));
    }
    return lines.sort().join('\n');
  }
}

async function clear(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
}

function linkTo(name: string): Plant {
  return async (path, outside) => {
    await clear(path);
    await symlink(outside.path(name), path);
  };
}

function hardLinkTo(name: string): Plant {
  return async (path, outside) => {
    await clear(path);
    await link(outside.path(name), path);
  };
}

async function aSocket(path: string): Promise<void> {
  await clear(path);
  const name = `reelkeep-socket-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const short = join(tmpdir(), name); // such a path must be short: unix(7)
  const server = createServer().listen(short);
  await once(server, 'listening');
  await rename(short, path);
  server.close();
  await once(server, 'close');
}

/** Every kind of thing, by what it is. */
export const plants: { readonly [name: string]: Plant } = {
  'a link to a text outside': linkTo('secret.txt'),
  'a link to a film outside': linkTo('film.mp4'),
  'a link to nothing outside': linkTo('not-there.mp4'),
  'a link to a folder outside': linkTo('folder'),
  'a link to itself': async (path) => {
    await clear(path);
    await symlink(path, path);
  },
  'a pipe': async (path, outside) => {
    await clear(path);
    await rename(await outside.aPipe(), path);
  },
  'a socket': aSocket,
  'a folder': async (path) => {
    await clear(path);
    await mkdir(path);
  },
  'a folder with a file': async (path) => {
    await clear(path);
    await mkdir(path);
    await writeFile(join(path, 'mine.txt'), 'mine');
  },
  'a file that nobody may read': async (path) => {
    await clear(path);
    await writeFile(path, 'unreadable');
    await chmod(path, 0);
  },
  'a second name of a text outside': hardLinkTo('secret.txt'),
  'a second name of a film outside': hardLinkTo('film.mp4'),
};
