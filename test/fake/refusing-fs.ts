import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What a disk is asked for, by what it means for a file. */
export type DiskStep = 'open' | 'write' | 'sync' | 'rename' | 'close' | 'look' | 'read';

/** What is refused: all, by the system's code, `ENOSPC`; or of a write what goes beyond so many bytes. */
export type Refusal = string | { readonly takenBytes: number };

/** What a disk refuses: a step on a path; `undefined` for nothing. `newBytes` need room that is free. */
export type Refuse = (step: DiskStep, path: string, newBytes: number) => Refusal | undefined;

type AnyFunction = (...args: unknown[]) => unknown;

/** The calls of each step, and which of their arguments are paths or descriptors. */
const calls: { readonly [S in DiskStep]: readonly string[] } = {
  open: ['openSync', 'mkdirSync'],
  write: ['writeSync', 'ftruncateSync'],
  sync: ['fsyncSync'],
  rename: ['renameSync', 'linkSync', 'unlinkSync'],
  close: ['closeSync'],
  look: ['lstatSync', 'fstatSync', 'accessSync'],
  read: ['readSync'],
};

/** What a file has of the disk, it has in blocks of so many bytes. */
const blockBytes = 4096;

/** An entry of a folder, as far as it needs room. */
const entryBytes = 1;

/**
 * Lets the calls of this very process be refused, as a disk does it. For what binds `node:fs` by its names, as
 * the operations of the disk threads do; to be undone with `restore`.
 */
export class RefusingFs {
  refuse: Refuse = () => undefined;
  /** Hears of what was done, by the names of Node's functions. */
  onDone: (call: string, path: string) => void = () => undefined;
  /** How often a call was refused, by what it was refused with. */
  readonly met = new Map<string, number>();
  readonly #plain: Record<string, AnyFunction> = {};
  readonly #opened = new Map<number, string>();
  readonly #wait = Atomics.wait;
  readonly #readlink = fs.readlinkSync;

  constructor() {
    const methods = fs as unknown as Record<string, AnyFunction>; // only functions of it are looked up
    for (const [step, names] of Object.entries(calls) as [DiskStep, readonly string[]][]) {
      for (const name of names) {
        const plain = methods[name];
        if (plain === undefined) throw new Error(name);
        this.#plain[name] = plain;
        methods[name] = (...args) => this.#call(step, name, args);
      }
    }
    syncBuiltinESMExports();
    // What is held by somebody is waited for on the disk's thread, which here is this one.
    Atomics.wait = () => 'timed-out';
  }

  /** The paths of what is open. */
  get opened(): readonly string[] {
    return [...this.#opened.values()];
  }

  #call(step: DiskStep, name: string, args: unknown[]): unknown {
    const paths = args.slice(0, step === 'rename' ? 2 : 1).map((place) => this.#pathOf(place));
    const newBytes = this.#newBytes(name, args);
    const refusal = paths
      .map((path) => this.refuse(step, path, newBytes))
      .find((each) => each !== undefined);
    const [path = ''] = paths;
    if (refusal === undefined) return this.#do(name, args, path);
    if (typeof refusal !== 'string') {
      const [fd, bytes, from, , at] = args;
      return this.#do(name, [fd, bytes, from, refusal.takenBytes, at], path);
    }
    this.met.set(refusal, (this.met.get(refusal) ?? 0) + 1);
    // A descriptor is closed whatever close(2) says.
    if (step === 'close') this.#do(name, args, path);
    if (refusal === 'ENOENT' && isToldAbsence(name, args)) return undefined;
    throw refused(refusal, name.replace('Sync', ''), path);
  }

  #do(name: string, args: unknown[], path: string): unknown {
    const result = this.#plain[name]?.(...args);
    if (name === 'openSync') this.#opened.set(Number(result), path);
    if (name === 'closeSync') this.#opened.delete(Number(args[0]));
    this.onDone(name, path);
    return result;
  }

  #pathOf(place: unknown): string {
    if (typeof place === 'number') return this.#opened.get(place) ?? '';
    const [, fd, rest = ''] = /^\/proc\/self\/fd\/(\d+)(\/.*)?$/.exec(String(place)) ?? [];
    return fd === undefined ? String(place) : this.#readlink(`/proc/self/fd/${fd}`) + rest;
  }

  #newBytes(name: string, args: readonly unknown[]): number {
    if (name === 'mkdirSync') return entryBytes;
    if (name === 'openSync') {
      const isMaking = (Number(args[1]) & fs.constants.O_CREAT) !== 0;
      return isMaking && !fs.existsSync(String(args[0])) ? entryBytes : 0;
    }
    if (name !== 'writeSync') return 0;
    const [fd, , , length, at] = args as readonly [number, unknown, number, number, number | null];
    const { size } = this.#plain['fstatSync']?.(fd) as fs.Stats; // of an open file
    const end = (at ?? size) + length;
    return end > Math.ceil(size / blockBytes) * blockBytes ? end - size : 0;
  }

  restore(): void {
    Atomics.wait = this.#wait;
    Object.assign(fs, this.#plain);
    syncBuiltinESMExports();
  }

  /** Does something for which nothing is refused. */
  spare<T>(work: () => T): T {
    const { refuse } = this;
    this.refuse = () => undefined;
    try {
      return work();
    } finally {
      this.refuse = refuse;
    }
  }
}

/** Whether a look answers that nothing is there, rather than throw it. */
function isToldAbsence(name: string, args: readonly unknown[]): boolean {
  const [, how] = args as readonly [unknown, fs.StatSyncOptions?]; // of the only call of that kind
  return name === 'lstatSync' && how?.throwIfNoEntry === false;
}

function refused(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: refused, ${syscall} '${path}'`), {
    code,
    syscall,
    path,
  });
}
