import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type { DiskFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { ArchivedFile, FileRole, ProvenMedia } from '../../shared/task.ts';
import { Root } from '../files/root.ts';
import type { Step } from '../files/thread/sequence.ts';
import { diskOutcome } from './disk-outcome.ts';
import { makeRoot, probeBytes } from './make-root.ts';
import { commitPart, removePart, usualCommit } from './commit-part.ts';
import { Manifests, type ManifestsOptions } from './metadata/manifest.ts';
import { readOwnMarker, writeMarker } from './metadata/marker.ts';
import type { NameShape } from './naming/name-shape.ts';
import { PathReservations } from './naming/path-reservations.ts';
import { isFolderInside } from './ownership.ts';
import { choosePartPath, partPaths } from './naming/part-paths.ts';
import { folderOf } from './naming/archive-path.ts';
import { MarkerCheck } from './marker-check.ts';
import { isUntouched, recoverFiles, type MediaProbe, type RecoveredFiles } from './recover.ts';
import { Renames } from './renames.ts';
import type { NameInput } from './naming/render.ts';
import { verifyQuick, type FileStatus } from './verify.ts';
import { writeFirstMetadata, writeMetadata, type MetadataTarget } from './write-metadata.ts';
import { readSidecarFile } from './metadata/sidecar-file.ts';
import type { Sidecar } from './metadata/sidecar-types.ts';
import { defaultTemplate, type Template } from './naming/template.ts';

export type { MediaProbe } from './recover.ts';

/** How an archive is opened. */
export interface ArchiveOptions extends ManifestsOptions {
  /** The id the folder had before. Given, the folder must still have it: no new archive is made there. */
  readonly knownId?: string;
  /** Proves a file by its structure; used by `recover`. */
  readonly probe: MediaProbe;
  /** `false` treats the file system as one without hard links, for tests. */
  readonly hardLinks?: boolean;
}

/**
 * The folder tree with the user's videos: the truth that the ledger is a cache of. Base paths are
 * relative to its root, with `/` and without ending. Nothing outside the root is ever touched.
 */
export class Archive {
  /** The only way to what lies in it. */
  readonly root: Root;
  /** From the marker file; the same wherever the folder is moved. */
  readonly id: string;
  readonly #options: ArchiveOptions;
  /** The steps of bringing files to other names. */
  readonly renames: Renames;
  readonly #marker: MarkerCheck;
  readonly #names: PathReservations;
  readonly #manifests: Manifests;

  private constructor(root: Root, id: string, options: ArchiveOptions) {
    this.root = root;
    this.id = id;
    this.#options = options;
    this.#marker = new MarkerCheck(root, id);
    this.#names = new PathReservations(root);
    this.#manifests = new Manifests(root, options);
    this.renames = new Renames({ root, manifests: this.#manifests });
  }

  /**
   * Opens the folder, and proves that it can be written. Without a known id, folder and marker are made
   * where they are not there; with one, their absence is an unplugged drive.
   * @returns `folder-not-absolute`, `folder-missing`, `marker-unreadable`, `folder-not-writable`, `disk-full`, or `disk-error`
   */
  static async open(path: string, options: ArchiveOptions): Promise<Outcome<Archive, DiskFailure>> {
    if (!isAbsolute(path)) return fail({ code: 'folder-not-absolute', path });
    return diskOutcome(path, async () => {
      const { knownId, hardLinks = true } = options;
      const root = new Root(path, { hardLinks });
      if (knownId === undefined) await makeRoot(root);
      const read = await readOwnMarker(root, knownId);
      if (!read.ok) return read;
      const marker = read.value;
      if (knownId !== undefined && (marker.kind !== 'found' || marker.id !== knownId)) {
        return fail({ code: 'folder-missing', path });
      }
      const id = marker.kind === 'found' ? marker.id : randomUUID();
      await root.probeWriting(probeBytes);
      if (marker.kind === 'absent') await writeMarker(root, id);
      return succeed(new Archive(root, id, options));
    });
  }

  /**
   * Whether the folder is still this archive, and not mounted read-only by now. Cheap; asked before
   * every transfer.
   * @returns `folder-missing` when its marker is gone or another's, `marker-unreadable`, `folder-not-writable`, `disk-error`
   */
  check(): Promise<Outcome<undefined, DiskFailure>> {
    return this.#marker.check();
  }

  /**
   * Checks the archive, and makes the month's folder for the parts of a transfer.
   * @returns the failures of `check`; `disk-error` when the month leads out of the archive
   */
  prepare(base: string): Promise<Outcome<undefined, DiskFailure>> {
    return diskOutcome(this.root.absolute(base), async () => {
      if (await this.#atOnce(base, [])) return succeed(undefined);
      const checked = await this.check();
      if (!checked.ok) return checked;
      await this.root.makeFolder(folderOf(base));
      return succeed(undefined);
    });
  }

  /**
   * Reserves a base path for a task, `2026/11/2026-11-22 golden retriever [7d2c58e1]`: no other task
   * gets it, and no file has it, in upper or lower case, but files of this very task: they are taken up.
   */
  reserve(input: NameInput, template: Template = defaultTemplate): Promise<string> {
    return this.#names.reserve(input, template, async (taken) => {
      const sidecar = await readSidecarFile(this.root, taken);
      return sidecar?.taskId === input.taskId;
    });
  }

  /** Whether the disk takes the names under a base path: it may have been reserved for another one. */
  takesName(base: string): Promise<boolean> {
    return this.#names.takes(base);
  }

  /** Gives from now on only names that another disk takes too. */
  narrowNames(shape: NameShape): void {
    this.#names.narrowTo(shape);
  }

  /** What names the disk takes, tried out. */
  learnNames(): Promise<NameShape> {
    return this.#names.learnShape();
  }

  /** Registers the reservations of a previous run. */
  registerExisting(basePaths: Iterable<string>): void {
    this.#names.registerExisting(basePaths);
  }

  /** Removes what a cancelled transfer has left: the part and its note, nothing else. */
  async discardPart(base: string, role: FileRole): Promise<void> {
    if (!(await isFolderInside(this.root, base))) return;
    for (const partPath of partPaths(base, role)) await removePart(this.root, partPath);
  }

  /**
   * Takes the lines of files that have gone out of their months' manifests, durably. The folders stay,
   * even when they are empty: the system's trash can put files back only where there is one.
   */
  takeOut(files: readonly Pick<ArchivedFile, 'path'>[]): Promise<Outcome<undefined, DiskFailure>> {
    return diskOutcome(this.root.path, async () => {
      for (const folder of new Set(files.map(({ path }) => folderOf(path)))) {
        if (!(await isFolderInside(this.root, folder === '' ? 'x' : `${folder}/x`))) continue;
        const names = files
          .filter(({ path }) => folderOf(path) === folder)
          .map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
        await this.#manifests.remove(folder, names);
      }
      return succeed(undefined);
    });
  }

  /** Gives a reservation back. */
  release(base: string): void {
    this.#names.release(base);
  }

  /** Path of the bytes that arrive for a role, relative to the root; see `choosePartPath`. */
  partPath(base: string, role: FileRole): Promise<Outcome<string, DiskFailure>> {
    return diskOutcome(this.root.absolute(partPaths(base, role)[0]), async () =>
      succeed(await choosePartPath(this.root, base, role)),
    );
  }

  /**
   * Gives a proven, synced part its final name, durably (folder fsync), and removes the part's note.
   * Never replaces a file: `… (2).mp4` where another file has the name. May be called again after a crash.
   * @returns `disk-error` when there is neither the part nor a final file with the proven bytes
   */
  commit(
    base: string,
    role: FileRole,
    proven: ProvenMedia,
  ): Promise<Outcome<ArchivedFile, DiskFailure>> {
    const { root } = this;
    const formerPartPaths = partPaths(base, role);
    const request = { root, base, role, formerPartPaths, proven };
    return diskOutcome(root.absolute(formerPartPaths[0]), async () => {
      const usual = usualCommit(request);
      if (await this.#atOnce(base, usual.steps)) return succeed(usual.file);
      return this.#inMonth(base, async () => {
        const partPath = await choosePartPath(root, base, role);
        return succeed(await commitPart({ ...request, partPath }));
      });
    });
  }

  /**
   * Writes the sidecar in one step, then the files' manifest lines, durably. May be called again, with
   * more files or the same. What an earlier sidecar of the task knew stays, unless something newer replaces it.
   */
  writeMetadata(
    base: string,
    sidecar: Sidecar,
    how: Pick<MetadataTarget, 'annotations' | 'formerBase'> = {},
  ): Promise<Outcome<undefined, DiskFailure>> {
    const target = { ...how, root: this.root, base, manifests: this.#manifests };
    return diskOutcome(this.root.absolute(`${base}.json`), async () => {
      const runs = (steps: readonly Step[]) => this.#atOnce(base, steps);
      if (await writeFirstMetadata(target, sidecar, runs)) return succeed(undefined);
      return this.#inMonth(base, async () => {
        await writeMetadata(target, sidecar);
        return succeed(undefined);
      });
    });
  }

  /**
   * Proves a file without reading all of it: its size, and its structure from the first byte to the last.
   * What is between them only its hash can tell.
   */
  verifyQuick(file: ArchivedFile): Promise<FileStatus> {
    return verifyQuick(this.root, file, this.#options.probe);
  }

  /** Takes files that lie there no more out of their folders' manifests, durably. */
  unlist(paths: readonly string[]): Promise<Outcome<undefined, DiskFailure>> {
    return diskOutcome(this.root.path, async () => {
      for (const path of paths) {
        const folder = folderOf(path);
        await this.#manifests.remove(folder, [path.slice(folder === '' ? 0 : folder.length + 1)]);
      }
      return succeed(undefined);
    });
  }

  /** Works in a month's folder, once it is sure that the archive is there and not its empty mount point. */
  async #inMonth<T>(
    base: string,
    work: () => Promise<Outcome<T, DiskFailure>>,
  ): Promise<Outcome<T, DiskFailure>> {
    const prepared = await this.prepare(base);
    return prepared.ok ? work() : prepared;
  }

  /**
   * Does the same in one operation of the disk's thread, where all is as it usually is: each one by itself waits
   * for its turn there and for its answer here.
   * @returns `false` where anything is not, and it is to be done step by step, from the beginning
   */
  async #atOnce(base: string, after: readonly Step[]): Promise<boolean> {
    const before = this.#marker.stepsBefore(base);
    if (before === undefined) return false;
    return (await this.root.sequence([...before, ...after])).isDone;
  }

  /** Whether nothing lies there of a file of a task, nor its sidecar; `false` also where that cannot be told. */
  async isUntouched(base: string, role: FileRole, own = base): Promise<boolean> {
    const query = { base: own, sidecarBase: base, role };
    const found = await diskOutcome(own, async () => succeed(await isUntouched(this.root, query)));
    return found.ok && found.value;
  }

  /**
   * What is in the archive for a task already: final files, proven again from the disk, and its sidecar.
   * @param own base path of the files looked for, one of the task's; see `resultBase` and `inputBase`
   * @returns `undefined` when there is nothing, or nothing can be read
   */
  async recover(base: string, taskId: string, own = base): Promise<RecoveredFiles | undefined> {
    const search = {
      root: this.root,
      base: own,
      sidecarBase: base,
      taskId,
      probe: this.#options.probe,
      partPaths: [...partPaths(own, 'video'), ...partPaths(own, 'thumbnail')],
    };
    const found = await diskOutcome(own, async () => succeed(await recoverFiles(search)));
    return found.ok ? found.value : undefined;
  }

  /** Writes this many bytes and removes them: only a write tells whether a quota has room. */
  tryWriting(sizeBytes: number): Promise<Outcome<undefined, DiskFailure>> {
    return diskOutcome(this.root.path, async () => {
      await this.root.probeWriting(sizeBytes);
      return succeed(undefined);
    });
  }

  /** Bytes free for this user on the archive's disk; `undefined` when the system does not say. */
  freeBytes(): Promise<number | undefined> {
    return this.root.freeBytes();
  }
}
