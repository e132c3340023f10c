import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What a disk is asked for, by what it means for a file. */
export type DiskStep = 'open' | 'write' | 'sync' | 'rename' | 'close';

/** What a disk refuses: a step on a path, by the system's code, `ENOSPC`; `undefined` for nothing. */
export type Refuse = (step: DiskStep, path: string) => string | undefined;

type AnyFunction = (...args: unknown[]) => unknown;

/** The calls of each step, and which of their arguments are paths or descriptors. */
const calls: { readonly [S in DiskStep]: readonly string[] } = {
  open: ['openSync', 'mkdirSync'],
  write: ['writeSync', 'ftruncateSync'],
  sync: ['fsyncSync'],
  rename: ['renameSync', 'linkSync', 'unlinkSync'],
  close: ['closeSync'],
};

/**
 * Lets the calls of this very process be refused, as a disk does it. For what binds `node:fs` by its names, as
 * the operations of the disk threads do; to be undone with `restore`.
 */
export class RefusingFs {
  refuse: Refuse = () => undefined;
  /** How often a call was refused, by what it was refused with. */
  readonly met = new Map<string, number>();
  readonly #plain: Record<string, AnyFunction> = {};
  readonly #opened = new Map<number, string>();
  readonly #wait = Atomics.wait;

  constructor() {
    const methods = fs as unknown as Record<string, AnyFunction>; // only functions of it are looked up
    const readlink = fs.readlinkSync;
    const pathOf = (place: unknown): string => {
      if (typeof place === 'number') return this.#opened.get(place) ?? '';
      const [, fd, rest = ''] = /^\/proc\/self\/fd\/(\d+)(\/.*)?$/.exec(String(place)) ?? [];
      return fd === undefined ? String(place) : readlink(`/proc/self/fd/${fd}`) + rest;
    };
    for (const [step, names] of Object.entries(calls) as [DiskStep, readonly string[]][]) {
      for (const name of names) {
        const plain = methods[name];
        if (plain === undefined) throw new Error(name);
        this.#plain[name] = plain;
        methods[name] = (...args) => {
          const paths = args.slice(0, step === 'rename' ? 2 : 1).map(pathOf);
          const code = paths
            .map((path) => this.refuse(step, path))
            .find((each) => each !== undefined);
          // A descriptor is closed whatever close(2) says.
          if (code === undefined || step === 'close') {
            const result = plain(...args);
            if (name === 'openSync') this.#opened.set(Number(result), paths[0] ?? '');
            if (name === 'closeSync') this.#opened.delete(Number(args[0]));
            if (code === undefined) return result;
          }
          this.met.set(code, (this.met.get(code) ?? 0) + 1);
          throw refusal(code, name.replace('Sync', ''), paths[0] ?? '');
        };
      }
    }
    syncBuiltinESMExports();
    // What is held by somebody is waited for on the disk's thread, which here is this one.
    Atomics.wait = () => 'timed-out';
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

function refusal(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: refused, ${syscall} '${path}'`), {
    code,
    syscall,
    path,
  });
}
