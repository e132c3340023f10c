import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { DiskError } from '../platform/disk-error.ts';
import type { EntryFacts, ListedEntry } from './entry.ts';
import { gateOf, type Gate, type RunOptions } from './gate.ts';
import { bytesOf, type PlacedName, type RestOf } from './place-operations.ts';
import { RootFile } from './root-file.ts';
import type { RootOptions } from './root-options.ts';
import { closeLate, runSequence } from './run-sequence.ts';
import { toSegments } from './segments.ts';
import { Steps, type SequenceOutcome } from './steps.ts';
import type { Amendment } from './thread/amend.ts';
import type { HashedFile } from './thread/look.ts';
import type { LinkEnd } from './thread/naming.ts';
import type { OpenFile } from './thread/open.ts';
import type { Step } from './thread/sequence.ts';
import type { OperationInput, OperationName, OperationResult } from './thread/operations.ts';

/** What a whole file may have to be read at once, when nobody says otherwise: small texts. */
const smallBytes = 16 * 1024 ** 2;

/**
 * A folder of the user's, and the only door to what lies below it: an archive, a mirror, an archive that
 * was opened or is being moved. Its content may be anybody's, so
 * - every path is relative to it, and cannot lead out of it;
 * - no link is followed below it, at any level, also none that is put there meanwhile;
 * - only regular files are opened, never waiting for anything; new files are made exclusively, a file with
 *   a second name is never written to, and only regular files are removed or replaced;
 * - all of it happens in threads of its own, a few operations at a time, each within a time limit.
 *
 * Every method throws DiskError: `drive-not-answering`, `foreign-entry` for a link or anything else in
 * the way, `disk-error` with the detail `outside` for a path that is none; or the system's error.
 * Paths use `/`; nothing stands for the root itself.
 */
export class Root {
  /** Absolute. */
  readonly path: string;
  readonly steps: Steps;
  readonly #gate: Gate;
  readonly #closeLate: (answer: unknown) => void;
  #hasEnded = false;

  /** @param path absolute; it need not be there yet, and may itself be reached by a link: the user chose it */
  constructor(path: string, options: RootOptions = {}) {
    this.path = resolve(path);
    this.steps = new Steps(this.path, options);
    this.#gate = gateOf(this.path);
    this.#closeLate = closeLate(this.#gate);
    if (options.limits !== undefined) this.#gate.setLimits(options.limits);
  }

  /** Whether it did not answer in time, and has not answered since. */
  get isSilent(): boolean {
    return this.#gate.isSilent;
  }

