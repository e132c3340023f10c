import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { JsonStore } from '../../electron/host/data/json-store.ts';
import type { CorePorts } from '../../electron/core/app/core.ts';
import type { Log } from '../../electron/core/platform/log.ts';
import { systemClock } from '../../electron/core/platform/clock.ts';
import type { FailureCode } from '../../electron/shared/failure.ts';
import { isUnfinished, type Task } from '../../electron/shared/task.ts';
import { LeapClock } from '../fake/leap-clock.ts';
import { RawHost, type RawHostOptions } from '../fake/raw-host.ts';
import { CoreHarness } from '../integration/core-harness.ts';

// Outside Electron the module `electron` is a path, looked for in this folder; without it, it would
// fetch the binary. electron-store then works as in Electron, as long as it is given a folder.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { default: ElectronStore } = await import('electron-store');

/** Whoever is not there by then never will be: milliseconds of the computer's own time. */
const patienceMs = 25_000;

/** While nothing is under way, so much time passes at every tick of the hurry; more in a long rest. */
const leapMs = 5 * 60_000;
const maxLeapsATick = 6;
const ticksOfShortRest = 12;
const tickMs = 20;

/** What is not as usual. */
export interface BenchOptions {
  readonly ports?: Partial<CorePorts>;
  readonly prepare?: (folder: string) => Promise<void>;
}

/** The whole core on electron-store and a real folder, a provider, and hosts that misbehave on the wire. */
export class Bench {
  readonly it: CoreHarness;
  /** Holds the store and the archive, and nothing else. */
  readonly folder: string;
  readonly clock: LeapClock;
  readonly rawHosts: RawHost[] = [];
  /** What the core logged as errors: bugs that were caught, writes that were refused. */
  readonly errors: string[];

  private constructor(parts: Pick<Bench, 'it' | 'folder' | 'clock' | 'errors'>) {
    this.it = parts.it;
    this.folder = parts.folder;
    this.clock = parts.clock;
    this.errors = parts.errors;
  }

  /** Starts a core, with ports of the caller's own, in a folder that the caller may prepare. */
  static async start({ ports, prepare }: BenchOptions = {}): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'reelkeep-fault-'));
    await prepare?.(folder);
    const clock = new LeapClock();
    const store = new JsonStore({
      folder: join(folder, 'store'),
      ElectronStore,
      clock: systemClock,
    });
    const errors: string[] = [];
    const log: Log = {
      info: () => undefined,
      warn: () => undefined,
      error: (message) => errors.push(message),
    };
    const defaultArchiveFolder = join(folder, 'archive');
    const it = await CoreHarness.start({ store, clock, log, defaultArchiveFolder, ...ports });
    return new Bench({ it, folder, clock, errors });
  }

  async stop(): Promise<void> {
    await this.it.stop();
    await Promise.all(this.rawHosts.map((host) => host.stop()));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The archive's root. */
  get archive(): string {
    return join(this.folder, 'archive');
  }

  /** A host of the bench's own, behind the provider's port. @returns the address of its file */
  async rawHost(options: RawHostOptions): Promise<string> {
    const host = await RawHost.start(options);
    this.rawHosts.push(host);
    const { provider } = this.it;
    const name = `raw-${String(this.rawHosts.length)}`;
    const place =
      options.tls === undefined ? provider.host(name, host.port) : provider.hostTls(host.port);
    return `${place}/video.mp4`;
  }

  /** Adds a video that stops in the middle, and resolves when it does: `goOn` brings the rest. */
  async halfway(video = 'large.mp4'): Promise<{ readonly id: string; readonly goOn: () => void }> {
    const id = this.it.aTask(video);
    const stall = this.it.provider.fault('stall', { taskId: id, file: 'video', times: 1 });
    this.it.add(id, 'runway');
    await stall.reached;
    return { id, goOn: () => stall.release() };
  }

  /** Adds a video that nothing is wrong with. */
  addHealthy(): void {
    this.it.add(this.it.aTask('tide.mp4'), 'runway');
  }

  /** The folder of the month in which a video is to lie. */
  monthOf(id: string): string {
    return join(this.archive, dirname(this.it.taskOf(id).reservedPath ?? ''));
  }

  /** Waits until a task says what hinders it. */
  async untilHindered(id: string, code: FailureCode): Promise<void> {
    await this.until(() => this.it.taskOf(id).hindrance?.code === code, code);
  }

  /** Everything is as it should be from now on. */
  lift(): void {
    this.it.provider.clearFaults();
    for (const host of this.rawHosts) host.heal();
  }

  /** Waits for a condition, and says what is there instead when it does not come. */
  async until(holds: () => boolean, what: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`Never came: ${what}\n${this.#report()}`));
      }, patienceMs);
    });
    await Promise.race([this.it.until(holds), tooLate]).finally(() => clearTimeout(timer));
  }

  /** Lets time pass in leaps whenever nothing is under way, until the condition holds. */
  async hurryUntil(holds: () => boolean, what: string): Promise<void> {
    let quietTicks = 0;
    const driver = setInterval(() => {
      quietTicks = this.#isQuiet() ? quietTicks + 1 : 0;
      if (quietTicks === 0) return;
      const leaps = Math.min(Math.ceil(quietTicks / ticksOfShortRest), maxLeapsATick);
      this.clock.leap(leaps * leapMs);
    }, tickMs);
    await this.until(holds, what).finally(() => clearInterval(driver));
  }

  tasks(): readonly Task[] {
    return [...this.it.core.tasks.tasks()];
  }

  #isQuiet(): boolean {
    const isMoving = this.tasks().some(
      ({ state, hindrance }) =>
        state === 'downloading' || (state === 'ready' && hindrance === undefined),
    );
    return !isMoving && this.it.provider.requests.every(({ outcome }) => outcome !== 'open');
  }

  #report(): string {
    const tasks = this.tasks().map((task) => {
      const { state, hindrance, id } = task;
      const lines = this.it.provider
        .requestsOf(id)
        .slice(-6)
        .map(({ endpoint, status, code, range, outcome }) =>
          [endpoint, status, code, range, outcome].join(' '),
        );
      const cause = task.state === 'lost' ? task.cause : undefined;
      return JSON.stringify({ state, hindrance, cause, open: isUnfinished(task), lines }, null, 1);
    });
    return [...tasks, ...this.errors].join('\n');
  }
}
