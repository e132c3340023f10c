import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeCore } from '../../electron/core/app/compose.ts';
import type { Core, CorePorts } from '../../electron/core/app/core.ts';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import { isUnfinished, type Task, type TaskState } from '../../electron/shared/task.ts';
import { toAccountId, toTaskId, type AccountId } from '../../electron/shared/id.ts';
import { testPorts, type TestPorts } from '../fake/core-ports.ts';
import { FastClock } from '../fake/fast-clock.ts';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import type { MemoryStore } from '../fake/store.ts';
import type { FakeTrash } from '../fake/trash.ts';
import type { FakeVault } from '../fake/vault.ts';

/** The whole core against a fake provider: real HTTP and real files, in time that runs twenty times as fast. */
export class CoreHarness {
  readonly store: MemoryStore;
  readonly provider: FakeProvider;
  readonly trash: FakeTrash;
  readonly folder: string;
  core: Core;
  accountId: AccountId = toAccountId('');
  /** What the system says of its network. */
  isOnline = true;
  readonly vault: FakeVault;
  /** Called when the settings, or what stands in the way of the archive, have changed. */
  onSettingsChanged: () => void = () => undefined;
  #onChange: (() => void)[] = [];

  readonly #usual: TestPorts;
  #ports: Partial<CorePorts>;

  private constructor(provider: FakeProvider, folder: string, ports: Partial<CorePorts>) {
    this.provider = provider;
    this.folder = folder;
    this.#ports = ports;
    this.#usual = testPorts(folder);
    ({ store: this.store, vault: this.vault, trash: this.trash } = this.#usual);
    this.core = this.#compose();
  }

  /** Starts a provider and a core with one account of it. @param ports what is not as usual */
  static async start(ports: Partial<CorePorts> = {}): Promise<CoreHarness> {
    const folder = await mkdtemp(join(tmpdir(), 'reelkeep-core-'));
    const harness = new CoreHarness(await startFakeProvider(), folder, ports);
    await harness.saveAccount(harness.provider.key);
    await harness.core.start();
    return harness;
  }

  /** Takes up a folder and a store that another harness has left, with its provider. Nothing runs yet. */
  static async resume(
    provider: FakeProvider,
    folder: string,
    documents: ReadonlyMap<string, string>,
  ): Promise<CoreHarness> {
    const harness = new CoreHarness(provider, folder, {});
    for (const [name, text] of documents) harness.store.documents.set(name, text);
    await harness.restart();
    harness.accountId = harness.core.accounts.views()[0]?.id ?? harness.accountId;
    return harness;
  }

  /** Ends the core and removes its folder; the provider goes on for others. */
  async leave(): Promise<void> {
    await this.core.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    await this.core.stop();
    await this.provider.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Makes a new core on the same store and folder, as a start after a quit or a crash does. */
  async restart(ports: Partial<CorePorts> = {}): Promise<void> {
    this.#ports = { ...this.#ports, ...ports };
    this.core = this.#compose();
    await this.core.start();
  }

  /** Makes a new core that only loads what is there. */
  async load(): Promise<void> {
    this.core = this.#compose();
    await this.core.load();
  }

  /** Saves the account, or gives it another key. */
  async saveAccount(key: string): Promise<void> {
    const known = this.core.accounts.views()[0]?.id;
    const saved = await this.core.accountService.save({
      ...(known !== undefined && { id: known }),
      name: 'Test account',
      provider: 'custom',
      baseUrl: this.provider.baseUrl,
      key,
    });
    if (!saved.ok) throw new Error(saved.failure.code);
    this.accountId = saved.value.id;
  }

  /** Adds a task that the provider has finished, and answers its id. */
  aTask(video = 'aurora.mp4'): string {
    const thumbnail = video.replace('.mp4', '.jpg');
    const script = [{ state: 'success', video, thumbnail } as const];
    return this.provider.addTask({ endpoint: 'runway', script });
  }

  /** Tracks an id. */
  add(text: string, endpoint?: string): void {
    const id = toTaskId(text);
    if (id === undefined) throw new Error(text);
    const added = this.core.tasks.add({ ids: [id], accountId: this.accountId, endpoint });
    // It is in when this returns: one id is one step. A refusal fails the test.
    void added.then((outcome) => {
      if (!outcome.ok) throw new Error(outcome.failure.code);
    });
  }

  taskOf(text: string): Task {
    const id = toTaskId(text);
    const task = id === undefined ? undefined : this.core.tasks.get(id);
    if (task === undefined) throw new Error(`No task ${text}`);
    return task;
  }

  /** Resolves at the change after which the condition holds. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.#onChange = this.#onChange.filter((each) => each !== look);
        resolve();
      };
      this.#onChange.push(look);
      look();
    });
  }

  reaches(id: string, state: TaskState): Promise<void> {
    return this.until(() => this.taskOf(id).state === state);
  }

  ends(id: string): Promise<void> {
    return this.until(() => !isUnfinished(this.taskOf(id)));
  }

  /** The archive's files, relative to it. */
  async files(): Promise<readonly string[]> {
    const entries = await readdir(join(this.folder, 'archive'), { recursive: true });
    return entries.filter((path) => /\.\w+$/.test(path)).sort();
  }

  /** The endpoints that were asked about an id, in order. */
  endpointsAsked(id: string): readonly string[] {
    const requests = this.provider.requestsOf(id);
    return requests.flatMap(({ endpoint, file }) => (file === undefined ? [endpoint] : []));
  }

  #compose(): Core {
    const tell = () => {
      for (const hear of this.#onChange) hear();
    };
    return composeCore(
      {
        ...this.#usual,
        clock: new FastClock(), // each start begins at the present
        isOnline: () => this.isOnline,
        ...this.#ports,
      },
      {
        ...nobodyListens,
        onTaskChanged: tell,
        onTaskRemoved: tell,
        onTaskEnded: tell,
        onAccountsChanged: tell,
        onSettingsChanged: () => {
          this.onSettingsChanged();
          tell();
        },
        onProgress: tell,
        onAlertsChanged: tell,
        onJobChanged: tell,
        onTrashChanged: tell,
      },
    );
  }
}
