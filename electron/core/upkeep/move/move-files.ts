import type { DiskFailure } from '../../../shared/failure.ts';
import { copyVerified } from '../../archive/copy.ts';
import { isUnchanged, listFile, listFiles } from '../../archive/listing.ts';
import { folderOf } from '../../archive/naming/archive-path.ts';
import type { ListedFile } from '../../files/entry.ts';
import type { Root } from '../../files/root.ts';
import type { JobContext } from '../../platform/jobs.ts';
import { DiskError, diskFailureOf } from '../../platform/disk-error.ts';
import { forEachInTurns, Turns } from '../../platform/turns.ts';
import { foldPath, ownTroubleOf, type OwnTrouble } from './one-path.ts';

/** Bytes of files that other transfers are at work on: they go last, when those hold. */
const unfinished = /\.part(?:\.json)?$/;

/** Files that cannot be copied: how many, the first of them (absolute, in the new place), and why not. */
export interface LeftFiles {
  readonly count: number;
  readonly path: string;
  readonly detail: string;
}

/** From where to where. */
export interface Route {
  readonly from: Root;
  readonly to: Root;
}

/**
 * Copies an archive's files from one folder to another, in passes: what is there by now, unchanged, is
 * not copied again, also not after a crash. Everything in the folder goes along, the user's own files too.
 */
export class MoveFiles {
  readonly #route: Route;
  readonly #job: JobContext;
  /** What is in the new place by this run or an earlier one. */
  readonly #there = new Map<string, ListedFile>();
  /** What cannot be copied, while everything else can. */
  readonly #refused = new Map<string, OwnTrouble>();
  /** What is in the new place, by the path as any file system reads it. */
  readonly #folded = new Map<string, string>();
  #doneBytes = 0;

  constructor(route: Route, job: JobContext) {
    this.#route = route;
    this.#job = job;
  }

  /** What has been copied, as it was then. */
  get copied(): ReadonlyMap<string, ListedFile> {
    return this.#there;
  }

  /** The size of all that is in the new place. */
  get copiedBytes(): number {
    return [...this.#there.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** What the last pass could not copy, and why, each by itself. */
  get refused(): ReadonlyMap<string, OwnTrouble> {
    return this.#refused;
  }

  /** Why a file is not in the new place: it was refused there, or lies behind a link. */
  whyNot(path: string): DiskFailure {
    return this.#refused.get(path) ?? { code: 'disk-error', path, detail: 'outside' };
  }

  /** How much stays behind, but for what is unfinished and starts over in the new place; the first of it. */
  get left(): LeftFiles | undefined {
    const left = [...this.#refused].filter(([path]) => !unfinished.test(path));
    const [[, first] = []] = left;
    if (first === undefined) return undefined;
    const { path } = first;
    return { count: left.length, path, detail: 'detail' in first ? first.detail : first.code };
  }

  /** Bytes that a pass would copy. @throws the system's error */
  async missingBytes(): Promise<number> {
    const { from, to } = this.#route;
    const [old, own] = [await listFiles(from), await listFiles(to)];
    let missingBytes = 0;
    await forEachInTurns(old.files, ([path, file]) => {
      if (isUnchanged(file, own.files.get(path))) this.#note(path, file);
      else missingBytes += file.sizeBytes;
    });
    return missingBytes;
  }

  /**
   * Copies what is not there yet. What the new place does not take is left out: `refused` has it then.
   * @param isLast also what transfers had been at work on; they hold now
   * @returns whether it came to its end, without being stopped
   * @throws DiskError or the system's error
   */
  async pass(isLast: boolean): Promise<boolean> {
    const { files } = await listFiles(this.#route.from);
    const wanted = [...files].filter(([path]) => isLast || !unfinished.test(path));
    const total = wanted.reduce((sum, [, { sizeBytes }]) => sum + sizeBytes, 0);
    this.#doneBytes = 0;
    this.#refused.clear();
    const turns = new Turns();
    for (const [path, file] of wanted) {
      if (this.#job.signal.aborted) return false;
      if (turns.isOver) await turns.next();
      if (isUnchanged(file, this.#there.get(path))) this.#tell(file.sizeBytes, total);
      else if (!(await this.#tryCopying(path, total))) return false;
    }
    return true;
  }

  /**
   * What was copied and has gone from the old place since: renamed, or put into the trash. An unplugged
   * drive looks the same: the caller must check afterwards that the old place is there.
   * @throws the system's error
   */
  async departed(): Promise<readonly string[]> {
    const { files } = await listFiles(this.#route.from);
    return [...this.#there.keys()].filter((path) => !files.has(path));
  }

  /** Takes away the copies of what has departed. @throws the system's error */
  async discard(departed: readonly string[]): Promise<void> {
    for (const path of departed) {
      await this.#route.to.remove(path);
      this.#there.delete(path);
      this.#folded.delete(foldPath(path));
    }
  }

  /**
   * The first of these files that can be read in the old place and is not in the new one: it was refused
   * there, or lies behind a link, which nothing follows.
   * @throws the system's error
   */
  async leftBehind(paths: Iterable<string>): Promise<string | undefined> {
    const { from, to } = this.#route;
    for (const path of paths) {
      if (this.#there.has(path) || (await listFile(from, path)) === undefined) continue;
      if (this.#refused.has(path) || (await listFile(to, path)) === undefined) return path;
    }
    return undefined;
  }

  #note(path: string, file: ListedFile): void {
    this.#there.set(path, file);
    this.#folded.set(foldPath(path), path);
  }

  /** @returns whether it was not stopped @throws what troubles the place as a whole */
  async #tryCopying(path: string, total: number): Promise<boolean> {
    const { to } = this.#route;
    try {
      await this.#keepApart(path);
      return await this.#copy(path, total);
    } catch (error) {
      const own = await ownTroubleOf(to, path, diskFailureOf(error, to.absolute(path)));
      if (own === undefined) throw error;
      this.#refused.set(path, own);
      return true;
    }
  }

  /** @throws DiskError where the new place takes the path for that of another file, which is there already */
  async #keepApart(path: string): Promise<void> {
    const { to } = this.#route;
    const twin = this.#folded.get(foldPath(path));
    if (twin === undefined || twin === path || (await to.facts(path)) === undefined) return;
    throw new DiskError({ code: 'disk-error', path: to.absolute(path), detail: 'EEXIST' });
  }

  async #copy(path: string, total: number): Promise<boolean> {
    const { from, to } = this.#route;
    const before = await listFile(from, path);
    if (before === undefined) return true; // gone meanwhile
    await to.makeFolder(folderOf(path));
    const end = await copyVerified({
      from,
      to,
      path,
      replaces: true, // the folder was empty when the move began: an older copy is this move's own
      signal: this.#job.signal,
      onBytes: (sizeBytes) => {
        this.#tell(sizeBytes, total);
      },
    });
    if (end === 'copied') this.#note(path, before);
    return end === 'copied';
  }

  #tell(sizeBytes: number, total: number): void {
    this.#doneBytes += sizeBytes;
    // Files grow and come while it runs.
    const done = Math.min(this.#doneBytes, total);
    this.#job.report({ done, total, unit: 'bytes' });
  }
}
