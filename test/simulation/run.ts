import { endpoints, findEndpoint } from '../../electron/core/provider/registry.ts';
import type { Task } from '../../electron/shared/task.ts';
import type { AccountId, TaskId } from '../../electron/shared/id.ts';
import { seededRandom } from '../fake/seeded-random.ts';
import { SnapshotStore } from '../fake/snapshot-store.ts';
import { FakeVault } from '../fake/vault.ts';
import { VirtualClock } from '../fake/virtual-clock.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { composeComputer } from './computer.ts';
import type { Generation } from './generation.ts';
import {
  accountCount,
  clockPeriods,
  endMs,
  gapsOfMonth,
  generationsOfMonth,
  keyRefused,
  startMs,
  troublesOfMonth,
  type Gap,
} from './month.ts';
import { SimulatedProvider } from './provider.ts';

/** Something that happens at a moment of the world's time. */
interface Happening {
  readonly atMs: number;
  readonly happen: () => void | Promise<void>;
}

/** A month of one user's life with Reelkeep, in virtual time. */
export class Run {
  readonly clock = new VirtualClock(startMs);
  readonly generations: readonly Generation[];
  readonly gaps = gapsOfMonth();
  readonly provider: SimulatedProvider;
  /** When Reelkeep first knew that a generation was over, in the world's Unix milliseconds. */
  readonly heardAtMs = new Map<TaskId, number>();
  /** When a task first had an answer. */
  readonly answeredAtMs = new Map<TaskId, number>();
  /** Transfers begun, by task. */
  readonly fetches = new Map<TaskId, number>();
  readonly endpointIds = endpoints.map(({ id }) => id);
  /** When the computer's clock was wrong. */
  readonly clockPeriods = clockPeriods;
  computer: Core;
  readonly #store = new SnapshotStore();
  readonly #vault = new FakeVault();
  readonly #random: () => number;
  readonly #accounts: AccountId[] = [];
  #isOnline = true;
  #happenings: Happening[] = [];

  constructor(seed: number, count: number) {
    this.#random = seededRandom(seed);
    this.generations = generationsOfMonth(count, this.#random);
    this.provider = new SimulatedProvider({
      clock: this.clock,
      random: this.#random,
      troubles: troublesOfMonth,
    });
    this.computer = this.#compose();
  }

  /** Lives through the month. */
  async live(): Promise<void> {
    await this.computer.start();
    await this.#openAccounts();
    this.#plan();
    this.#happenings.sort((a, b) => a.atMs - b.atMs);
    for (const { atMs, happen } of this.#happenings) {
      if (atMs > this.clock.world()) await this.clock.runUntil(atMs);
      await happen();
    }
    await this.clock.runUntil(endMs);
    await this.computer.stop();
  }

  task(id: TaskId): Task | undefined {
    return this.computer.tasks.get(id);
  }

  #compose(): Core {
    return composeComputer({
      store: this.#store,
      vault: this.#vault,
      clock: this.clock,
      provider: this.provider,
      fateOf: (id) => this.provider.generation(id)?.fate,
      random: this.#random,
      isOnline: () => this.#isOnline,
      onTaskChanged: (task) => {
        this.#hear(task);
      },
      onFetch: (id) => this.fetches.set(id, (this.fetches.get(id) ?? 0) + 1),
    });
  }

  #hear(task: Task): void {
    const worldMs = this.clock.world();
    const { state, id } = task;
    if (state !== 'checking' && !this.answeredAtMs.has(id)) this.answeredAtMs.set(id, worldMs);
    const isOver = state === 'ready' || state === 'failed' || state === 'lost';
    if (isOver && !this.heardAtMs.has(id)) this.heardAtMs.set(id, worldMs);
  }

  async #saveAccount(number: number, key: string): Promise<void> {
    const id = this.#accounts[number];
    const saved = await this.computer.accountService.save({
      ...(id !== undefined && { id }),
      name: `Account ${number}`,
      provider: 'custom',
      baseUrl: `https://provider-${number}.example`,
      key,
    });
    if (!saved.ok) throw new Error(saved.failure.code);
    this.#accounts[number] = saved.value.id;
  }

  async #openAccounts(): Promise<void> {
    for (let number = 0; number < accountCount; number++) {
      await this.#saveAccount(number, `key-${number}-old`);
    }
  }

  #plan(): void {
    for (const gap of this.gaps) this.#planGap(gap);
    for (const { fromMs, toMs: endsMs, offsetMs } of clockPeriods) {
      this.#at(fromMs, () => {
        this.clock.setOffset(offsetMs);
      });
      this.#at(endsMs, () => {
        this.clock.setOffset(0);
      });
    }
    const { account, toMs } = keyRefused;
    this.#at(toMs, () => this.#saveAccount(account, `key-${account}-new`));
    for (const generation of this.generations) {
      this.provider.create(generation);
      // Nobody pastes while the computer sleeps, or while Reelkeep is closed.
      const gap = this.gaps.find(
        ({ fromMs, toMs: endsMs, kind }) =>
          kind !== 'offline' && generation.addedAtMs >= fromMs && generation.addedAtMs < endsMs,
      );
      this.#at(gap === undefined ? generation.addedAtMs : gap.toMs + 5_000, () => {
        this.#add(generation);
      });
    }
  }

  #planGap({ kind, fromMs, toMs }: Gap): void {
    switch (kind) {
      case 'sleep':
      case 'silent-sleep':
        this.#at(fromMs, () => {
          this.clock.sleep(toMs - fromMs);
          if (kind === 'sleep') this.provider.budget.forgetHolds();
          if (kind === 'sleep') this.computer.wake();
        });
        return;
      case 'offline':
        this.#at(fromMs, () => {
          this.#isOnline = false;
        });
        this.#at(toMs, () => {
          this.#isOnline = true;
          this.computer.wake();
        });
        return;
      case 'quit':
      case 'crash':
        this.#at(fromMs, async () => {
          if (kind === 'quit') await this.computer.stop();
          this.clock.forgetTimers();
        });
        this.#at(toMs, async () => {
          this.provider.budget.forgetHolds();
          this.computer = this.#compose();
          await this.computer.start();
        });
    }
  }

  #add(generation: Generation): void {
    const { id, addedWith, endpoint, isEndpointGiven, fate } = generation;
    const accountId = this.#accounts[addedWith];
    const adapter = isEndpointGiven ? findEndpoint(endpoint) : undefined;
    if (accountId === undefined) throw new Error(`No account ${addedWith}`);
    const { tasks } = this.computer;
    const added = tasks.add({ ids: [id], accountId, endpoint: adapter?.id });
    void added.then((outcome) => {
      if (!outcome.ok) throw new Error(outcome.failure.code);
    });
    if (fate === 'removed') {
      this.#later(60_000, () => {
        void this.computer.tasks.remove([id]);
      });
    }
    // An impatient user: everything that runs is to be asked about now.
    if (this.#random() < 0.01) {
      void tasks.check([...tasks.tasks()].slice(-20).map((task) => task.id));
    }
  }

  #at(atMs: number, happen: Happening['happen']): void {
    this.#happenings.push({ atMs, happen });
  }

  #later(delayMs: number, run: () => void): void {
    this.clock.after(delayMs, run);
  }
}
