import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';
import type { InstallEnd } from '../../core/update/ports.ts';
import {
  installedVersion,
  packageCommand,
  pkexecEnd,
  versionQuery,
  type FindProgram,
  type PackageKind,
} from './package-commands.ts';
import { runToItsEnd } from './run-program.ts';

/** What a package is installed with. */
export interface PackageOptions {
  readonly kind: PackageKind;
  /** Absolute path of Reelkeep's own folder for updates. */
  readonly folder: string;
  readonly find: FindProgram;
}

/**
 * Has the system's package manager install a file that was proven. The system asks for the password, in a window of
 * its own; where nobody can ask, the command is shown.
 * @param path absolute
 */
export async function installPackage(
  path: string,
  { kind, folder, find }: PackageOptions,
): Promise<Outcome<InstallEnd, UpdateFailure>> {
  const command = packageCommand(kind, path, find);
  if (command === undefined)
    return fail({ code: 'not-installed', detail: `no package manager for ${kind}` });
  const byHand = succeed({ kind: 'by-hand', path, command: command.typed } as const);
  const pkexec = find('pkexec');
  if (pkexec === undefined) return byHand;
  // Its own agent would ask on a terminal, and there is none.
  const asked = [pkexec, '--disable-internal-agent', ...command.root];
  const { code, output } = await runToItsEnd(asked, join(folder, 'install.log'));
  switch (pkexecEnd(code)) {
    case 'done':
      return succeed({ kind: 'installed' });
    case 'nobody-asks':
      return byHand;
    case 'declined':
      return fail({ code: 'declined' });
    case 'failed': {
      const last = output.split('\n').at(-1) ?? '';
      return fail({ code: 'not-installed', detail: last === '' ? `code ${String(code)}` : last });
    }
  }
}

/** The version of the package that is installed; `undefined` where the system does not say. */
export function packageVersion(kind: PackageKind, find: FindProgram): Promise<string | undefined> {
  const [program, ...args] = versionQuery(kind, find) ?? [];
  if (program === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 20_000 }, (error, stdout) => {
      resolve(error === null ? installedVersion(stdout) : undefined);
    });
  });
}
