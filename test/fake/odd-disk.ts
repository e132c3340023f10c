import type nodeFs from 'node:fs';

type Fs = typeof nodeFs;

/** Under this key a thread finds what is odd (`getEnvironmentData`). */
export const oddRulesKey = 'reelkeep odd disk rules';

/** What a thread is told. */
export interface OddDisks {
  readonly rules: readonly OddRule[];
  /** How often each rule was met, by all threads: 32 bits for each. */
  readonly met: SharedArrayBuffer;
}

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
  /** Capitals and small letters are the same, as are names with and without dots and blanks at their ends. */
  | { readonly kind: 'caseless' }
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
export function makeOdd(fs: Fs, { rules, met }: OddDisks): void {
  const plain = { ...fs };
  const timesMet = new Int32Array(met);
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

  const meet = (rule: OddRule): void => {
    Atomics.add(timesMet, rules.indexOf(rule), 1);
  };
  /** A refusal that follows a rule. */
  const by = (rule: OddRule, error: Error): Error => {
    meet(rule);
    return error;
  };
  const ask = (call: OddCall, paths: readonly string[], flags = 0): void => {
    const target = paths.at(-1) ?? '';
    for (const rule of rules) {
      if (!paths.some((path) => path.startsWith(`${rule.below}/`) || path === rule.below)) continue;
      const name = target.slice(target.lastIndexOf('/') + 1);
      if (rule.kind === 'names' && Buffer.byteLength(name) > rule.bytes) {
        throw by(rule, refusal('ENAMETOOLONG', call, target));
      }
      if (rule.kind === 'letters' && new RegExp(rule.refused, 'u').test(name)) {
        throw by(rule, refusal(rule.code, call, target));
      }
      if (rule.kind !== 'refuse' || !rule.calls.includes(call)) continue;
      const { code, times = Infinity, of, ending = '', isTaken, flags: wanted } = rule;
      if (!target.endsWith(ending) && !(paths[0] ?? '').endsWith(ending)) continue;
      if (of !== undefined && isFolder(target) !== (of === 'folder')) continue;
      // Nobody holds what is not there: only the making of a file can be refused.
      const isMade = (flags & fs.constants.O_CREAT) !== 0;
      if (of === 'file' && call === 'open' && !isMade && !plain.existsSync(target)) continue;
      if (isTaken === true && !plain.existsSync(target)) continue;
      if (wanted !== undefined && (flags & wanted) === 0) continue;
      const key = `${call} ${code} ${target}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count <= times) throw by(rule, refusal(code, call, target));
    }
  };
  const numbered = (path: string, stats: unknown): unknown => {
    const rule = rules.find(
      ({ kind, below }) => kind === 'numbers' && path.startsWith(`${below}/`),
    );
    if (rule?.kind !== 'numbers' || typeof stats !== 'object' || stats === null) return stats;
    meet(rule);
    let ino = 0n;
    if (rule.are === 'restless') ino = restless += 1n;
    if (rule.are === 'by-path')
      for (const each of Buffer.from(path)) ino = (ino * 31n + BigInt(each)) % 999983n;
    return Object.assign(stats, { ino, nlink: 1n });
  };
  const caseless = rules.filter(({ kind }) => kind === 'caseless');
  /** The name that an entry has already, should the disk not tell it from this one. */
  const spelled = <T>(path: T): T | string => {
    if (typeof path !== 'string' || !caseless.some(({ below }) => real(path).startsWith(below)))
      return path;
    const at = path.lastIndexOf('/') + 1;
    const fold = (name: string): string => name.replace(/[. ]+$/, '').toLowerCase();
    try {
      const names = plain.readdirSync(path.slice(0, at));
      const known = names.find((name) => fold(name) === fold(path.slice(at)));
      if (known === undefined || known === path.slice(at)) return path;
      for (const rule of caseless) if (real(path).startsWith(rule.below)) meet(rule);
      return path.slice(0, at) + known;
    } catch {
      return path;
    }
  };
  const wrap = (name: keyof Fs, before: (args: unknown[]) => void): void => {
    const call = plain[name] as Anything;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        before(args);
        return call(...args.map(spelled));
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
      const [, ...how] = args;
      const fd = plain.openSync(spelled(args[0]), ...how);
      opened.set(fd, path);
      return fd;
    },
    lstatSync: (...args: Parameters<Fs['lstatSync']>) => {
      const path = real(args[0]);
      ask('lstat', [path]);
      return numbered(path, (plain.lstatSync as Anything)(...args.map(spelled)));
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
      if (rule?.kind !== 'space') return (plain.statfsSync as Anything)(...args);
      meet(rule);
      return rule;
    },
  });
}
