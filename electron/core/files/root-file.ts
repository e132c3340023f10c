import type { EntryFacts } from './entry.ts';
import type { Gate, RunOptions } from './gate.ts';
import type { OpenFile } from './thread/open.ts';
import { runSequence } from './run-sequence.ts';
import { expecting, type SequenceOutcome } from './steps.ts';
import type { Step } from './thread/sequence.ts';
import type { OperationInput, OperationName, OperationResult } from './thread/operations.ts';

/** The longest piece that is read at once. */
const longestReadBytes = 1024 ** 2;

/** An open regular file below a root. Whoever has it closes it. */
export class RootFile {
  readonly #gate: Gate;
  readonly #pending = new Set<Promise<unknown>>();
  #fd: number | undefined;
  /** As it was when it was opened. */
  readonly facts: EntryFacts;

  constructor(gate: Gate, { fd, facts }: OpenFile) {
    this.#gate = gate;
    this.#fd = fd;
    this.facts = facts;
  }

  /** Whether it has not been closed yet. */
  get isOpen(): boolean {
    return this.#fd !== undefined;
  }

  /** Its facts now. @throws DiskError or the system's error */
  stat(): Promise<EntryFacts> {
    return this.#run('factsOf', [this.#open()]);
  }

  /**
   * Up to `lengthBytes` bytes, 1 MiB at the most; fewer only where the file ends or that is all.
   * @throws DiskError or the system's error
   */
  async read(position: number, lengthBytes: number): Promise<Buffer> {
    const length = Math.max(0, Math.min(lengthBytes, longestReadBytes));
    if (length === 0) return Buffer.alloc(0);
    const bytes = await this.#run('read', [this.#open(), { position, lengthBytes: length }]);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The bytes from a position to the end, piece by piece. */
  async *pieces(pieceBytes: number, from = 0): AsyncGenerator<Buffer> {
    const wantedBytes = Math.min(pieceBytes, longestReadBytes);
    for (let position = from; ;) {
      const piece = await this.read(position, wantedBytes);
      if (piece.length > 0) yield piece;
      if (piece.length < wantedBytes) return; // here the file ends
      position += piece.length;
    }
  }

  /**
   * Writes at a position.
   * @param bytes handed over: they are not to be used afterwards; shared ones (SharedArrayBuffer) not before
   * this is done, and not again if it fails, for then it may still be on its way
   * @returns how many the system took
   * @throws DiskError or the system's error
   */
  write(bytes: Uint8Array, position: number): Promise<number> {
    const { buffer } = bytes;
    // A piece of a larger buffer belongs to others too.
    const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
    return this.#run('write', [this.#open(), { bytes, position }], {
      transfer: isOwn ? [buffer] : [],
    });
  }

  /**
   * Writes at a position and puts all on disk (fsync), and then runs other steps, as one operation; see
   * `Root.sequence`. Where the system took not all of the bytes, the rest does not happen.
   * @param bytes shared, or copied; see `write`
   * @throws DiskError `drive-not-answering`
   */
  writeAndSync<const S extends readonly Step[]>(
    bytes: Uint8Array,
    position: number,
    after: S,
  ): Promise<SequenceOutcome<readonly [Step<'write'>, Step<'sync'>, ...S]>> {
    const fd = this.#open();
    const write: Step<'write'> = { name: 'write', input: [fd, { bytes, position }] };
    const sync: Step<'sync'> = { name: 'sync', input: [fd] };
    const steps = [expecting(write, bytes.length), sync, ...after] as const;
    return this.#noted(runSequence(this.#gate, steps));
  }

  /** Puts the bytes on disk (fsync). @throws DiskError or the system's error */
  sync(): Promise<void> {
    return this.#run('sync', [this.#open()]);
  }

  /** Cuts the file. @throws DiskError or the system's error */
  truncate(sizeBytes: number): Promise<void> {
    return this.#run('truncate', [this.#open(), sizeBytes]);
  }

  /** Sets the time of the last change, in Unix milliseconds, where the file system lets us. */
  setModified(modifiedAtMs: number): Promise<void> {
    return this.#run('setModified', [this.#open(), modifiedAtMs]);
  }

  /**
   * Lets go of the file (idempotent). Where the drive does not answer, it is closed when it does.
   * @throws DiskError or the system's error
   */
  async close(): Promise<void> {
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd === undefined) return;
    // The number is soon another file's: nothing may still be on its way to this one.
    await Promise.allSettled(this.#pending);
    await this.#gate.run('close', [fd]);
  }

  #run<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    options?: RunOptions,
  ): Promise<OperationResult<N>> {
    return this.#noted(this.#gate.run(name, input, options));
  }

  /** Closing waits for it. */
  #noted<T>(running: Promise<T>): Promise<T> {
    this.#pending.add(running);
    const done = () => this.#pending.delete(running);
    running.then(done, done);
    return running;
  }

  #open(): number {
    if (this.#fd === undefined) throw new Error('The file has been closed.');
    return this.#fd;
  }
}
