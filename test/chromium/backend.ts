import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeCore } from '../../electron/core/app/compose.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { systemClock } from '../../electron/core/platform/clock.ts';
import type { Log } from '../../electron/core/platform/log.ts';
import { CoreObserver } from '../../electron/host/core-observer.ts';
import type { Disposable } from '../../electron/host/disposables.ts';
import { serveApp } from '../../electron/host/page/app-protocol.ts';
import { FolderGrants } from '../../electron/host/page/folder-grants.ts';
import { createHandlers } from '../../electron/host/page/handlers.ts';
import { foldersInUse } from '../../electron/host/page/handlers/settings.ts';
import { findFile } from '../../electron/host/page/handlers/system.ts';
import { serveCalls, type CallHandlers } from '../../electron/host/page/ipc.ts';
import { serveMedia } from '../../electron/host/page/media-protocol.ts';
import { Publisher } from '../../electron/host/page/publisher.ts';
import { WindowRequests } from '../../electron/host/page/window-requests.ts';
import { StatusBoard } from '../../electron/host/status-board.ts';
import { followLocale } from '../../electron/shared/messages/catalogue.ts';
import { channels } from '../../electron/shared/contract/channels.ts';
import { testPorts, type TestPorts } from '../fake/core-ports.ts';
import { ElectronDoor } from '../fake/electron-door.ts';
import { FakeSystem } from '../fake/system.ts';
import { PageServer } from './page-server.ts';
import { addEveryCatalogue } from '../../electron/shared/messages/every-catalogue.ts';

addEveryCatalogue();

const builtPage = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/**
 * The main process without Electron: the core, and what serves the page, are the app's own; the clock is fast, and
 * the system around it is a fake.
 */
export class WindowBackend {
  readonly folder: string;
  readonly ports: TestPorts;
  readonly system = new FakeSystem();
  readonly core: Core;
  /** What the app would have written into its log as an error. */
  readonly errors: string[] = [];
  /** The page's address. */
  address = '';
  /** Where events for the page go; nobody is there at first. */
  send: (channel: string, args: readonly unknown[]) => void = () => undefined;
  readonly requests: WindowRequests;
  readonly #door = new ElectronDoor();
  readonly #observer = new CoreObserver();
  readonly #publisher: Publisher;
  readonly #status: StatusBoard;
  readonly #page = new PageServer(this.#door);
  readonly #served: readonly Disposable[];

  private constructor(folder: string) {
    this.folder = folder;
    const log: Log = {
      info: () => undefined,
      warn: () => undefined,
      error: (message) => void this.errors.push(message),
    };
    this.ports = { ...testPorts(folder), log };
    this.core = composeCore(this.ports, this.#observer);
    followLocale(() => {
      const { language } = this.core.settings.current();
      return language === 'system' ? 'en' : language;
    });
    const event = (name: string, value: unknown) => {
      this.send(channels.event, [name, value]);
    };
    this.#publisher = new Publisher({
      clock: systemClock,
      send: (patch) => {
        event('patch', patch);
      },
    });
    this.requests = new WindowRequests({
      show: () => undefined,
      send: event,
      onPageGone: () => undefined,
    });
    const thrift = { reason: () => undefined };
    this.#status = new StatusBoard(this.core, thrift, this.#observer.onPlanned);
    this.#observer.observe({
      core: this.core,
      publisher: this.#publisher,
      status: this.#status,
      notifier: { notify: (notice) => void this.system.notices.push(notice) },
      sleepBlock: { see: () => undefined },
      desktop: { presence: { changed: () => undefined } },
    });
    this.#served = this.#serve(log);
  }

  /** Starts with nothing: no account, no archive. */
  static async start(): Promise<WindowBackend> {
    const backend = new WindowBackend(await mkdtemp(join(tmpdir(), 'reelkeep-window-')));
    backend.address = await backend.#page.listen();
    await backend.core.start();
    return backend;
  }

  /** Calls as the preload does. */
  call(channel: string, args: readonly unknown[]): Promise<unknown> {
    return this.#door.call(channel, args);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.core.stop();
    this.#publisher.dispose();
    for (const served of this.#served) served.dispose();
    await this.#page.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  #serve(log: Log): readonly Disposable[] {
    const { core } = this;
    return [
      serveApp(this.#door.schemes, builtPage),
      serveMedia(this.#door.schemes, {
        lookup: (id, role) => findFile(core, id, role),
        onRefused: (id, failure) => core.upkeep.recheck.refused(id, failure),
      }),
      serveCalls(this.#handlers(), { ipc: this.#door.ipc, isTrusted: () => true, log }),
    ];
  }

  #handlers(): CallHandlers {
    const { core, system } = this;
    return createHandlers({
      core,
      publisher: this.#publisher,
      grants: new FolderGrants({
        inUse: (use) => foldersInUse(core.settings, use),
        confirm: system.confirmFolder,
      }),
      version: this.ports.appVersion,
      status: this.#status.view,
      takeRequests: this.requests.take,
      background: system.background,
      loginItem: system.loginItem,
      shell: system.shell,
      onCopied: () => undefined,
      onArchiveChosen: () => {
        this.#observer.onSettingsChanged();
        void this.#status.refresh();
      },
    });
  }
}
