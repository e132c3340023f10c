import type { DiskFailure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask, Task } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Archive } from '../../archive/archive.ts';
import { manifestLine, manifestLines } from '../../archive/metadata/manifest.ts';
import { folderOf } from '../../archive/naming/archive-path.ts';
import { MovedFileFinder, verifyFile, type ReadOptions } from '../../archive/verify.ts';
import { readSidecarFile } from '../../archive/metadata/sidecar-file.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TaskUpdater } from '../../library/task-updater.ts';
import type { FileIndex } from './file-index.ts';
import { matchesTask, type SidecarWriter } from '../../library/sidecar-writer.ts';

/** What a check makes of a task. `skipped`: it was stopped, or nothing can be said right now. */
export type TaskStatus = 'good' | 'moved' | 'missing' | 'damaged' | 'skipped';

/** What the check of a task needs. */
export interface TaskCheckOptions {
  readonly archive: Archive;
  readonly reading: ReadOptions;
  readonly tasks: TaskUpdater;
  /** Of the tasks of the ledger; built when first a file is missing. */
  readonly files: Pick<FileIndex, 'build' | 'listers'>;
  readonly sidecars: SidecarWriter;
  readonly clock: Clock;
}

/** Lines of manifests that are remembered: far more than an archive has files. */
const maxLines = 1_000_000;

/** A file, and where it lies if not where the ledger says. */
interface Finding {
  readonly file: ArchivedFile;
  readonly verdict: 'good' | 'moved' | 'missing' | 'damaged';
  readonly path: string;
}

/** Reads archived tasks again, file by file, and sets right what the archive shows. */
export class TaskCheck {
  readonly #options: TaskCheckOptions;
  readonly #finder: MovedFileFinder;
  /** Where missing files were found. */
  readonly #found = new Set<string>();
  readonly #manifests = new Map<string, ReadonlySet<string>>();

  constructor(options: TaskCheckOptions) {
    this.#options = options;
    this.#finder = new MovedFileFinder(options.archive.root, options.reading);
  }

  /**
   * Checks a task, and keeps in the ledger what it finds: files that were moved are taken up at their
   * new place; sidecar and manifest are written again where they say something else.
   * @returns `folder-missing` when the drive is gone: nothing is missing then; or a disk failure
   */
  async check(id: TaskId): Promise<Outcome<TaskStatus, DiskFailure>> {
    const { archive, tasks } = this.#options;
    const task = tasks.get(id);
    if (task?.state !== 'archived' || task.archiveId !== archive.id) return succeed('skipped');
    const findings = await this.#findings(task);
    const isBad = findings?.some(({ verdict }) => verdict !== 'good');
    // An unplugged drive looks like missing files.
    const isHere = isBad === false ? succeed(undefined) : await archive.check();
    if (!isHere.ok) return isHere;
    const now = tasks.get(id);
    const isSame = now?.state === 'archived' && now.files === task.files;
    if (findings === undefined || !isSame) return succeed('skipped');
    const bad = findings.filter(({ verdict }) => verdict === 'missing' || verdict === 'damaged');
    if (bad.length > 0) return succeed(this.#damaged(id, bad));
    const isMoved = findings.some(({ verdict }) => verdict === 'moved');
    const settled = isMoved ? await this.#relocate(now, findings) : await this.#mend(now);
    if (!settled.ok) return settled;
    tasks.apply(id, { type: 'checked' });
    return succeed(isMoved ? 'moved' : 'good');
  }

  async #findings(task: ArchivedTask): Promise<readonly Finding[] | undefined> {
    const { archive, reading } = this.#options;
    const findings: Finding[] = [];
    for (const file of task.files) {
      const verdict = await verifyFile(archive.root, file, reading);
      if (verdict === undefined || verdict === 'unreadable') return undefined;
      const place = verdict === 'missing' ? await this.#placeOf(file) : undefined;
      if (reading.signal.aborted) return undefined;
      findings.push({
        file,
        verdict: place === undefined ? verdict : 'moved',
        path: place ?? file.path,
      });
    }
    return findings;
  }

