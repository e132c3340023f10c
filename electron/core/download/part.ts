import { createHash, type Hash } from 'node:crypto';
import { DiskError } from '../platform/disk-error.ts';
import type { RootFile } from '../files/root-file.ts';
import type { Root } from '../files/root.ts';
import { gatheredBytes, writeJoined } from '../files/write-buffers.ts';
import { onDisk } from '../platform/on-disk.ts';
import { readNote, overwriteNote, writeNote, type PartNote } from './part-note.ts';
import { splitAt } from './split-buffers.ts';
import { sourceOf, type PartialFile, type FileVersion } from './resume.ts';

/** Bytes read at a time when a prefix is hashed. */
const readBytes = 256 * 1024;

/** What bounds the reading of bytes that are there already. */
export interface TakeUpLimits {
  /** No file is larger: a note that says so is no note of Reelkeep's. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal;
}

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
  #file: RootFile | undefined;
  #source: FileVersion | undefined;
  #hash: Hash = createHash('sha256');
  /** Bytes that the system has taken; the hash is theirs. */
  #writtenBytes = 0;
  #notedBytes = 0;
  /** Pieces that came and wait to be written together. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  private constructor(root: Root, path: string) {
    this.absolutePath = root.absolute(path);
    this.#root = root;
    this.#path = path;
    this.#notePath = `${path}.json`;
  }

  /**
   * Takes up what is there, or starts with nothing; makes no file before there are bytes for it.
   * @param path relative to the root
   * @param limits how long a file may be at the most; the signal ends the reading of what is there
   * @throws DiskError
   */
  static async open(root: Root, path: string, { mostBytes, signal }: TakeUpLimits): Promise<Part> {
    const part = new Part(root, path);
    const note = await readNote(root, part.#notePath);
    if (note === undefined || note.provenBytes === 0 || note.provenBytes > mostBytes) return part;
    try {
      await part.#takeUp(note, signal);
    } catch (error) {
      await part.close();
      throw error;
    }
    return part;
  }

  /** What can be continued; `undefined` when there is nothing. */
  get prefix(): PartialFile | undefined {
    if (this.#source === undefined || this.#writtenBytes === 0) return undefined;
    return { receivedBytes: this.#writtenBytes, source: this.#source };
  }

  /** Bytes that came, of which the last few may not survive a power cut yet. */
  get receivedBytes(): number {
    return this.#writtenBytes + this.#waitingBytes;
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

  /** Bytes that would be lost if the power went now. */
  get unprovenBytes(): number {
    return this.receivedBytes - this.#notedBytes;
  }

  /** Whether the bytes on disk belong to this very source. */
  isFrom(source: FileVersion): boolean {
    return this.#source === source;
  }

  /** Begins from the first byte; what was there is overwritten. @throws DiskError */
  async restart(source: FileVersion): Promise<void> {
    const file = this.#file ?? (await this.#make());
    await this.#onDisk(file.truncate(0));
    this.#source = source;
    this.#hash = createHash('sha256');
    this.#writtenBytes = 0;
    this.#letGoOfWaiting();
    await this.#note(); // also so that a full disk has room for the next one, see `salvage`
  }

  /** Keeps what the host said when it continued the file. */
  continueFrom(source: FileVersion): void {
    this.#source = source;
  }

  /**
   * Adds bytes at the end; resolves once there is room for more. Pieces of a connection are small, and
   * a call of the system for each costs more than their hash.
   * @throws DiskError
   */
  async append(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= gatheredBytes) await this.#write();
  }

  /** Makes all bytes so far safe to continue from, also after a power cut. @throws DiskError */
  async checkpoint(): Promise<void> {
    if (this.#file === undefined || this.unprovenBytes === 0) return;
    await this.#write();
    await this.#onDisk(this.#file.sync());
    await this.#note();
  }

  /**
   * Notes what is there although the disk has just refused. If that fails too, the bytes since the last
   * note are not continued, and that is all.
   */
  async saveAfterError(): Promise<void> {
    if (this.#source === undefined) return;
    this.#letGoOfWaiting();
    try {
      await this.#file?.sync();
      await overwriteNote(this.#root, this.#notePath, this.#noteOn(this.#source));
    } catch {
      // The first trouble is on its way to the user already.
    }
  }

  /** Puts the whole file on disk (fsync), and notes that this is all of it. @throws DiskError */
  async finish(): Promise<{ sizeBytes: number; sha256: string; file: RootFile }> {
    const file = this.#opened();
    await this.#write();
    const isNoted = this.unprovenBytes === 0 && this.isWhole; // by the last checkpoint
    if (!isNoted) {
      await this.#onDisk(file.sync());
      if (this.#source !== undefined) {
        this.#source = { ...this.#source, totalBytes: this.#writtenBytes };
      }
      await this.#note();
    }
    const { sizeBytes } = await this.#onDisk(file.stat());
    return { sizeBytes, sha256: this.#hash.copy().digest('hex'), file };
  }

  /** Removes file and note: only for bytes that are proven worthless. @throws DiskError */
  async discard(): Promise<void> {
    await this.close();
    this.#source = undefined;
    this.#hash = createHash('sha256');
    this.#writtenBytes = 0;
    this.#notedBytes = 0;
    this.#letGoOfWaiting();
    await this.#onDisk(this.#root.remove(this.#notePath));
    await this.#onDisk(this.#root.remove(this.#path));
  }

  /** Lets go of the file. What counts has been flushed; of other bytes no note speaks. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close().catch(() => undefined); // of a drive in trouble its first failure tells
  }

  /** Writes what waits. What the system refuses is gone, and asked for again. @throws DiskError */
  async #write(): Promise<void> {
    const file = this.#opened();
    let pieces: readonly Uint8Array[] = this.#waiting;
    this.#letGoOfWaiting();
    while (pieces.length > 0) {
      const bytesWritten = await this.#onDisk(
        writeJoined(pieces, (bytes) => file.write(bytes, this.#writtenBytes)),
      );
      const split = splitAt(pieces, bytesWritten);
      for (const piece of split.before) this.#hash.update(piece);
      this.#writtenBytes += bytesWritten;
      pieces = split.after;
    }
  }

  #letGoOfWaiting(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #opened(): RootFile {
    if (this.#file === undefined) throw new Error('A part is restarted before it is written.');
    return this.#file;
  }

  /** Opens the file to begin anew: an own one that is there, or a new one. @throws DiskError */
  async #make(): Promise<RootFile> {
    const opening = this.#root.openOwn(this.#path);
    const file =
      (await this.#onDisk(opening)) ?? (await this.#onDisk(this.#root.create(this.#path)));
    this.#file = file;
    return file;
  }

  async #takeUp(note: PartNote, signal: AbortSignal | undefined): Promise<void> {
    try {
      this.#file = await this.#root.openOwn(this.#path);
    } catch (error) {
      if (error instanceof DiskError) throw error;
      return; // if the folder is at fault, `restart` will say so
    }
    // The note outlived it, or is somebody's: a hole has any number of bytes to be read.
    if (this.#file === undefined || this.#file.facts.sizeBytes < note.provenBytes) return;
    const prefixHash = await this.#hashPrefix(note.provenBytes, signal);
    if (prefixHash?.copy().digest('hex') !== note.provenSha256) return;
    await this.#onDisk(this.#opened().truncate(note.provenBytes));
    this.#source = sourceOf(note);
    this.#hash = prefixHash;
    this.#writtenBytes = note.provenBytes;
    this.#notedBytes = note.provenBytes;
  }

  /** @returns `undefined` when the file is shorter than that, or nobody wants it any more */
  async #hashPrefix(
    lengthBytes: number,
    signal: AbortSignal | undefined,
  ): Promise<Hash | undefined> {
    const hash = createHash('sha256');
    for (let position = 0; position < lengthBytes;) {
      if (signal?.aborted === true) return undefined;
      const wanted = Math.min(readBytes, lengthBytes - position);
      const piece = await this.#onDisk(this.#opened().read(position, wanted));
      if (piece.length === 0) return undefined;
      hash.update(piece);
      position += piece.length;
    }
    return hash;
  }

  async #note(): Promise<void> {
    if (this.#source === undefined) return;
    await writeNote(this.#root, this.#notePath, this.#noteOn(this.#source));
    this.#notedBytes = this.#writtenBytes;
  }

  #noteOn(source: FileVersion): PartNote {
    const provenSha256 = this.#hash.copy().digest('hex');
    return { ...source, provenBytes: this.#writtenBytes, provenSha256 };
  }

  #onDisk<T>(work: Promise<T>): Promise<T> {
    return onDisk(this.absolutePath, work);
  }
}
