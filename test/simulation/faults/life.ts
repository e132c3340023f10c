import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeCore } from '../../../electron/core/app/compose.ts';
import type { Core } from '../../../electron/core/app/core.ts';
import { useThreads } from '../../../electron/core/files/gate.ts';
import { silentLog } from '../../../electron/core/platform/log.ts';
import type { Task } from '../../../electron/shared/task.ts';
import type { AccountId } from '../../../electron/shared/id.ts';
import { seededRandom } from '../../fake/seeded-random.ts';
import { SnapshotStore } from '../../fake/snapshot-store.ts';
import { FakeVault } from '../../fake/vault.ts';
import { VirtualClock } from '../../fake/virtual-clock.ts';
import { endMs, keptMs, startMs, type Course, type Film, type Gap, type Span } from './course.ts';
import { FilmHost } from './film-host.ts';
import { FilmProvider } from './film-provider.ts';
import { diskFaultsOf } from './disk-faults.ts';
import { judge, type Judgement, type Violation } from './judge.ts';
import { InlineDisk } from './inline-disk.ts';
import { isIn } from './spans.ts';

/** A memory disk where there is one: a month has many flushes. */
const parent = process.platform === 'linux' ? '/dev/shm' : tmpdir();

/** So many quiet rounds mean that nothing is under way but timers. */
const quietRounds = 2;

/** So long is waited for what is under way when Reelkeep quits, in milliseconds. */
const quitMs = 5_000;

interface Happening {
  readonly atMs: number;
  readonly happen: () => unknown;
}

/** One user's month with the whole core: real transfers, real files, no real second. */
export class Life {
  readonly #course: Course;
  readonly #clock: VirtualClock;
  readonly #folder: string;
  readonly #store = new SnapshotStore();
  readonly #vault = new FakeVault();
  readonly #random: () => number;
  readonly #host: FilmHost;
  readonly #provider: FilmProvider;
  readonly #readyAtMs = new Map<number, number>();
  readonly #violations: Violation[] = [];
  readonly #runs: Span[] = [];
  readonly #films: ReadonlyMap<string, Film>;
  #disk = new InlineDisk(() => undefined);
  #core: Core | undefined;
  #accountId: AccountId | undefined;
  #runsSinceMs = startMs;
  #key = 'old';

  constructor(course: Course) {
    this.#course = course;
    this.#random = seededRandom(course.seed + 1);
    this.#clock = new VirtualClock(startMs, () => this.#settled());
    this.#host = new FilmHost(course, this.#clock, this.#random);
    this.#provider = new FilmProvider(course, this.#clock, this.#random);
    this.#films = new Map(course.films.map((film) => [film.id, film]));
    this.#folder = mkdtempSync(join(parent, 'reelkeep-life-'));
  }

