import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { expect } from 'vitest';
import { readSidecar } from '../../electron/core/archive/metadata/sidecar.ts';
import { Root } from '../../electron/core/files/root.ts';
import { checkMediaFile } from '../../electron/core/media/media-check.ts';
import { isUnfinished, type ArchivedFile, type Task } from '../../electron/shared/task.ts';
import type { Bench } from './bench.ts';

/** How many requests a case may cost, for each of its tasks. */
export interface Budget {
  /** Calls of the provider's API, beside those that the passing of time makes due. */
  readonly calls: number;
  /** Requests for files. */
  readonly files: number;
}

/** Every task comes into the archive by itself, and all is as it must be. */
export async function expectAllArchived(bench: Bench, budget: Budget): Promise<void> {
  const holds = () => bench.tasks().every(({ state }) => state === 'archived');
  await bench.hurryUntil(holds, 'archived by itself');
  // A picture that comes after its video is on the disk before the ledger knows it.
  await bench.it.core.upkeep.extras.betweenTwo(() => expectInvariants(bench, budget));
}

/** What must be so whatever went wrong. */
export async function expectInvariants(bench: Bench, budget: Budget): Promise<void> {
  const tasks = bench.tasks();
  const paths = await filesBelow(bench.archive);
  await expectFinalNames(bench, tasks, paths);
  await expectManifests(bench, paths);
  if (!tasks.some(isUnfinished)) await expectOwnedParts(bench, tasks, paths);
  await expectNothingOutside(bench);
  expectRequests(bench, budget);
  expect(bench.errors).toEqual([]);
  for (const { hindrance } of tasks) expect(hindrance?.code).not.toBe('internal-error');
}

async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function filesOf(task: Task): readonly ArchivedFile[] {
  const files = task.state === 'archived' ? task.files : [];
  const { thumbnail } = task;
  const isListed = thumbnail === undefined || files.some(({ path }) => path === thumbnail.path);
  return isListed ? files : [...files, thumbnail];
}

/** The files of several results, some of which were lost: the sidecar knows the others. */
async function keptOfLost(root: string, task: Task): Promise<readonly ArchivedFile[]> {
  if (task.state !== 'lost' || task.reservedPath === undefined) return [];
  const path = `${task.reservedPath}.json`;
  const text = await readFile(join(root, path), 'utf8').catch(() => '');
  return readSidecar(text, dirname(path))?.files ?? [];
}

/** Every final name is a proven file that the ledger knows; of an archived task, the sidecar too. */
async function expectFinalNames(
  bench: Bench,
  tasks: readonly Task[],
  paths: readonly string[],
): Promise<void> {
  const root = bench.archive;
  const kept = await Promise.all(tasks.map((task) => keptOfLost(root, task)));
  const listed = [...tasks.flatMap(filesOf), ...kept.flat()];
  const known = new Map(listed.map((file) => [file.path, file]));
  const media = paths.filter((path) => /\.(?:mp4|mov|webm|jpg|png|webp|gif)$/.test(path));
  // Of several results the first ones may be there already; the ledger hears of them all together.
  const early = media.filter(
    (path) => !known.has(path) && tasks.some((task) => isComing(task, path)),
  );
  for (const path of early) await expectWhole(root, path);
  expect(media.filter((path) => !early.includes(path))).toEqual([...known.keys()].sort());
  for (const [path, file] of known) {
    const bytes = await readFile(join(root, path));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect({ path, sizeBytes: bytes.length, sha256 }).toEqual({
      path,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
    });
    await expectWhole(root, path);
  }
  for (const task of tasks) if (task.state === 'archived') await expectSidecar(root, task);
}

function isComing(task: Task, path: string): boolean {
  return isUnfinished(task) && path.startsWith(task.reservedPath ?? path + path);
}

