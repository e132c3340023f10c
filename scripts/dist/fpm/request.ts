/** What electron-builder asks of fpm, in the words of its command line. */
export interface FpmRequest {
  readonly type: string;
  /** The package to write. */
  readonly output: string;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  /** Folders that are the package’s own, and go with it; Debian’s know that by themselves. */
  readonly folders: readonly string[];
  /** Everything that has one value, by its option. */
  readonly options: ReadonlyMap<string, string>;
  /** Where each file or folder comes from, and where it goes; a folder’s ends in a slash. */
  readonly files: readonly (readonly [from: string, to: string])[];
}

const flags = new Set(['--force', '--debug', '--no-depends']);
const lists: Readonly<Record<string, 'depends' | 'recommends' | 'folders' | undefined>> = {
  '-d': 'depends',
  '--depends': 'depends',
  '--deb-recommends': 'recommends',
  '--directories': 'folders',
};

/**
 * Reads fpm’s arguments as electron-builder 26 writes them.
 * @throws for an option without a value, and where the type or the output is missing
 */
export function readRequest(args: readonly string[]): FpmRequest {
  const found = { depends: [] as string[], recommends: [] as string[], folders: [] as string[] };
  const options = new Map<string, string>();
  const files: [string, string][] = [];
  const rest = args.filter((arg) => !flags.has(arg));
  for (let index = 0; index < rest.length; index += 1) {
    const arg = rest[index] ?? '';
    if (!arg.startsWith('-')) {
      const at = arg.lastIndexOf('=');
      files.push([arg.slice(0, at), arg.slice(at + 1)]);
      continue;
    }
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
    const name = equals < 0 ? arg : arg.slice(0, equals);
    if (equals < 0) index += 1;
    const value = equals < 0 ? rest[index] : arg.slice(equals + 1);
    if (value === undefined) throw new Error(`fpm: ${name} has no value`);
    const list = lists[name];
    if (list === undefined) options.set(name, value);
    else found[list].push(value);
  }
  const [type, output] = [options.get('-t'), options.get('--package')];
  if (type === undefined || output === undefined)
    throw new Error('fpm: -t or --package is missing');
  return { type, output, ...found, options, files };
}
