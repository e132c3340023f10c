import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiskTrouble, systemCode } from '../disk.ts';
import { onDisk, realFolder } from './on-disk.ts';
import { readNote, squeezeNote, writeNote, type PartNote } from './part-note.ts';
import { splitAfter } from './pieces.ts';
import { sourceOf, type Prefix, type Source } from './resume.ts';

/** Bytes read at a time when a prefix is hashed. */
const readBytes = 256 * 1024;

/** So many bytes are gathered before they are written. */
const writeBytes = 512 * 1024;

// A link in the place of the file would lead the bytes out of the archive. Windows has no such flag.
const noFollow = 'O_NOFOLLOW' in constants ? constants.O_NOFOLLOW : 0;

/**
 * An unfinished file and the note beside it. After a power cut a file can have its length but not
 * its bytes, so length alone proves nothing: a prefix is taken up again only when its SHA-256 is the
 * one that was noted, and the hash of the whole file goes on from there.
 */
export class Part {
  readonly path: string;
  readonly #notePath: string;
  /** Where the folder really lies; `undefined` when it is not there. */
  readonly #folder: string | undefined;
  #handle: FileHandle | undefined;
  #source: Source | undefined;
  #hash: Hash = createHash('sha256');
  /** Bytes that the system has taken; the hash is theirs. */
  #writtenBytes = 0;
  #notedBytes = 0;
  /** Pieces that came and wait to be written together. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  private constructor(path: string, folder: string | undefined) {
    this.path = path;
    this.#folder = folder;
    this.#notePath = `${path}.json`;
  }

  /**
   * Takes up what is there, or starts with nothing; makes no file before there are bytes for it.
   * @throws DiskTrouble
   */
  static async open(path: string): Promise<Part> {
    const part = new Part(path, await realFolder(dirname(path)));
    const note = await readNote(part.#notePath);
    if (note !== undefined && note.provenBytes > 0) await part.#takeUp(note);
    return part;
  }

  /** What can be continued; `undefined` when there is nothing. */
  get prefix(): Prefix | undefined {
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
  get file(): FileHandle {
    return this.#opened();
  }

  /** Bytes that would be lost if the power went now. */
  get unprovenBytes(): number {
    return this.receivedBytes - this.#notedBytes;
  }

  /** Whether the bytes on disk belong to this very source. */
  isFrom(source: Source): boolean {
    return this.#source === source;
  }

  /** Begins from the first byte; what was there is overwritten. @throws DiskTrouble */
  async restart(source: Source): Promise<void> {
    const handle = this.#handle ?? (await this.#make());
    await onDisk(this.path, handle.truncate(0));
    this.#source = source;
    this.#hash = createHash('sha256');
    this.#writtenBytes = 0;
    this.#letGoOfWaiting();
    await this.#note(); // also so that a full disk has room for the next one, see `salvage`
  }

  /** Keeps what the host said when it continued the file. */
  continueFrom(source: Source): void {
    this.#source = source;
  }

  /**
   * Adds bytes at the end; resolves once there is room for more. Pieces of a connection are small, and
   * a call of the system for each costs more than their hash.
   * @throws DiskTrouble
   */
  async append(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= writeBytes) await this.#write();
  }

  /** Makes all bytes so far safe to continue from, also after a power cut. @throws DiskTrouble */
  async checkpoint(): Promise<void> {
    if (this.#handle === undefined || this.unprovenBytes === 0) return;
    await this.#write();
    await onDisk(this.path, this.#handle.sync());
    await this.#note();
  }

  /**
   * Notes what is there although the disk has just refused. If that fails too, the bytes since the last
   * note are not continued, and that is all.
   */
  async salvage(): Promise<void> {
    if (this.#source === undefined) return;
    this.#letGoOfWaiting();
    try {
      await this.#handle?.sync();
      await this.#ensureInPlace();
      await squeezeNote(this.#notePath, this.#noteOn(this.#source));
    } catch {
      // The first trouble is on its way to the user already.
    }
  }

  /** Puts the whole file on disk (fsync), and notes that this is all of it. @throws DiskTrouble */
  async finish(): Promise<{ sizeBytes: number; sha256: string; file: FileHandle }> {
    const file = this.#opened();
    await this.#write();
    const isNoted = this.unprovenBytes === 0 && this.isWhole; // by the last checkpoint
    if (!isNoted) {
      await onDisk(this.path, file.sync());
      if (this.#source !== undefined) {
        this.#source = { ...this.#source, totalBytes: this.#writtenBytes };
      }
      await this.#note();
    }
    const { size } = await onDisk(this.path, file.stat());
    return { sizeBytes: size, sha256: this.#hash.copy().digest('hex'), file };
  }

  /** Removes file and note: only for bytes that are proven worthless. @throws DiskTrouble */
  async discard(): Promise<void> {
    await this.close();
    await this.#ensureInPlace();
    this.#source = undefined;
    this.#hash = createHash('sha256');
    this.#writtenBytes = 0;
    this.#notedBytes = 0;
    this.#letGoOfWaiting();
    await onDisk(this.path, rm(this.#notePath, { force: true }));
    await onDisk(this.path, rm(this.path, { force: true }));
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /** Writes what waits. What the system refuses is gone, and asked for again. @throws DiskTrouble */
  async #write(): Promise<void> {
    const handle = this.#opened();
    let pieces: readonly Uint8Array[] = this.#waiting;
    this.#letGoOfWaiting();
    while (pieces.length > 0) {
      const write = handle.writev([...pieces], this.#writtenBytes);
      const { bytesWritten } = await onDisk(this.path, write);
      const split = splitAfter(pieces, bytesWritten);
      for (const piece of split.before) this.#hash.update(piece);
      this.#writtenBytes += bytesWritten;
      pieces = split.after;
    }
  }

  #letGoOfWaiting(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #opened(): FileHandle {
    if (this.#handle === undefined) throw new Error('A part is restarted before it is written.');
    return this.#handle;
  }

  /**
   * Opens the file to begin anew. Between the archive's own check and the first bytes lies a host's whole
   * answer, and a month may become a link at any moment: what was made outside goes again at once.
   */
  async #make(): Promise<FileHandle> {
    await this.#ensureInPlace();
    const { O_RDWR, O_CREAT, O_EXCL } = constants;
    try {
      await this.#openFile(O_RDWR | O_CREAT | O_EXCL);
    } catch (error) {
      if (!(error instanceof DiskTrouble) || systemCode(error.cause) !== 'EEXIST') throw error;
      return this.#openFile(O_RDWR);
    }
    try {
      await this.#ensureInPlace();
    } catch (error) {
      await this.close();
      await rm(this.path, { force: true });
      throw error;
    }
    return this.#opened();
  }

  async #openFile(flags: number): Promise<FileHandle> {
    this.#handle = await onDisk(this.path, open(this.path, flags | noFollow, 0o644));
    return this.#handle;
  }

  async #takeUp(note: PartNote): Promise<void> {
    try {
      await this.#openFile(constants.O_RDWR);
    } catch {
      return; // the note outlived its file; if the folder is at fault, `restart` will say so
    }
    const prefixHash = await this.#hashPrefix(note.provenBytes);
    if (prefixHash?.copy().digest('hex') !== note.provenSha256) return;
    await onDisk(this.path, this.#opened().truncate(note.provenBytes));
    this.#source = sourceOf(note);
    this.#hash = prefixHash;
    this.#writtenBytes = note.provenBytes;
    this.#notedBytes = note.provenBytes;
  }

  /** @returns `undefined` when the file is shorter than that. */
  async #hashPrefix(lengthBytes: number): Promise<Hash | undefined> {
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(readBytes);
    for (let position = 0; position < lengthBytes;) {
      const wanted = Math.min(readBytes, lengthBytes - position);
      const { bytesRead } = await onDisk(
        this.path,
        this.#opened().read(buffer, 0, wanted, position),
      );
      if (bytesRead === 0) return undefined;
      hash.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
    return hash;
  }

  async #note(): Promise<void> {
    if (this.#source === undefined) return;
    await this.#ensureInPlace();
    await writeNote(this.#notePath, this.#noteOn(this.#source));
    this.#notedBytes = this.#writtenBytes;
  }

  /**
   * The open file stays where it is, but the note goes by its name: a month that has become a link
   * since would lead it out of the archive. A folder that is gone the write itself will tell.
   * @throws DiskTrouble
   */
  async #ensureInPlace(): Promise<void> {
    const folder = await realFolder(dirname(this.path));
    if (folder === undefined || folder === this.#folder) return;
    throw new DiskTrouble({ code: 'disk-error', path: this.path, detail: 'outside' });
  }

  #noteOn(source: Source): PartNote {
    const provenSha256 = this.#hash.copy().digest('hex');
    return { ...source, provenBytes: this.#writtenBytes, provenSha256 };
  }
}
