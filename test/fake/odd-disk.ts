import type nodeFs from 'node:fs';

type Fs = typeof nodeFs;

/** The calls that can be made odd, by their names without `Sync`. */
export type OddCall =
  | 'open'
  | 'link'
  | 'rename'
  | 'unlink'
  | 'mkdir'
  | 'fsync'
  | 'futimes'
  | 'utimes'
  | 'chmod'
  | 'statfs'
  | 'lstat'
  | 'fstat';

/** One thing that a file system does in its own way, below a folder. */
export type OddRule = { readonly below: string } & (
  | {
      readonly kind: 'refuse';
      readonly calls: readonly OddCall[];
      readonly code: string;
      /** Only so often for each path; absent: always. */
      readonly times?: number;
      /** Only folders, or only files; absent: both. */
      readonly of?: 'folder' | 'file';
      /** Only paths that end so. */
      readonly ending?: string;
      /** Only where the new name is another file's already. */
      readonly isTaken?: true;
      /** Only with any of these flags of open(2). */
      readonly flags?: number;
    }
  /** Names above so many bytes. */
  | { readonly kind: 'names'; readonly bytes: number }
  /** Names with letters that this matches (a regular expression). */
  | { readonly kind: 'letters'; readonly refused: string; readonly code: string }
  | {
      readonly kind: 'space';
      readonly bsize: number;
      readonly blocks: number;
      readonly bavail: number;
    }
  | { readonly kind: 'numbers'; readonly are: 'none' | 'restless' | 'by-path' }
);

type Anything = (...args: unknown[]) => unknown;

function refusal(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: odd disk, ${call} '${path}'`), {
    code,
    syscall: call,
    path,
  });
}

/** Wraps the calls of Node's file system so that what lies below some folders is odd. */
export function makeOdd(fs: Fs, rules: readonly OddRule[]): void {
  const plain = { ...fs };
  const opened = new Map<number, string>();
  const counts = new Map<string, number>();
  let restless = 0n;

  const real = (path: unknown): string => {
    if (typeof path === 'number') return opened.get(path) ?? '';
    const text = String(path);
    const held = /^\/proc\/self\/fd\/(\d+)(\/.*)?$/.exec(text);
    if (held === null) return text;
    try {
      return plain.readlinkSync(`/proc/self/fd/${held[1] ?? ''}`) + (held[2] ?? '');
    } catch {
      return text;
    }
  };
  const isFolder = (path: string): boolean =>
    plain.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

  const ask = (call: OddCall, paths: readonly string[], flags = 0): void => {
    const target = paths.at(-1) ?? '';
    for (const rule of rules) {
      if (!paths.some((path) => path.startsWith(`${rule.below}/`) || path === rule.below)) continue;
      const name = target.slice(target.lastIndexOf('/') + 1);
      if (rule.kind === 'names' && Buffer.byteLength(name) > rule.bytes) {
        throw refusal('ENAMETOOLONG', call, target);
      }
      if (rule.kind === 'letters' && new RegExp(rule.refused, 'u').test(name)) {
        throw refusal(rule.code, call, target);
      }
      if (rule.kind !== 'refuse' || !rule.calls.includes(call)) continue;
      const { code, times = Infinity, of, ending = '', isTaken, flags: wanted } = rule;
      if (!target.endsWith(ending) && !(paths[0] ?? '').endsWith(ending)) continue;
      if (of !== undefined && isFolder(target) !== (of === 'folder')) continue;
      if (isTaken === true && !plain.existsSync(target)) continue;
      if (wanted !== undefined && (flags & wanted) === 0) continue;
      const key = `${call} ${code} ${target}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count <= times) throw refusal(code, call, target);
    }
  };
  const numbered = (path: string, stats: unknown): unknown => {
    const rule = rules.find(
      ({ kind, below }) => kind === 'numbers' && path.startsWith(`${below}/`),
    );
    if (rule?.kind !== 'numbers' || typeof stats !== 'object' || stats === null) return stats;
    let ino = 0n;
    if (rule.are === 'restless') ino = restless += 1n;
    if (rule.are === 'by-path')
      for (const each of Buffer.from(path)) ino = (ino * 31n + BigInt(each)) % 999983n;
    return Object.assign(stats, { ino, nlink: 1n });
  };
  const wrap = (name: keyof Fs, before: (args: unknown[]) => void): void => {
    const call = plain[name] as Anything;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        before(args);
        return call(...args);
      },
    });
  };

  wrap('linkSync', ([from, to]) => ask('link', [real(from), real(to)]));
  wrap('renameSync', ([from, to]) => ask('rename', [real(from), real(to)]));
  wrap('unlinkSync', ([path]) => ask('unlink', [real(path)]));
  wrap('mkdirSync', ([path]) => ask('mkdir', [real(path)]));
  wrap('fsyncSync', ([fd]) => ask('fsync', [real(fd)]));
  wrap('futimesSync', ([fd]) => ask('futimes', [real(fd)]));
  wrap('utimesSync', ([path]) => ask('utimes', [real(path)]));
  wrap('chmodSync', ([path]) => ask('chmod', [real(path)]));
  wrap('closeSync', ([fd]) => opened.delete(Number(fd)));
  Object.assign(fs, {
    openSync: (...args: Parameters<Fs['openSync']>) => {
      const path = real(args[0]);
      ask('open', [path], typeof args[1] === 'number' ? args[1] : 0);
      const fd = plain.openSync(...args);
      opened.set(fd, path);
      return fd;
    },
    lstatSync: (...args: Parameters<Fs['lstatSync']>) => {
      const path = real(args[0]);
      ask('lstat', [path]);
      return numbered(path, (plain.lstatSync as Anything)(...args));
    },
    fstatSync: (...args: Parameters<Fs['fstatSync']>) => {
      const path = real(args[0]);
      ask('fstat', [path]);
      return numbered(path, (plain.fstatSync as Anything)(...args));
    },
    statfsSync: (...args: Parameters<Fs['statfsSync']>) => {
      const path = real(args[0]);
      ask('statfs', [path]);
      const rule = rules.find(({ kind, below }) => kind === 'space' && path.startsWith(below));
      return rule?.kind === 'space' ? rule : (plain.statfsSync as Anything)(...args);
    },
  });
}
