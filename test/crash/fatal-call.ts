import fs from 'node:fs';
import fsp, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** A call that changes something on disk. */
export interface DiskCall {
  readonly name: string;
  readonly path: string;
}

/** Told before and after every call that changes something on disk. */
export interface DiskWatcher {
  readonly before: (call: DiskCall) => void;
  readonly after: (call: DiskCall) => void;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Record<string, AnyFunction>;

const syncNames = [
  'writeFileSync',
  'renameSync',
  'fsyncSync',
  'linkSync',
  'unlinkSync',
  'mkdirSync',
  'writeSync',
];
const promiseNames = ['writeFile', 'rename', 'link', 'unlink', 'rm', 'mkdir'];
const handleNames = ['write', 'writev', 'writeFile', 'sync', 'truncate'];

/** Paths of the descriptors that are open, for calls that name only those. */
const opened = new Map<number, string>();

function pathOf(args: readonly unknown[]): string {
  const [first, second] = args;
  if (typeof first === 'number') return opened.get(first) ?? `descriptor ${String(first)}`;
  return typeof second === 'string' && second.startsWith('/') ? second : String(first);
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

function watched(name: string, original: AnyFunction, watcher: DiskWatcher): AnyFunction {
  return function (...args) {
    const path = pathOf(args);
    if (path.startsWith('descriptor')) return original.apply(this, args);
    const call = { name, path };
    watcher.before(call);
    const result = original.apply(this, args);
    if (!isPromise(result)) {
      watcher.after(call);
      return result;
    }
    return result.then((value) => {
      watcher.after(call);
      return value;
    });
  };
}

function watchHandle(handle: FileHandle, path: string, watcher: DiskWatcher): FileHandle {
  const methods = handle as unknown as Methods; // only functions of it are looked up
  for (const name of handleNames) {
    const original = methods[name];
    if (original === undefined) continue;
    const own = watched(name, (...args) => original.apply(handle, args.slice(1)), watcher);
    methods[name] = (...args) => own.call(handle, path, ...args);
  }
  return handle;
}

/**
 * Watches every change that this process makes on disk. To be called before any module is loaded that
 * binds the functions of `node:fs` at its start.
 */
export function watchDisk(watcher: DiskWatcher): void {
  const sync: object = fs;
  const promises: object = fsp;
  const { openSync, open } = { openSync: fs.openSync, open: fsp.open };
  fs.openSync = (path, ...rest) => {
    const descriptor = openSync(path, ...rest);
    opened.set(descriptor, String(path));
    return descriptor;
  };
  fsp.open = async (path, ...rest) => watchHandle(await open(path, ...rest), String(path), watcher);
  for (const [target, names] of [
    [sync, syncNames],
    [promises, promiseNames],
  ] as const) {
    for (const name of names) {
      const methods = target as Methods; // functions, looked up and replaced by their names
      const original = methods[name];
      if (original !== undefined) methods[name] = watched(name, original, watcher);
    }
  }
  syncBuiltinESMExports();
}

/** Kills this process at the n-th call, before it or right after it. */
export function fatalWatcher(
  fatalCall: number,
  isCarriedOut: boolean,
  lastWords: (call: DiskCall) => void,
): DiskWatcher & { readonly count: () => number } {
  let calls = 0;
  let fatal: DiskCall | undefined;
  const die = (call: DiskCall) => {
    lastWords(call);
    process.kill(process.pid, 'SIGKILL');
  };
  return {
    count: () => calls,
    before: (call) => {
      calls += 1;
      if (calls !== fatalCall) return;
      if (isCarriedOut) fatal = call;
      else die(call);
    },
    after: (call) => {
      if (call === fatal) die(call);
    },
  };
}
