import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A mount, and what holds it: nobody ever reads what the system asks, so nothing is ever answered. */
const script = `
mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other reelkeep-test "$1" || exit 1
echo mounted
exec cat > /dev/null
`;

/** Only root may mount, and FUSE is not everywhere. */
export const canHang = tryMount();
if (!canHang)
  console.info('Left out: what needs a drive that hangs, for there is no FUSE or root.');

function tryMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'reelkeep-hung-'));
  try {
    const fd = openSync('/dev/fuse', 'r+');
    try {
      const stdio = ['pipe', 'pipe', 'ignore', fd] as const;
      const answer = execFileSync('sh', ['-c', script, 'sh', path], {
        stdio: [...stdio],
        input: '',
      });
      return answer.toString().startsWith('mounted');
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  } finally {
    unmount(path);
    rmdirSync(path);
  }
}

function unmount(path: string): void {
  try {
    execFileSync('umount', ['-l', path], { stdio: 'ignore' });
  } catch {
    // It is not mounted any more.
  }
}

/** A real file system that answers nothing, mounted on a folder that is there. */
export class HungDrive {
  readonly #path: string;
  readonly #holder: ChildProcess;

  private constructor(path: string, holder: ChildProcess) {
    this.#path = path;
    this.#holder = holder;
  }

  /** Hides what is in the folder behind a drive that hangs. */
  static async mount(path: string): Promise<HungDrive> {
    const fd = openSync('/dev/fuse', 'r+');
    const holder = spawn('sh', ['-c', script, 'sh', path], {
      stdio: ['pipe', 'pipe', 'inherit', fd],
    });
    closeSync(fd); // from now on the holder alone has it
    const [chunk] = (await once(holder.stdout ?? holder, 'data')) as [Buffer];
    if (chunk.toString().trim() !== 'mounted') throw new Error(`${path} could not be mounted`);
    return new HungDrive(path, holder);
  }

  /** The folder is as it was before. What still waits for the drive fails; may be called twice. */
  unmount(): void {
    unmount(this.#path);
    this.#holder.kill('SIGKILL');
  }
}
