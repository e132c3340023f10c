import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a clean Debian is made of. */
export interface System {
  /** Folders that lie over one another, the uppermost first; never written to. */
  readonly layers: readonly string[];
  /** Packages that were fetched once. */
  readonly archives: string;
  /** Seen as /artefacts, not to be written to. */
  readonly artefacts: string;
  /** A folder that keeps what is changed; in memory unless it is given. */
  readonly changes?: string;
}

/** What a command came to. */
export interface Ran {
  readonly code: number;
  /** Standard output and error, as they came. */
  readonly output: string;
}

export type Who = 'root' | 'user';

const usualPath = '/usr/sbin:/usr/bin:/sbin:/bin';
const uid = 1000;

const environments: Readonly<Record<Who, readonly string[]>> = {
  root: ['HOME=/root', 'DEBIAN_FRONTEND=noninteractive'],
  user: [
    'HOME=/home/user',
    'USER=user',
    'LOGNAME=user',
    'DISPLAY=:7',
    `XDG_RUNTIME_DIR=/run/user/${uid}`,
    `DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/${uid}/bus`,
  ],
};

/** A clean Debian 12 with root and a common user, which vanishes with this process. */
export class CleanDebian {
  readonly #outer: ChildProcess;
  readonly #pid: number;

  private constructor(outer: ChildProcess, pid: number) {
    this.#outer = outer;
    this.#pid = pid;
  }

  static async start(system: System): Promise<CleanDebian> {
    const { layers, archives, artefacts, changes } = system;
    const script = join(import.meta.dirname, 'enter.sh');
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child=SIGKILL'];
    const inside = ['sh', script, layers.join(':'), archives, artefacts, changes ?? ''];
    const outer = spawn('unshare', [...namespaces, ...inside], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: outer.stdout })) if (line === 'ready') break;
    const children = readFileSync(`/proc/${outer.pid}/task/${outer.pid}/children`, 'utf8');
    return new CleanDebian(outer, Number(children.trim()));
  }

  /** Adds a common user, with a folder for a session. */
  async addUser(): Promise<void> {
    await this.succeed('root', 'useradd', '--create-home', '--uid', String(uid), 'user');
    await this.succeed('root', 'install', '-d', '-o', 'user', '-m', '700', `/run/user/${uid}`);
  }

  /** Where a path of it is seen from outside. */
  path(inside: string): string {
    return `/proc/${this.#pid}/root${inside}`;
  }

  #command(who: Who, command: readonly string[]): string[] {
    const as = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
    return [
      ...['--target', String(this.#pid), '--mount', '--pid'],
      ...['env', '--chdir=/', '-i', `PATH=${usualPath}`, 'LC_ALL=C.UTF-8', ...environments[who]],
      ...(who === 'user' ? as : []),
      ...command,
    ];
  }

  /** Runs a command to its end. Never rejects. */
  run(who: Who, ...command: string[]): Promise<Ran> {
    return new Promise((resolve) => {
      const options = { maxBuffer: 1 << 26, timeout: 280_000 };
      execFile('nsenter', this.#command(who, command), options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, output: stdout + stderr });
      });
    });
  }

  /** Runs a command that must succeed. @returns what it printed */
  async succeed(who: Who, ...command: string[]): Promise<string> {
    const { code, output } = await this.run(who, ...command);
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  /** Starts something that goes on. */
  start(who: Who, ...command: string[]): ChildProcess {
    return spawn('nsenter', this.#command(who, command), { stdio: ['ignore', 'ignore', 'ignore'] });
  }

  exists(inside: string): boolean {
    return existsSync(this.path(inside));
  }

  async stop(): Promise<void> {
    const ended = once(this.#outer, 'close');
    this.#outer.stdin?.end();
    await ended;
  }
}