async function expectWhole(root: string, path: string): Promise<void> {
  const kind = /\.(?:mp4|mov|webm)$/.test(path) ? 'video' : 'image';
  expect(await checkMediaFile(new Root(root), path, kind)).toMatchObject({ ok: true });
}

async function expectSidecar(root: string, task: Task): Promise<void> {
  const path = `${task.reservedPath ?? ''}.json`;
  const sidecar = readSidecar(await readFile(join(root, path), 'utf8'), dirname(path));
  expect(sidecar?.taskId).toBe(task.id);
  const listed = (sidecar?.files ?? []).map(({ path: file, sha256 }) => [file, sha256]);
  expect(listed).toEqual(filesOf(task).map(({ path: file, sha256 }) => [file, sha256]));
  const manifest = await readFile(join(root, dirname(path), 'manifest-sha256.txt'), 'utf8');
  for (const { path: file, sha256 } of filesOf(task)) {
    expect(manifest.split('\n')).toContain(`${sha256}  ${basename(file)}`);
  }
}

/** What `sha256sum -c --strict` would find: every line is of a file that is there, as it says. */
async function expectManifests(bench: Bench, paths: readonly string[]): Promise<void> {
  const root = bench.archive;
  for (const path of paths.filter((each) => each.endsWith('manifest-sha256.txt'))) {
    const text = await readFile(join(root, path), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.split('\n').slice(0, -1)) {
      const [, sha256, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      const bytes = await readFile(join(root, dirname(path), name ?? line));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  }
}

/** A part belongs to a video that is lost, whose bytes may be all there ever will be; its note is true. */
async function expectOwnedParts(
  bench: Bench,
  tasks: readonly Task[],
  paths: readonly string[],
): Promise<void> {
  expect(paths.filter((path) => path.endsWith('.tmp'))).toEqual([]);
  const lost = tasks.filter(({ state }) => state === 'lost').map((task) => task.reservedPath);
  const isOwned = (path: string) =>
    lost.some((base) => base !== undefined && path.startsWith(base));
  expect(paths.filter((path) => /\.part(?:\.json)?$/.test(path) && !isOwned(path))).toEqual([]);
  for (const path of paths.filter((each) => each.endsWith('.part'))) {
    const bytes = await readFile(join(bench.archive, path));
    const note: unknown = JSON.parse(await readFile(join(bench.archive, `${path}.json`), 'utf8'));
    const provenSha256 = createHash('sha256').update(bytes).digest('hex');
    expect(note).toMatchObject({ provenBytes: bytes.length, provenSha256 });
  }
}

async function expectNothingOutside(bench: Bench): Promise<void> {
  const names = await readdir(bench.folder);
  expect(names.filter((name) => !['archive', 'store'].includes(name))).toEqual([]);
}

/** No task is asked about more often, whatever its state. */
const minBetweenCallsMs = 2000;

/** Nobody is hammered, and the key goes to the provider's API and nowhere else. */
function expectRequests(bench: Bench, budget: Budget): void {
  const { provider } = bench.it;
  const { leaps, walkedMs } = bench.clock.course;
  const maxCalls = budget.calls + leaps + walkedMs / minBetweenCallsMs;
  for (const { id } of bench.tasks()) {
    const asked = provider.requestsOf(id);
    const files = asked.filter(({ endpoint }) => endpoint === 'file').length;
    expect(files).toBeLessThanOrEqual(budget.files);
    expect(asked.length - files).toBeLessThanOrEqual(maxCalls);
  }
  for (const { endpoint, authorization, path, headers } of provider.requests) {
    if (endpoint !== 'file') continue;
    expect(authorization).toBeUndefined();
    expect(path + JSON.stringify(headers)).not.toContain(provider.key);
  }
  for (const host of bench.rawHosts) {
    expect(host.requests.length).toBeLessThanOrEqual(budget.files);
    for (const { head } of host.requests) {
      expect(head).not.toContain(provider.key);
      expect(head).not.toMatch(/^(?:authorization|cookie):/im);
    }
  }
}
