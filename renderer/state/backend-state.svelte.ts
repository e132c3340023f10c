import type { AccountView } from '../../electron/shared/settings/account.ts';
import type { KeptView } from '../../electron/shared/contract/kept-view.ts';
import type { AlertView } from '../../electron/shared/alert.ts';
import type { JobView } from '../../electron/shared/job.ts';
import type { Api, Patch, Snapshot, StatusView } from '../../electron/shared/contract/contract.ts';
import type { WindowRequest } from '../../electron/shared/contract/window-request.ts';
import type { EndpointView } from '../../electron/shared/endpoint.ts';
import type { Failure } from '../../electron/shared/failure.ts';
import { traitsOf } from '../../electron/shared/failure-traits.ts';
import { pickLocale, type Locale } from '../../electron/shared/locale.ts';
import type { InboxView } from '../../electron/shared/notice.ts';
import type { SettingsView } from '../../electron/shared/settings/settings.ts';
import type { UpdateView } from '../../electron/shared/update.ts';
import type { TaskView } from '../../electron/shared/task.ts';
import type { AccountId } from '../../electron/shared/id.ts';
import type { Banners } from './banners.svelte.ts';
import { circumstancesOf } from './library/held-up.ts';
import type { Library } from './library/library.svelte.ts';
import type { Trash } from './trash/trash.svelte.ts';

/** Whether the state of the main process is there yet. */
export type Phase = 'loading' | 'ready' | 'failed';

/** What a new page begins with. */
export interface Arrival {
  /** What was asked of the window before the page was there. */
  readonly requests: readonly WindowRequest[];
  /** Where the user was in the page before. */
  readonly view?: KeptView;
}

/** Who hears of every change. */
export interface BackendStateParts {
  readonly library: Library;
  readonly banners: Banners;
  readonly trash: Trash;
}

/**
 * The page's copy of what the main process knows: one snapshot, then patches by revision. A patch
 * that does not follow the last one means that something was missed, and a new snapshot is asked for.
 */
export class BackendState {
  #phase = $state<Phase>('loading');
  #error = $state.raw<unknown>(undefined);
  #accounts = $state.raw<readonly AccountView[]>([]);
  #endpoints = $state.raw<readonly EndpointView[]>([]);
  #settings = $state.raw<SettingsView | undefined>(undefined);
  /** The language that is spoken; the system's until the first snapshot. */
  readonly locale: Locale = $derived(this.#settings?.locale ?? pickLocale(navigator.languages));
  #status = $state.raw<StatusView>({ bytesPerSecond: 0 });
  #alerts: readonly AlertView[] = [];
  #isOffline = false;
  #job = $state.raw<JobView | undefined>(undefined);
  #inbox = $state.raw<InboxView>({ unread: 0, count: 0, revision: 0 });
  #update = $state.raw<UpdateView | undefined>(undefined);
  #clockAheadMs = $state(0);
  #version = $state('');
  #revision = -1;
  #asking = false;
  #held: Patch[] = [];
  readonly #api: Api;
  readonly #library: Library;
  readonly #banners: Banners;
  readonly #trash: Trash;

  constructor(api: Api, { library, banners, trash }: BackendStateParts) {
    this.#api = api;
    this.#library = library;
    this.#banners = banners;
    this.#trash = trash;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** What was thrown, while the phase is `failed`. */
  get error(): unknown {
    return this.#error;
  }

  get accounts(): readonly AccountView[] {
    return this.#accounts;
  }

  get endpoints(): readonly EndpointView[] {
    return this.#endpoints;
  }

  /** `undefined` only until the first snapshot. */
  get settings(): SettingsView | undefined {
    return this.#settings;
  }

  get status(): StatusView {
    return this.#status;
  }

  /** How far this computer's clock is ahead of the providers'; 0 while it is right. */
  get clockAheadMs(): number {
    return this.#clockAheadMs;
  }

  /** What the user was told, in short. */
  get inbox(): InboxView {
    return this.#inbox;
  }

  /** What is known of new versions; `undefined` only until the first snapshot. */
  get update(): UpdateView | undefined {
    return this.#update;
  }

  /** The long job under way in the archive. */
  get job(): JobView | undefined {
    return this.#job;
  }

  /** The archive's folder is not there right now: its files cannot be shown, and are not gone. */
  get isArchiveAway(): boolean {
    const problem = this.#settings?.archiveProblem;
    return problem !== undefined && traitsOf(problem).archiveFiles === 'away';
  }

  /** There is an account, and no folder has been chosen for its videos. */
  get needsFolder(): boolean {
    return (
      this.#settings !== undefined &&
      this.#settings.archiveId === undefined &&
      this.#accounts.length > 0
    );
  }

  /** Nobody can say how the videos in the archive are. */
  get isArchiveUnseen(): boolean {
    const problem = this.#settings?.archiveProblem;
    return problem !== undefined && traitsOf(problem).archiveFiles !== 'readable';
  }

  /** Why nobody can say how the archived files of a task are right now; `undefined` when they can be seen. */
  archiveTroubleOf(task: TaskView): Failure | undefined {
    if (!this.isArchiveUnseen) return undefined;
    const { archiveProblem, archiveId } = this.#settings ?? {};
    // One of an earlier archive lies elsewhere.
    return task.archiveId === undefined || task.archiveId === archiveId
      ? archiveProblem
      : undefined;
  }

  get version(): string {
    return this.#version;
  }

  account(id: AccountId): AccountView | undefined {
    return this.#accounts.find((account) => account.id === id);
  }

  /** Subscribes, then asks for everything. Answers with what was asked of the window before. */
  async start(): Promise<Arrival> {
    // In this order: a patch between snapshot and subscription would be lost.
    this.#api.on('patch', (patch) => {
      this.#hear(patch);
    });
    return await this.load();
  }