  /** Lives through the month. @returns what broke a promise, and how many films could be saved */
  async live(): Promise<Judgement> {
    try {
      await this.#start();
      const happenings = this.#plan().sort((one, other) => one.atMs - other.atMs);
      for (const { atMs, happen } of happenings) {
        if (atMs > this.#clock.world()) await this.#clock.runUntil(atMs);
        await happen();
      }
      await this.#clock.runUntil(endMs);
      if (this.#core !== undefined) this.#noteRun();
      return this.#judged();
    } finally {
      this.#disk.kill();
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }

  async #settled(): Promise<void> {
    let quiet = 0;
    let last = -1;
    while (quiet < quietRounds) {
      await new Promise((resolve) => setImmediate(resolve));
      const count = this.#disk.count + this.#host.activity + this.#provider.activity;
      quiet = count === last ? quiet + 1 : 0;
      last = count;
    }
  }

  async #start(): Promise<void> {
    this.#runsSinceMs = this.#clock.world();
    this.#disk = new InlineDisk(diskFaultsOf(this.#course, this.#clock));
    useThreads(this.#disk);
    const core = this.#compose();
    this.#core = core;
    this.#provider.skew = core.skew;
    if (this.#accountId === undefined) await this.#saveAccount(core);
    core.start();
  }

  #compose(): Core {
    const nothing = () => undefined;
    return composeCore(
      {
        store: this.#store,
        vault: this.#vault,
        trash: { put: () => Promise.resolve({ ok: true, value: undefined }) },
        clock: this.#clock,
        log: silentLog,
        isOnline: () => !isIn(this.#course.offline, this.#clock.world()),
        random: this.#random,
        calls: this.#provider,
        origin: this.#host,
        userAgent: 'Simulation',
        appVersion: '0.0.0',
        defaultArchiveFolder: join(this.#folder, 'archive'),
        spaceLimits: { reserveBytes: 0, guessedBytes: 1 },
      },
      {
        onTaskChanged: (task) => {
          this.#hear(task);
        },
        onTaskRemoved: nothing,
        onTaskEnded: nothing,
        onAccountsChanged: nothing,
        onSettingsChanged: nothing,
        onProgress: nothing,
        onPlanned: nothing,
        onAlertsChanged: nothing,
        onTrashChanged: nothing,
        onJobChanged: nothing,
      },
    );
  }

  async #saveAccount(core: Core): Promise<void> {
    const saving = core.accounts.save({
      ...(this.#accountId !== undefined && { id: this.#accountId }),
      name: 'Simulated',
      provider: 'custom',
      baseUrl: 'https://provider.example.com',
      key: this.#key,
    });
    const saved = await saving;
    if (!saved.ok) throw new Error(saved.failure.code);
    this.#accountId = saved.value.id;
  }

  #hear(task: Task): void {
    const film = this.#films.get(task.id);
    if (film === undefined) return;
    const nowMs = this.#clock.world();
    if (task.state === 'ready' && !this.#readyAtMs.has(film.number))
      this.#readyAtMs.set(film.number, nowMs);
    const isEarly = nowMs < film.startsAtMs + keptMs && nowMs < film.goneAtMs;
    if (task.state === 'lost' && isEarly) this.#note(film, 'is lost before its deadline');
  }

  #note(film: Pick<Film, 'number'>, what: string): void {
    this.#violations.push({ film: film.number, what });
  }

  #plan(): Happening[] {
    const { films, gaps, clock, disk, offline, keyRefused } = this.#course;
    const root = join(this.#folder, 'archive');
    return [
      ...films.map((film) => ({
        atMs: this.#awakeAt(film.addedAtMs),
        happen: () => this.#add(film),
      })),
      ...gaps.flatMap((gap) => this.#planGap(gap)),
      ...clock.flatMap(({ fromMs, toMs, offsetMs }) => [
        { atMs: fromMs, happen: () => this.#clock.setOffset(offsetMs) },
        { atMs: toMs, happen: () => this.#clock.setOffset(0) },
      ]),
      ...disk.flatMap(({ kind, fromMs, toMs }) =>
        kind !== 'away'
          ? []
          : [
              { atMs: fromMs, happen: () => this.#moveAway(root, `${root}-away`) },
              { atMs: toMs, happen: () => this.#moveAway(`${root}-away`, root) },
            ],
      ),
      ...offline.map(({ toMs }) => ({ atMs: toMs, happen: () => this.#core?.wake() })),
      ...keyRefused.map(({ toMs }) => ({
        atMs: this.#awakeAt(toMs),
        happen: () => this.#renewKey(),
      })),
    ];
  }

  #moveAway(from: string, to: string): void {
    mkdirSync(from, { recursive: true }); // nothing was archived yet
    rmSync(to, { recursive: true, force: true });
    renameSync(from, to);
    this.#disk.changed();
  }

  /** The user does nothing while the computer sleeps, or while Reelkeep is closed. */
  #awakeAt(atMs: number): number {
    const gap = this.#course.gaps.find((each) => isIn([each], atMs));
    return gap === undefined ? atMs : gap.toMs + 5_000;
  }

  #planGap({ kind, fromMs, toMs }: Gap): readonly Happening[] {
    if (kind === 'sleep' || kind === 'silent-sleep') {
      const sleep = () => {
        this.#noteRun();
        this.#clock.sleep(toMs - fromMs);
        this.#runsSinceMs = this.#clock.world();
        this.#provider.budget.forgetHolds();
        if (kind === 'sleep') this.#core?.wake();
      };
      return [{ atMs: fromMs, happen: sleep }];
    }
    return [
      { atMs: fromMs, happen: () => this.#end(kind) },
      { atMs: toMs, happen: () => this.#start() },
    ];
  }

  async #end(kind: 'quit' | 'kill'): Promise<void> {
    this.#noteRun();
    const core = this.#core;
    this.#core = undefined;
    if (kind === 'quit' && core !== undefined) await this.#quit(core);
    this.#disk.kill();
    this.#clock.forgetTimers();
    this.#provider.budget.forgetHolds();
  }

  /** Time goes on while it quits: what it waits for may take some, and its patience ends. */
  async #quit(core: Core): Promise<void> {
    const stopped = core.stop(this.#clock.passed(quitMs).then(() => undefined));
    await this.#clock.runUntil(this.#clock.world() + quitMs);
    await stopped;
  }

  #noteRun(): void {
    this.#runs.push({ fromMs: this.#runsSinceMs, toMs: this.#clock.world() });
  }

  async #renewKey(): Promise<void> {
    this.#key = 'new';
    const { core, id } = { core: this.#core, id: this.#accountId };
    if (core === undefined || id === undefined) return;
    await this.#saveAccount(core);
    core.tasks.accountChanged(id);
  }

  #add({ id }: Film): void {
    const accountId = this.#accountId;
    if (accountId === undefined) throw new Error('No account.');
    void this.#core?.tasks.add({ ids: [id], accountId });
  }

  #judged(): Judgement {
    const { broken } = this.#provider.budget;
    return judge(this.#course, {
      broken: [...this.#violations, ...broken.map((what) => ({ film: -1, what }))],
      folder: join(this.#folder, 'archive'),
      runs: this.#runs,
      readyAtMs: this.#readyAtMs,
      host: this.#host,
      taskOf: (film) => this.#core?.tasks.get(film.id),
      isRunning: this.#core !== undefined,
    });
  }
}
