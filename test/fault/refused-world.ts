import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Request } from 'got';
import { composeCore } from '../../electron/core/app/compose.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { useThreads } from '../../electron/core/files/gate.ts';
import type { MediaHttpClient } from '../../electron/core/download/media-http-client.ts';
import type { ProviderCalls } from '../../electron/core/provider/client.ts';
import type { AccountId, TaskId } from '../../electron/shared/id.ts';
import { succeed } from '../../electron/shared/outcome.ts';
import type { Task } from '../../electron/shared/task.ts';
import { fixtureFolder } from '../fake/provider/fixture.ts';
import type { RefusingFs } from '../fake/refusing-fs.ts';
import { MemoryStore } from '../fake/store.ts';
import { FakeVault } from '../fake/vault.ts';
import { VirtualClock } from '../fake/virtual-clock.ts';
import { InlineDisk } from '../simulation/faults/inline-disk.ts';

const parent = process.platform === 'linux' ? '/dev/shm' : tmpdir(); // memory, where it is a disk
const media = (name: string): Buffer => readFileSync(join(fixtureFolder, 'media', name));
const video = media('tide.mp4');
const picture = media('tide.jpg');

/** Where virtual time begins; Unix milliseconds. */
const startMs = Date.UTC(2026, 10, 1, 8);

/** The whole core on a real folder in virtual time; every id is a finished task with a video and a picture. */
export class RefusedWorld {
  readonly clock = new VirtualClock(startMs, () => this.#settled());
  readonly folder = mkdtempSync(join(parent, 'reelkeep-refused-'));
  readonly archive = join(this.folder, 'archive');
  /** What the core has logged as an error. */
  readonly errors: string[] = [];
  /** Tasks that were called archived while the disk did not have their files. */
  readonly unproven: string[] = [];
  core: Core | undefined;
  readonly #fs: RefusingFs;
  #accountId: AccountId | undefined;
  readonly #disk = new InlineDisk(() => undefined);
  #answers = 0;

  constructor(fs: RefusingFs) {
    this.#fs = fs;
  }

  /** Starts the core, with one account. */
  async start(): Promise<void> {
    useThreads(this.#disk);
    const core = this.#compose();
    this.core = core;
    const account = { name: 'Mine', provider: 'kie', baseUrl: 'https://api.kie.ai' } as const;
    const saved = await core.accounts.save({ ...account, key: 'a-key-of-kie' });
    if (!saved.ok) throw new Error(saved.failure.code);
    this.#accountId = saved.value.id;
    await core.start();
  }

  async stop(): Promise<void> {
    const stopped = this.core?.stop();
    await this.run(60_000);
    await stopped;
    this.#disk.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  add(id: TaskId): void {
    if (this.#accountId === undefined) throw new Error('Not started.');
    void this.core?.tasks.add({ ids: [id], accountId: this.#accountId });
  }

  task(id: TaskId): Task | undefined {
    return this.core?.tasks.get(id);
  }

  /** Lets time pass, in milliseconds. */
  async run(forMs: number): Promise<void> {
    this.#disk.changed(); // what the disk says may be another thing now
    await this.clock.runUntil(this.clock.world() + forMs);
  }

  /** Names in the archive's folders that hold this text. */
  namesWith(text: string): readonly string[] {
    const names = readdirSync(this.archive, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.includes(text)).sort();
  }

  #compose(): Core {
    const nothing = () => undefined;
    return composeCore(
      {
        store: new MemoryStore(),
        vault: new FakeVault(),
        trash: { put: () => Promise.resolve({ ok: true, value: undefined }) },
        clock: this.clock,
        log: { info: nothing, warn: nothing, error: (text) => this.errors.push(text) },
        isOnline: () => true,
        random: () => 0.5,
        calls: this.#provider,
        origin: this.#host,
        userAgent: 'Test',
        appVersion: '0.0.0',
        defaultArchiveFolder: this.archive,
        spaceLimits: { reserveBytes: 0, guessedBytes: 1 },
      },
      {
        onTaskChanged: (task) => {
          this.#prove(task);
        },
        onTaskRemoved: nothing,
        onTaskEnded: nothing,
        onNotice: nothing,
        onInboxChanged: nothing,
        onAccountsChanged: nothing,
        onSettingsChanged: nothing,
        onProgress: nothing,
        onPlanned: nothing,
        onAlertsChanged: nothing,
        onTrashChanged: nothing,
        onJobChanged: nothing,
        onUpdateChanged: nothing,
      },
    );
  }

  #prove(task: Task): void {
    if (task.state !== 'archived') return;
    for (const { path, sha256 } of task.files) {
      const bytes = this.#fs.spare(() => readFileSync(join(this.archive, path)));
      const isSame = createHash('sha256').update(bytes).digest('hex') === sha256;
      if (!isSame) this.unproven.push(path);
    }
    if (!task.files.some(({ role }) => role === 'video')) this.unproven.push(task.id);
  }

  readonly #provider: ProviderCalls = {
    status: async (_access, _endpoint, id) => {
      await this.clock.passed(300);
      this.#answers += 1;
      const link = `https://files.example.com/${id}`;
      const links = { videoUrl: `${link}.mp4`, thumbnailUrl: `${link}.jpg` };
      const record = { prompt: 'A tide', parameters: {} };
      return succeed({ answer: { kind: 'succeeded', media: links, record }, raw: { taskId: id } });
    },
    downloadUrl: (_access, url) => Promise.resolve(succeed(url)),
    credits: () => Promise.resolve(succeed(100)),
  };

  readonly #host: Pick<MediaHttpClient, 'open'> = {
    open: async ({ url, headers }) => {
      await this.clock.passed(300);
      this.#answers += 1;
      const all = url.endsWith('.jpg') ? picture : video;
      const from = Number(/^bytes=(\d+)-/.exec(headers['range'] ?? '')?.[1] ?? 0);
      const bytes = all.subarray(from);
      const range = `bytes ${String(from)}-${String(all.length - 1)}/${String(all.length)}`;
      return succeed({
        host: 'files.example.com',
        status: from === 0 ? 200 : 206,
        headers: {
          'content-type': url.endsWith('.jpg') ? 'image/jpeg' : 'video/mp4',
          'content-length': String(bytes.length),
          etag: `"${url}"`,
          ...(from > 0 && { 'content-range': range }),
        },
        body: Readable.from([bytes]) as unknown as Request, // what is read of it is a stream's
      });
    },
  };

  async #settled(): Promise<void> {
    for (let quiet = 0, last = -1; quiet < 3;) {
      await new Promise((resolve) => setImmediate(resolve));
      const count = this.#disk.count + this.#answers;
      quiet = count === last ? quiet + 1 : 0;
      last = count;
    }
  }
}