  /** Asks for a snapshot. Patches that come meanwhile are held, and follow it. */
  async load(): Promise<Arrival> {
    if (this.#asking) return { requests: [] };
    this.#asking = true;
    try {
      const snapshot = await this.#api.call('snapshot');
      this.#asking = false;
      this.#replace(snapshot);
      const held = this.#held;
      this.#held = [];
      for (const patch of held) this.#hear(patch);
      const { requests = [], view } = snapshot;
      return { requests, ...(view !== undefined && { view }) };
    } catch (error) {
      this.#asking = false;
      this.#phase = 'failed';
      this.#error = error;
      return { requests: [] };
    }
  }

  #hear(patch: Patch): void {
    if (this.#asking) this.#held.push(patch);
    else if (patch.revision === this.#revision + 1) this.#apply(patch);
    else if (patch.revision > this.#revision) void this.load(); // never rejects
  }

  #replace(snapshot: Snapshot): void {
    this.#revision = snapshot.revision;
    this.#version = snapshot.version;
    this.#endpoints = snapshot.endpoints;
    this.#accounts = snapshot.accounts;
    this.#settings = snapshot.settings;
    this.#setStatus(snapshot.status);
    this.#alerts = snapshot.alerts;
    this.#job = snapshot.job;
    this.#inbox = snapshot.inbox;
    this.#update = snapshot.update;
    this.#banners.see(snapshot);
    this.#trash.see(snapshot.trash);
    this.#seeCircumstances();
    this.#library.reset(snapshot.tasks, snapshot.progress);
    this.#phase = 'ready';
    this.#error = undefined;
  }

  #apply(patch: Patch): void {
    this.#revision = patch.revision;
    if (patch.accounts !== undefined) this.#accounts = patch.accounts;
    if (patch.settings !== undefined) this.#settings = patch.settings;
    if (patch.status !== undefined) this.#setStatus(patch.status);
    if (patch.alerts !== undefined) this.#alerts = patch.alerts;
    if (patch.inbox !== undefined) this.#inbox = patch.inbox;
    if (patch.update !== undefined) this.#update = patch.update;
    if (patch.trash !== undefined) this.#trash.see(patch.trash);
    if (patch.job !== undefined) this.#job = patch.job ?? undefined;
    const [accounts, settings, status] = [this.#accounts, this.#settings, this.#status];
    const alerts = this.#alerts;
    if (settings !== undefined) this.#banners.see({ accounts, settings, status, alerts });
    this.#seeCircumstances();
    this.#library.apply(patch);
  }

  /** Hears that the computer has lost its network, or has one again. */
  setOffline(isOffline: boolean): void {
    this.#isOffline = isOffline;
    this.#seeCircumstances();
  }

  #seeCircumstances(): void {
    const [accounts, settings, alerts] = [this.#accounts, this.#settings, this.#alerts];
    if (settings === undefined) return;
    const isOffline = this.#isOffline && this.#status.bytesPerSecond === 0;
    this.#library.see(circumstancesOf({ accounts, settings, alerts, isOffline }));
  }

  #setStatus(status: StatusView): void {
    this.#status = status;
    this.#clockAheadMs = status.clockAheadMs ?? 0;
  }
}
