import { createHash } from 'node:crypto';
import { DiskError, diskFailureOf } from '../platform/disk-error.ts';
import type { RootFile } from '../files/root-file.ts';
import type { Root } from '../files/root.ts';
import { expecting } from '../files/steps.ts';
import { onDisk } from '../platform/on-disk.ts';
import { PartBytes } from './part-bytes.ts';
import { notePathOf, overwriteNote, textOf, writeNote, type PartNote } from './part-note.ts';
import type { PartialFile, FileVersion } from './resume.ts';
import { takeUp, type TakenUp, type TakeUpLimits } from './take-up.ts';
import { WriteBehind } from './write-behind.ts';

/**
 * An unfinished file and the note beside it. After a power cut a file can have its length but not
 * its bytes, so length alone proves nothing: a prefix is taken up again only when its SHA-256 is the
 * one that was noted, and the hash of the whole file goes on from there.
 */
export class Part {
  /** Absolute, for what is told of it. */
  readonly absolutePath: string;
  readonly #root: Root;
  readonly #path: string;
  readonly #notePath: string;
  readonly #limits: TakeUpLimits;
  #file: RootFile | undefined;
  /** What kept what is there from being looked at. */
  #hindrance: DiskError | undefined;
  #source: FileVersion | undefined;
  #bytes: PartBytes;
  #notedBytes: number;
  /** A flush has failed, or nobody knows: what was lost by it, a later one knows nothing of (fsync(2)). */
  #isUnsure = false;
  /** Whatever is written, while the connection goes on. */
  readonly #behind = new WriteBehind();

  private constructor([root, path, limits]: Parameters<typeof takeUp>, left: TakenUp) {
    this.absolutePath = root.absolute(path);
    this.#root = root;
    this.#path = path;
    this.#notePath = notePathOf(path);
    this.#limits = limits;
    this.#file = left.file;
    this.#hindrance = left.hindrance;
    this.#source = left.prefix?.source;
    this.#bytes = new PartBytes(left.prefix);
    this.#notedBytes = this.#bytes.writtenBytes;
  }

  /**
   * Takes up what is there, or starts with nothing; makes no file before there are bytes for it.
   * @param path relative to the root
   * @param limits how long a file may be at the most; the signal ends the reading of what is there
   * @throws DiskError
   */
  static async open(root: Root, path: string, limits: TakeUpLimits): Promise<Part> {
    return new Part([root, path, limits], await takeUp(root, path, limits));
  }

