import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeCore } from '../../../electron/core/app/compose.ts';
import type { Core } from '../../../electron/core/app/core.ts';
import { useThreads } from '../../../electron/core/files/gate.ts';
import { nobodyListens } from '../../../electron/core/app/nobody-listens.ts';
import { silentLog } from '../../../electron/core/platform/log.ts';
import type { AccountId } from '../../../electron/shared/id.ts';
import { seededRandom } from '../../fake/seeded-random.ts';
import { SnapshotStore } from '../../fake/snapshot-store.ts';
import { FakeVault } from '../../fake/vault.ts';
import { VirtualClock } from '../../fake/virtual-clock.ts';
import { endpointOf } from './answers.ts';
import { accounts, endMs, startMs, type Course, type Film, type Gap, type Span } from './course.ts';
import { FilmHost } from './film-host.ts';
import { FilmProvider } from './film-provider.ts';
import { diskFaultsOf } from './disk-faults.ts';
import { judge, type Judgement } from './judge.ts';
import { InlineDisk } from './inline-disk.ts';
import { isIn } from './spans.ts';
import { Witness } from './witness.ts';

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
  readonly #witness: Witness;
  readonly #runs: Span[] = [];
  #disk = new InlineDisk(() => undefined);
  #core: Core | undefined;
  readonly #accountIds: AccountId[] = [];
  #runsSinceMs = startMs;
  readonly #keys = accounts.map(({ provider }) => `old-key-of-${provider}`);

  constructor(course: Course) {
    this.#course = course;
    this.#random = seededRandom(course.seed + 1);
    this.#clock = new VirtualClock(startMs, () => this.#settled());
    this.#host = new FilmHost(course, this.#clock, this.#random);
    this.#provider = new FilmProvider(course, this.#clock, this.#random);
    this.#witness = new Witness(course.films, () => this.#clock.world());
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
    let last = this.#activity;
    while (quiet < quietRounds) {
      await new Promise((resolve) => setImmediate(resolve));
      const count = this.#activity;
      quiet = count === last ? quiet + 1 : 0;
      last = count;
    }
  }

  get #activity(): number {
    return this.#disk.count + this.#host.activity + this.#provider.activity;
  }

  async #start(): Promise<void> {
    this.#runsSinceMs = this.#clock.world();
    this.#disk = new InlineDisk(diskFaultsOf(this.#course, this.#clock));
    useThreads(this.#disk);
    const core = this.#compose();
    this.#core = core;
    this.#provider.skew = core.skew;
    if (this.#accountIds.length === 0)
      for (const at of accounts.keys()) await this.#saveAccount(core, at);
    await core.start();
  }

  #compose(): Core {
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
        ...nobodyListens,
        onTaskChanged: (task) => {
          this.#witness.hear(task);
        },
        onTaskEnded: (task) => {
          this.#witness.hearEnd(task);
        },
      },
    );
  }

  async #saveAccount(core: Core, at: number): Promise<void> {
    const { provider = 'kie', baseUrl = '' } = accounts[at] ?? {};
    const id = this.#accountIds[at];
    const saved = await core.accounts.save({
      ...(id !== undefined && { id }),
      name: `My ${provider}`,
      provider,
      baseUrl,
      key: this.#keys[at] ?? '',
    });
    if (!saved.ok) throw new Error(saved.failure.code);
    this.#accountIds[at] = saved.value.id;
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
      ...keyRefused.map(({ toMs, account }) => ({
        atMs: this.#awakeAt(toMs),
        happen: () => this.#renewKey(account),
      })),
    ];
  }

  #moveAway(from: string, to: string): void {
    // Before anything was archived there is no archive to be away, and the first one may be made at any time.
    if (!existsSync(from)) return;
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

  async #renewKey(account: number): Promise<void> {
    this.#keys[account] = `new-key-of-${accounts[account]?.provider ?? ''}`;
    const { core, id } = { core: this.#core, id: this.#accountIds[account] };
    if (core === undefined || id === undefined) return;
    await this.#saveAccount(core, account);
    core.tasks.accountChanged(id);
  }

  #add(film: Film): void {
    const accountId = this.#accountIds[film.account];
    if (accountId === undefined) throw new Error('No account.');
    const endpoint = film.isNamed ? endpointOf(film) : undefined;
    void this.#core?.tasks.add({ ids: [film.id], accountId, endpoint });
  }

  #judged(): Judgement {
    const { broken } = this.#provider.budget;
    return judge(this.#course, {
      broken: [...this.#witness.violations, ...broken.map((what) => ({ film: -1, what }))],
      folder: join(this.#folder, 'archive'),
      runs: this.#runs,
      readyAtMs: this.#witness.readyAtMs,
      host: this.#host,
      pauses: this.#provider.pauses,
      taskOf: (film) => this.#core?.tasks.get(film.id),
      isRunning: this.#core !== undefined,
    });
  }
}