  /**
   * Whoever works in it has ended: from now on it answers nobody, and what is still on its way is awaited,
   * as long as the drive may take. Files that are open can still be closed.
   */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.#gate.idle();
  }

  /**
   * The absolute path of something below, to be shown or handed to the system after it was examined.
   * Nothing in Reelkeep opens it.
   */
  absolute(path: string): string {
    return join(this.path, ...toSegments(path));
  }

  /**
   * Runs steps one after the other as one operation. A later one runs only if all before it succeeded and
   * answered what was expected of them. What one throws is told in the answer.
   */
  async sequence<const S extends readonly Step[]>(steps: S): Promise<SequenceOutcome<S>> {
    this.#ensureOpen();
    return runSequence(this.#gate, steps);
  }

  /** An open file out of what a sequence has opened. */
  fileOf(opened: OpenFile): RootFile {
    return new RootFile(this.#gate, opened);
  }

  /** The root itself: its facts, and where it really lies. @throws the system's error, `ENOENT` for none */
  rootFacts(): Promise<EntryFacts & { readonly realPath: string }> {
    return this.#run('rootFacts', [this.path]);
  }

  /** The facts of an entry, of a link itself; `undefined` when it is not there. */
  facts(path: string): Promise<EntryFacts | undefined> {
    return this.#on('facts', [path]);
  }

  /** The facts of several entries, in their order, in one step: each step waits for its turn. */
  factsEach(paths: readonly string[]): Promise<readonly (EntryFacts | undefined)[]> {
    return this.#run('factsEach', [paths.map((path) => this.steps.place(path))]);
  }

  /** The name of a regular file as the disk has it, where others find it too. @throws the system's error */
  nameOnDisk(path: string): Promise<string> {
    return this.#on('nameOnDisk', [path]);
  }

  /**
   * What a folder holds, sorted by name; with `files` also the sizes and times of its files. However many
   * there are, they come here bit by bit.
   * @param stem only names that begin so, as file systems compare them
   */
  async list(
    folder: string,
    what: 'names' | 'files' = 'names',
    stem = '',
  ): Promise<readonly ListedEntry[]> {
    const pages: ListedEntry[] = [];
    const onPage = (part: readonly unknown[]) => {
      pages.push(...(part as readonly ListedEntry[])); // of the same kind as the last
    };
    const request = { files: what === 'files', stem };
    const last = await this.#run('list', [this.steps.place(folder), request], { onPage });
    return pages.length === 0 ? last : [...pages, ...last];
  }

  /** Opens a regular file to be read. */
  async openFile(path: string): Promise<RootFile> {
    return this.fileOf(await this.#on('openRead', [path], { onLate: this.#closeLate }));
  }

  /** Makes a file that is not there yet; `EEXIST` where anything has the name. */
  async create(path: string): Promise<RootFile> {
    return this.fileOf(await this.#on('create', [path], { onLate: this.#closeLate }));
  }

  /** Opens a file of Reelkeep's own to be changed; `undefined` when it is not there. */
  async openOwn(path: string): Promise<RootFile | undefined> {
    const opened = await this.#on('openOwn', [path], { onLate: this.#closeLate });
    return opened === undefined ? undefined : this.fileOf(opened);
  }

  /**
   * A small file as text; `undefined` when it is not there.
   * @throws an error with the code `EFBIG` for one above `maxBytes`
   */
  async readText(path: string, maxBytes = smallBytes): Promise<string | undefined> {
    return (await this.readBytes(path, maxBytes))?.toString('utf8');
  }

  /**
   * A small file's bytes, which nobody else has; `undefined` when it is not there.
   * @throws an error with the code `EFBIG` for one above `maxBytes`
   */
  async readBytes(path: string, maxBytes: number): Promise<Buffer | undefined> {
    const bytes = await this.#on('readSmall', [path, { maxBytes }]);
    return bytes === undefined ? undefined : Buffer.from(bytes.buffer);
  }

  /**
   * Reads a whole file for its SHA-256.
   * @param options `signal` stops it; `onBeat` is told of the bytes read
   * @throws Stopped
   */
  hash(path: string, options: Pick<RunOptions, 'signal' | 'onBeat'> = {}): Promise<HashedFile> {
    return this.#on('hash', [path], options);
  }

  /** Puts a small file on disk in one step, in the place of a regular file or of nothing. */
  async writeDurably(path: string, text: string): Promise<void> {
    await this.#on('writeDurably', [path, bytesOf(text)]);
  }

  /** The same for what may be lost with a power cut: nothing is flushed. */
  async writeAtomically(path: string, text: string): Promise<void> {
    await this.#on('writeAtomically', [path, bytesOf(text)]);
  }

  /** Adds text to the end of a file of Reelkeep's own, on disk. `false` where it has a second name. */
  append(path: string, text: string): Promise<boolean> {
    return this.#on('append', [path, bytesOf(text)]);
  }

  /**
   * Changes the hash list of a folder, durably and without bringing it here.
   * @throws an error with the code `EFBIG` for one above `maxBytes`
   */
  async amendHashList(path: string, amendment: Amendment): Promise<void> {
    await this.#on('amendHashList', [path, amendment]);
  }

  /** Writes text over a file of Reelkeep's own, in its place, unflushed. */
  overwrite(path: string, text: string): Promise<void> {
    return this.#on('overwrite', [path, bytesOf(text)]);
  }

  /** Makes a folder with those above it, durably. */
  makeFolder(folder: string): Promise<void> {
    return this.#on('makeFolder', [folder]);
  }

  /** Makes the root itself, with the folders above it. */
  makeRoot(): Promise<void> {
    return this.#run('makeRoot', [this.path]);
  }

  /** Flushes a folder's names to disk, where the file system can. */
  syncFolder(folder: string): Promise<void> {
    return this.#on('syncFolder', [folder]);
  }

  /** Gives a file a second name. */
  async link(from: string, to: string): Promise<LinkEnd> {
    return this.#run('link', [this.steps.passage(from, to)]);
  }

  /** Gives a file another name, durably, never replacing anything. `false` when the name is taken. */
  async move(from: string, to: string): Promise<boolean> {
    return this.#run('move', [this.steps.passage(from, to)]);
  }

  /**
   * Gives whatever has a name another one, itself and never what it leads to, never replacing anything.
   * `false` when that one is taken, or nothing is there.
   */
  async setAside(from: string, to: string): Promise<boolean> {
    return this.#run('setAside', [this.steps.passage(from, to)]);
  }

  /** Gives a file a name that another regular file may have, durably, in one step. */
  async replace(from: string, to: string): Promise<void> {
    return this.#run('replace', [this.steps.passage(from, to)]);
  }

  /**
   * Removes a regular file.
   * @param expected what was examined; a file that is not that one any more stays, and is a `foreign-entry`
   * @returns `false` when nothing was there
   */
  remove(path: string, expected?: EntryFacts): Promise<boolean> {
    return this.#on('remove', expected === undefined ? [path] : [path, expected]);
  }

  /** Removes what regular files there are of these, in one step; whatever else has such a name stays. */
  async removeEach(paths: readonly string[]): Promise<void> {
    await this.#run('removeEach', [paths.map((path) => this.steps.place(path))]);
  }

  /** Removes a folder that nothing is left in. `false` when something is, or it is not there. */
  removeFolder(folder: string): Promise<boolean> {
    return this.#on('removeFolder', [folder]);
  }

  /** Removes the root itself, if nothing is left in it. `false` when something is, or it is not there. */
  removeItself(): Promise<boolean> {
    return this.#run('removeRoot', [this.path]);
  }

  /** @throws the system's error where permissions or a read-only disk forbid writing */
  checkWritable(): Promise<void> {
    return this.#run('checkWritable', [this.path]);
  }

  /** Writes so many bytes, flushes and removes them: of a quota only a write tells. */
  probeWriting(sizeBytes: number): Promise<void> {
    const name = `.reelkeep-probe-${randomUUID()}`;
    return this.#run('probeWriting', [this.path, { name, sizeBytes }]);
  }

  /** Bytes free for this user on the root's disk; `undefined` when the system does not say. */
  async freeBytes(): Promise<number | undefined> {
    try {
      return (await this.#run('space', [this.path])).freeBytes;
    } catch {
      return undefined;
    }
  }

  async #run<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    options?: RunOptions,
  ): Promise<OperationResult<N>> {
    this.#ensureOpen();
    return this.#gate.run(name, input, options);
  }

  #ensureOpen(): void {
    if (this.#hasEnded) throw new DiskError({ code: 'drive-not-answering', path: this.path });
  }

  async #on<N extends PlacedName>(
    name: N,
    [path, ...rest]: readonly [string, ...RestOf<N>],
    options: RunOptions = {},
  ): Promise<OperationResult<N>> {
    const input = [this.steps.place(path), ...rest] as unknown as OperationInput<N>; // the place comes first
    return this.#run(name, input, options);
  }
}
