import { bytesOf } from './place-operations.ts';
import type { RootOptions } from './root-options.ts';
import { toSegments } from './segments.ts';
import type { Amendment } from './thread/amend.ts';
import type { Passage } from './thread/naming.ts';
import type { Place } from './thread/place.ts';
import type { Step } from './thread/sequence.ts';
import type { StepName, StepResult } from './thread/steps.ts';

/** What may be expected of an answer: of an object not all has to be said. */
export type Expected<T> = T extends Uint8Array
  ? T
  : T extends readonly (infer Each)[]
    ? readonly Expected<Each>[]
    : T extends object
      ? { readonly [K in keyof T]?: Expected<T[K]> }
      : T;

/** What a step answers. */
type ResultOf<S> = S extends Step<infer N> ? StepResult<N> : never;

/** What all steps of a sequence answer. */
export type ResultsOf<S extends readonly Step[]> = { readonly [I in keyof S]: ResultOf<S[I]> };

/** How a sequence ended: all of its steps ran as expected; or how far it came, and what was thrown if anything. */
export type SequenceOutcome<S extends readonly Step[]> =
  | { readonly isDone: true; readonly results: ResultsOf<S>; readonly error?: undefined }
  | {
      readonly isDone: false;
      readonly results: Partial<ResultsOf<S>>;
      readonly error: Error | undefined;
    };

/**
 * Lets the later steps run only if this one answers so.
 * @param result of an object what is said of it; of an array or of bytes each of them and their number
 */
export function expecting<N extends StepName>(
  step: Step<N>,
  result: Expected<StepResult<N>>,
): Step<N> {
  return { ...step, expected: { result } };
}

/**
 * What can be done at a root as one step of a sequence. Each is the operation of the same name in `Root`,
 * with all that it examines.
 */
export class Steps {
  readonly #root: string;
  readonly #hardLinks: boolean;
  readonly #pin: boolean;

  /** @param root absolute */
  constructor(root: string, { hardLinks = true, pin = true }: RootOptions) {
    this.#root = root;
    this.#hardLinks = hardLinks;
    this.#pin = pin;
  }

  /** The facts of several entries. */
  factsEach(paths: readonly string[]): Step<'factsEach'> {
    return { name: 'factsEach', input: [paths.map((path) => this.place(path))] };
  }

  /** What a folder holds, as far as names begin so. Of very many the answer has only the last. */
  list(folder: string, stem: string): Step<'list'> {
    return { name: 'list', input: [this.place(folder), { files: false, stem }] };
  }

  /** A small file's bytes. */
  readBytes(path: string, maxBytes: number): Step<'readSmall'> {
    return { name: 'readSmall', input: [this.place(path), { maxBytes }] };
  }

  /** Opens a regular file to be read. */
  openFile(path: string): Step<'openRead'> {
    return { name: 'openRead', input: [this.place(path)] };
  }

  /** Opens a file of Reelkeep's own to be changed, or makes it. */
  openOrCreate(path: string): Step<'openOrCreate'> {
    return { name: 'openOrCreate', input: [this.place(path)] };
  }

  /** Puts a small file on disk. */
  writeDurably(path: string, text: string): Step<'writeDurably'> {
    return { name: 'writeDurably', input: [this.place(path), bytesOf(text)] };
  }

  /** The same, unflushed. */
  writeAtomically(path: string, text: string): Step<'writeAtomically'> {
    return { name: 'writeAtomically', input: [this.place(path), bytesOf(text)] };
  }

  /** Changes the hash list of a folder. */
  amendHashList(path: string, amendment: Amendment): Step<'amendHashList'> {
    return { name: 'amendHashList', input: [this.place(path), amendment] };
  }

  /** Whether the root may be written. */
  checkWritable(): Step<'checkWritable'> {
    return { name: 'checkWritable', input: [this.#root] };
  }

  /** Makes a folder with those above it. */
  makeFolder(folder: string): Step<'makeFolder'> {
    return { name: 'makeFolder', input: [this.place(folder)] };
  }

  /** Gives a file another name, never replacing anything. */
  move(from: string, to: string): Step<'move'> {
    return { name: 'move', input: [this.passage(from, to)] };
  }

  /** Removes what regular files there are of these. */
  removeEach(paths: readonly string[]): Step<'removeEach'> {
    return { name: 'removeEach', input: [paths.map((path) => this.place(path))] };
  }

  /** A path below the root, as a disk thread is given it. @throws DiskError for one that leads elsewhere */
  place(path: string): Place {
    return { root: this.#root, segments: toSegments(path), pin: this.#pin };
  }

  /** From where to where, as a disk thread is given it. @throws DiskError for what leads elsewhere */
  passage(from: string, to: string): Passage {
    return { from: this.place(from), to: this.place(to), hardLinks: this.#hardLinks };
  }
}
