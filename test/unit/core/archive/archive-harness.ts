import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Archive, type ArchiveOptions } from '../../../../electron/core/archive/archive.ts';
import type { Sidecar } from '../../../../electron/core/archive/metadata/sidecar-types.ts';
import { checkMediaFile } from '../../../../electron/core/media/media-check.ts';
import type { DiskFailure } from '../../../../electron/shared/failure.ts';
import type { Outcome } from '../../../../electron/shared/outcome.ts';
import type { ArchivedFile, FileRole, ProvenMedia } from '../../../../electron/shared/task.ts';
import { fixtureFolder } from '../../../fake/provider/fixture.ts';

export const taskId = '7d2c58e1-4f6a-4c0e-9b3d-1a2b3c4d5e6f';
export const atMs = new Date(2026, 10, 22, 12).getTime();
export const base = '2026/11/2026-11-22 golden retriever [7d2c58e1]';

/** Whether the system has coreutils. On Windows it may, but the odd names cannot be made there. */
export const hasSha256sum =
  process.platform !== 'win32' && spawnSync('sha256sum', ['--version']).status === 0;

/**
 * The files of a folder that its manifest has, each with the hash that it has there; read without Reelkeep's own
 * reader, and with coreutils besides where there are some.
 */
export async function verifiedByManifest(folder: string): Promise<readonly string[]> {
  const name = 'manifest-sha256.txt';
  const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
  if (lines.pop() !== '') throw new Error('The last line has no end.');
  const names = lines.map((line) => {
    const [, sha256 = '', file = ''] = /^([0-9a-f]{64}) {2}([^\\/]+)$/.exec(line) ?? [];
    const bytes = readFileSync(join(folder, file));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(line);
    return file;
  });
  if (hasSha256sum) execFileSync('sha256sum', ['-c', '--strict', name], { cwd: folder });
  return names;
}

/** A good outcome's value; anything else fails the test. */
export function valueOf<T>(outcome: Outcome<T, DiskFailure>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

export function fixtureBytes(name: string): Promise<Buffer> {
  return readFile(`${fixtureFolder}/media/${name}`);
}

/** What the downloader would have proven of a fixture. */
export async function aProof(name = 'tide.mp4'): Promise<ProvenMedia> {
  const bytes = await fixtureBytes(name);
  const isVideo = name.endsWith('mp4');
  return {
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    extension: isVideo ? 'mp4' : 'jpg',
    mimeType: isVideo ? 'video/mp4' : 'image/jpeg',
    width: 640,
    height: 360,
    ...(isVideo ? { durationMs: 5000 } : {}),
  };
}

export function aSidecar(sidecar: Partial<Sidecar> = {}): Sidecar {
  return {
    appVersion: '0.1.0',
    taskId,
    endpoint: 'runway',
    provider: 'kie',
    host: 'api.kie.ai',
    accountName: 'Work',
    files: [],
    addedAtMs: Date.UTC(2026, 10, 22, 10),
    archivedAtMs: Date.UTC(2026, 10, 22, 10, 5),
    tags: [],
    notes: '',
    ...sidecar,
  };
}

/** An archive in a folder of its own. */
export class ArchiveHarness {
  readonly folder: string;
  readonly root: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.root = join(folder, 'Reelkeep');
  }

  static async make(): Promise<ArchiveHarness> {
    return new ArchiveHarness(await mkdtemp(join(tmpdir(), 'reelkeep-archive-')));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  tryOpen(options: Partial<ArchiveOptions> = {}): Promise<Outcome<Archive, DiskFailure>> {
    return Archive.open(this.root, { probe: checkMediaFile, ...options });
  }

  async open(options: Partial<ArchiveOptions> = {}): Promise<Archive> {
    return valueOf(await this.tryOpen(options));
  }

  path(relative: string): string {
    return join(this.root, ...relative.split('/'));
  }

  /** Puts bytes anywhere in the archive, as a crash or a person might have. */
  async put(relative: string, bytes: Uint8Array | string): Promise<void> {
    await mkdir(dirname(this.path(relative)), { recursive: true });
    await writeFile(this.path(relative), bytes);
  }

  /** A part as a transfer leaves it. */
  async putPart(role: FileRole = 'video', name = 'tide.mp4'): Promise<void> {
    const part = `${base}${role === 'video' ? '.mp4' : '.jpg'}.part`;
    await this.put(part, await fixtureBytes(name));
    await this.put(`${part}.json`, '{}');
  }

  /** A video that is kept already. */
  async keepVideo(archive: Archive): Promise<ArchivedFile> {
    await this.putPart();
    return valueOf(await archive.commit(base, 'video', await aProof()));
  }

  /** Names in the month's folder, less the common beginning. */
  async names(): Promise<string[]> {
    const names = await readdir(this.path('2026/11'));
    return names.map((name) => name.replace('2026-11-22 golden retriever [7d2c58e1]', '…')).sort();
  }

  read(relative: string): Promise<string> {
    return readFile(this.path(relative), 'utf8');
  }
}
