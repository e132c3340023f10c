import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function filesBelow(folder: string, ending: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((path) => path.endsWith(ending)).map((path) => join(folder, path));
}

/** Video and size of each archived task, by its id, as the sidecars in the archive tell. */
export async function readArchive(archive: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const path of await filesBelow(archive, '.json')) {
    const sidecar = JSON.parse(await readFile(path, 'utf8')) as {
      taskId?: string;
      files?: { role: string; name: string; sizeBytes: number }[];
    };
    const video = sidecar.files?.find(({ role }) => role === 'video');
    if (sidecar.taskId === undefined || video === undefined) continue;
    found.set(sidecar.taskId, `${video.name} (${Math.ceil(video.sizeBytes / 1024)} KiB)`);
  }
  return found;
}

/** Verifies every month with `sha256sum -c`, without any of Reelkeep's own code. */
export async function verifyManifests(archive: string): Promise<boolean> {
  const manifests = await filesBelow(archive, 'manifest-sha256.txt');
  let isVerified = manifests.length > 0;
  for (const manifest of manifests) {
    const folder = dirname(manifest);
    console.log(`\n$ cd ${folder} && sha256sum -c ${basename(manifest)}`);
    try {
      const { stdout } = await run('sha256sum', ['-c', basename(manifest)], { cwd: folder });
      process.stdout.write(stdout);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      isVerified = false;
    }
  }
  return isVerified;
}