  /** What can be continued; `undefined` when there is nothing. */
  get prefix(): PartialFile | undefined {
    const { writtenBytes } = this.#bytes;
    if (this.#source === undefined || writtenBytes === 0) return undefined;
    return { receivedBytes: writtenBytes, source: this.#source };
  }

  /** Bytes that came, of which the last few may not survive a power cut yet. */
  get receivedBytes(): number {
    return this.#bytes.receivedBytes;
  }

  /** As announced by the host. */
  get totalBytes(): number | undefined {
    return this.#source?.totalBytes;
  }

  /** Whether all bytes that were announced are here. */
  get isWhole(): boolean {
    return this.receivedBytes > 0 && this.receivedBytes === this.#source?.totalBytes;
  }

  /** The file, open to be read. Only where there are bytes. */
  get file(): RootFile {
    return this.#opened();
  }

  /** Whether the bytes on disk belong to this very source. */
  isFrom(source: FileVersion): boolean {
    return this.#source === source;
  }

  /** Begins from the first byte; what was there is overwritten. @throws DiskError */
  async restart(source: FileVersion): Promise<void> {
    if (this.#hindrance !== undefined) await this.#lookAgain(this.#hindrance);
    const isMade = this.#file === undefined && (await this.#makeWithNote(source));
    if (!isMade) await this.#onDisk(this.#opened().truncate(0));
    this.#source = source;
    this.#bytes = new PartBytes();
    this.#notedBytes = 0;
    if (!isMade) await this.#note(); // also so that a full disk has room for the next one, see `saveAfterError`
  }

  /** Keeps what the host said when it continued the file. */
  continueFrom(source: FileVersion): void {
    this.#source = source;
  }

  /**
   * Copies bytes to the end; resolves once there is room for more. Pieces of a connection are small, and
   * a call of the system for each costs more than their hash. While some are written the next ones come.
   * @throws DiskError also for what was added before
   */
  async append(bytes: Uint8Array): Promise<void> {
    this.#bytes.add(bytes);
    if (this.#bytes.isFull) await this.#behind.begin(() => this.#write());
  }

  /**
   * Makes all bytes so far safe to continue from, also after a power cut.
   * @throws DiskError also for what was added before
   */
  async checkpoint(): Promise<void> {
    await this.beginCheckpoint();
    await this.#behind.settle();
  }

  /** The same, but resolves once it has begun: its failure is that of the next call. @throws DiskError */
  beginCheckpoint(): Promise<void> {
    return this.#behind.begin(() => this.#save());
  }

  /**
   * Notes what is there although the disk has just refused. If that fails too, the bytes since the last
   * note are not continued, and that is all.
   */
  async saveAfterError(): Promise<void> {
    await this.#behind.settle().catch(() => undefined); // the disk's trouble, which is known
    if (this.#source === undefined || this.#isUnsure) return;
    this.#bytes.drop();
    try {
      await this.#file?.sync();
      await overwriteNote(this.#root, this.#notePath, this.#noteOn(this.#source));
    } catch {
      // The first trouble is on its way to the user already.
    }
  }

  /** Puts the whole file on disk (fsync), and notes that this is all of it. @throws DiskError */
  async finish(): Promise<{ sizeBytes: number; sha256: string; file: RootFile }> {
    await this.checkpoint();
    const file = this.#opened();
    if (!this.isWhole) await this.#noteAsWhole();
    const { sizeBytes } = await this.#onDisk(file.stat());
    return { sizeBytes, sha256: this.#bytes.sha256, file };
  }

  /** Removes file and note: only for bytes that are proven worthless. @throws DiskError */
  async discard(): Promise<void> {
    await this.close();
    this.#source = undefined;
    this.#bytes = new PartBytes();
    this.#notedBytes = 0;
    await this.#onDisk(this.#root.remove(this.#notePath));
    await this.#onDisk(this.#root.remove(this.#path));
  }

  /** Lets go of the file. What counts has been flushed; of other bytes no note speaks. */
  async close(): Promise<void> {
    await this.#behind.settle().catch(() => undefined); // as below
    const file = this.#file;
    this.#file = undefined;
    await file?.close().catch(() => undefined); // of a drive in trouble its first failure tells
  }

  get #isAllNoted(): boolean {
    return this.receivedBytes === this.#notedBytes;
  }

  /** Its end was not announced, and has come. */
  async #noteAsWhole(): Promise<void> {
    if (this.#source === undefined) return;
    this.#source = { ...this.#source, totalBytes: this.#bytes.writtenBytes };
    try {
      await this.#note();
    } catch (error) {
      if (error instanceof DiskError) await this.saveAfterError();
      throw error;
    }
  }

  async #write(): Promise<void> {
    const file = this.#opened();
    await this.#onDisk(this.#bytes.write((bytes, position) => file.write(bytes, position)));
  }

  async #save(): Promise<void> {
    if (this.#file === undefined || this.#isAllNoted) return;
    if (await this.#writeWithNote(this.#file)) return;
    await this.#write();
    await this.#flush(this.#file);
    await this.#note();
  }

  async #flush(file: RootFile): Promise<void> {
    this.#isUnsure = true;
    await this.#onDisk(file.sync());
    this.#isUnsure = false;
  }

  /**
   * Writes what waits, flushes it and notes it, as one operation.
   * @returns `false` where not all of that happened, and the rest is to be done step by step
   * @throws DiskError
   */
  async #writeWithNote(file: RootFile): Promise<boolean> {
    const source = this.#source;
    if (source === undefined || !this.#bytes.isAnyWaiting) return false;
    const writing = this.#bytes.writeProven(async (bytes, position, whole) => {
      const note = textOf({ ...source, ...whole });
      const noting = this.#root.steps.writeAtomically(this.#notePath, note);
      const end = await file.writeAndSync(bytes, position, [noting]);
      return { ...end, writtenBytes: end.results[0] ?? 0 };
    });
    this.#isUnsure = true;
    const { isDone, error, results } = await this.#onDisk(writing);
    this.#isUnsure = error !== undefined && results.length === 1; // it is the second step that flushes
    if (error !== undefined) throw this.#trouble(error);
    if (isDone) this.#notedBytes = this.#bytes.writtenBytes;
    return isDone;
  }

  #opened(): RootFile {
    if (this.#file === undefined) throw new Error('A part is restarted before it is written.');
    return this.#file;
  }

  /**
   * Opens or makes the file with the note that none of its bytes are there, as one operation.
   * @returns `false` where one with bytes is there already, which are to go first: a full disk has room then
   * @throws DiskError
   */
  async #makeWithNote(source: FileVersion): Promise<boolean> {
    const { steps } = this.#root;
    const provenSha256 = createHash('sha256').digest('hex');
    const end = await this.#onDisk(
      this.#root.sequence([
        expecting(steps.openOrCreate(this.#path), { facts: { sizeBytes: 0 } }),
        steps.writeAtomically(this.#notePath, textOf({ ...source, provenBytes: 0, provenSha256 })),
      ]),
    );
    if (end.error !== undefined) throw this.#trouble(end.error);
    const [opened] = end.results;
    if (opened !== undefined) this.#file = this.#root.fileOf(opened);
    return end.isDone;
  }

  /**
   * What is there is begun anew only if it can still not be looked at.
   * @throws DiskError where it can by now: the next try continues it
   */
  async #lookAgain(hindrance: DiskError): Promise<void> {
    const { file, prefix } = await takeUp(this.#root, this.#path, this.#limits);
    await file?.close().catch(() => undefined); // it was only looked at
    if (prefix !== undefined || this.#limits.signal?.aborted === true) throw hindrance;
    this.#hindrance = undefined;
  }

  async #note(): Promise<void> {
    if (this.#source === undefined) return;
    await writeNote(this.#root, this.#notePath, this.#noteOn(this.#source));
    this.#notedBytes = this.#bytes.writtenBytes;
  }

  #noteOn(source: FileVersion): PartNote {
    return { ...source, ...this.#bytes.proof };
  }

  #onDisk<T>(work: Promise<T>): Promise<T> {
    return onDisk(this.absolutePath, work);
  }

  #trouble(error: Error): DiskError {
    return new DiskError(diskFailureOf(error, this.absolutePath), error);
  }
}
