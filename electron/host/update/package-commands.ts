/** The kinds of packages that a package manager installs. */
export type PackageKind = 'deb' | 'rpm';

/** Where the system's own programs lie: what the user's PATH names is not run as root. */
export const systemFolders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'] as const;

/** Finds a program of the system; its absolute path. */
export type FindProgram = (name: string) => string | undefined;

/** How long apt waits for another that is at work, in seconds. */
const lockSeconds = 120;

/** The package managers of each kind, the best first, with what they are told before the file. */
const managers: { readonly [K in PackageKind]: readonly (readonly [string, ...string[]])[] } = {
  deb: [
    [
      'apt-get',
      '--yes',
      '--no-install-recommends',
      '--no-remove',
      '-o',
      `DPkg::Lock::Timeout=${String(lockSeconds)}`,
      'install',
    ],
    ['dpkg', '--install'],
  ],
  rpm: [
    ['dnf', 'install', '--assumeyes'],
    ['zypper', '--non-interactive', 'install', '--allow-unsigned-rpm'],
    ['rpm', '--upgrade'],
  ],
};

/** What people type, by the program that is there. */
const typed: { readonly [program: string]: string | undefined } = {
  'apt-get': 'apt install',
  dpkg: 'dpkg -i',
  dnf: 'dnf install',
  zypper: 'zypper install --allow-unsigned-rpm',
  rpm: 'rpm -U',
};

/** How a package is installed. */
export interface PackageCommand {
  /** Program and arguments, for root; the program by its absolute path. */
  readonly root: readonly string[];
  /** The same for people to type. */
  readonly typed: string;
}

/** A word as a shell reads it. */
export function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * How a package is installed on this system.
 * @param path absolute
 * @returns `undefined` where no package manager of its kind is found
 */
export function packageCommand(
  kind: PackageKind,
  path: string,
  find: FindProgram,
): PackageCommand | undefined {
  for (const [name, ...args] of managers[kind]) {
    const program = find(name);
    if (program === undefined) continue;
    return {
      root: [program, ...args, path],
      typed: `sudo ${typed[name] ?? name} ${shellQuoted(path)}`,
    };
  }
  return undefined;
}

/** How the system is asked which version of a package is installed. */
export function versionQuery(kind: PackageKind, find: FindProgram): readonly string[] | undefined {
  const program = find(kind === 'deb' ? 'dpkg-query' : 'rpm');
  if (program === undefined) return undefined;
  return kind === 'deb'
    ? [program, '--show', '--showformat=${db:Status-Status} ${Version}', 'reelkeep']
    : [program, '--query', '--queryformat=installed %{VERSION}', 'reelkeep'];
}

/** What it answers: packages write a beta's version with a tilde, so that it sorts before the release. */
export function installedVersion(answer: string): string | undefined {
  const version = /^installed (\S+)/.exec(answer)?.[1];
  return version?.replace(/-\d+$/, '').replace('~', '-');
}

/** What the end of pkexec means (pkexec(1), “Return value”). */
export function pkexecEnd(code: number): 'done' | 'declined' | 'nobody-asks' | 'failed' {
  if (code === 0) return 'done';
  if (code === 126) return 'declined';
  return code === 127 ? 'nobody-asks' : 'failed';
}
