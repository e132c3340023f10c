import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Only root may mount, and within many a container not even root. */
export const canMount = tryMount();
if (!canMount) console.info('Left out: what needs a real drive, for this user may not mount one.');

function tryMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'reelkeep-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'reelkeep-test', path], { stdio: 'ignore' });
    execFileSync('umount', [path]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(path);
  }
}

/** A real file system in memory, mounted on a folder that is there. */
export class Drive {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @param options as of mount(8): `size=1m` */
  static mount(path: string, options: string): Drive {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'reelkeep-test', path]);
    return new Drive(path);
  }

  /** Shows a folder in a second place too, as a bind mount or another letter of the drive does. */
  static showAgain(folder: string, path: string): Drive {
    execFileSync('mount', ['--bind', folder, path]);
    return new Drive(path);
  }

  remount(options: string): void {
    execFileSync('mount', ['-o', `remount,${options}`, this.#path]);
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.#path]);
  }
}