  /** Where a missing file lies now. Another task's file is that task's, though the bytes be the same. */
  async #placeOf(file: ArchivedFile): Promise<string | undefined> {
    const { files } = this.#options;
    await files.build();
    const place = await this.#finder.find(
      file,
      (path) => this.#found.has(path) || files.listers(path).some((task) => hasFile(task, path)),
    );
    if (place !== undefined) this.#found.add(place);
    return place;
  }

  #damaged(id: TaskId, bad: readonly Finding[]): 'missing' | 'damaged' {
    const { tasks, clock } = this.#options;
    const kind = bad.some(({ verdict }) => verdict === 'damaged') ? 'damaged' : 'missing';
    const paths = bad.map(({ file }) => file.path);
    tasks.apply(id, { type: 'checked', damage: { kind, paths, foundAtMs: clock.now() } });
    return kind;
  }

  /** The archive is the truth: a file that lies elsewhere lies there from now on. */
  async #relocate(
    task: ArchivedTask,
    findings: readonly Finding[],
  ): Promise<Outcome<undefined, DiskFailure>> {
    const { archive, tasks, sidecars } = this.#options;
    const files = findings.map(({ file, path }) => ({ ...file, path }));
    const leader = files.find(({ role }) => role === 'video') ?? files[0];
    const former = task.files.find(({ role }) => role === 'video') ?? task.files[0];
    const { reservedPath } = task;
    if (leader === undefined || reservedPath === undefined) return succeed(undefined);
    // The sidecar goes where the video is: together they are what can be moved, and read elsewhere.
    const base = leader.path === former?.path ? reservedPath : leader.path.replace(/\.[^./]+$/, '');
    const written = await sidecars.write(archive, task.id, { base, files });
    if (!written.ok) return written;
    const gone = findings.filter(({ verdict }) => verdict === 'moved').map(({ file }) => file.path);
    const unlisted = await archive.unlist(gone);
    if (!unlisted.ok) return unlisted;
    archive.release(reservedPath);
    archive.registerExisting([base]);
    const archiveId = archive.id;
    tasks.apply(task.id, { type: 'relocated', reservedPath: base, archiveId, files });
    const refused = tasks.flush();
    return refused === undefined ? succeed(undefined) : fail(refused);
  }

  /** Sidecar and manifest, as far as they are not what they should be. */
  async #mend(task: ArchivedTask): Promise<Outcome<undefined, DiskFailure>> {
    const { archive, tasks, sidecars } = this.#options;
    const base = task.reservedPath ?? '';
    const sidecar = await readSidecarFile(archive.root, base);
    const isTold = sidecar !== undefined && matchesTask(sidecar, task);
    const now = tasks.get(task.id);
    const isUntouched = now?.tags === task.tags && now?.notes === task.notes;
    // While the sidecar was read, the user may have written something newer.
    if (isTold && isUntouched && now?.isSidecarBehind === undefined) {
      // Manual edits of a sidecar win; missing or unreadable fields are ignored.
      const tags = sidecar.tags.length > 0 ? sidecar.tags : (task.tags ?? []);
      const notes = sidecar.notes || (task.notes ?? '');
      tasks.apply(task.id, { type: 'annotated', tags, notes, isFromSidecar: true });
      const isWritten = tags.length === sidecar.tags.length && notes === sidecar.notes;
      if (!isWritten) return sidecars.write(archive, task.id);
    }
    const isListed = await this.#isListed(task.files);
    if (isTold && isListed && task.isSidecarBehind === undefined) return succeed(undefined);
    return sidecars.write(archive, task.id);
  }

  async #isListed(files: readonly ArchivedFile[]): Promise<boolean> {
    for (const { path, sha256 } of files) {
      const folder = folderOf(path);
      const name = path.slice(folder === '' ? 0 : folder.length + 1);
      const lines = this.#manifests.get(folder) ?? (await this.#linesOf(folder));
      if (!lines.has(manifestLine({ name, sha256 }))) return false;
    }
    return true;
  }

  /** A manifest's lines; those read the longest ago are forgotten when there are very many. */
  async #linesOf(folder: string): Promise<ReadonlySet<string>> {
    const { root } = this.#options.archive;
    const lines = await manifestLines(root, folder).catch(() => new Set<string>());
    this.#manifests.set(folder, lines);
    let count = 0;
    for (const each of this.#manifests.values()) count += each.size;
    for (const [oldest, { size }] of this.#manifests) {
      if (count <= maxLines || oldest === folder) break;
      this.#manifests.delete(oldest);
      count -= size;
    }
    return lines;
  }
}

function hasFile(task: Task, wanted: string): boolean {
  return task.state === 'archived' && task.files.some(({ path }) => path === wanted);
}
