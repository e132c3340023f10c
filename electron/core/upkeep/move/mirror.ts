import { resolve } from 'node:path';
import type { DiskFailure, Failure } from '../../../shared/failure.ts';
import type { MirrorView } from '../../../shared/settings/mirror-view.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { Task } from '../../../shared/task.ts';
import { makeRoot, probeBytes } from '../../archive/make-root.ts';
import { listFile } from '../../archive/listing.ts';
import { folderOf } from '../../archive/naming/archive-path.ts';
import { diskOutcome } from '../../archive/disk-outcome.ts';
import { Root } from '../../files/root.ts';
import type { JobContext } from '../../platform/jobs.ts';
import type { UpkeepParts } from '../upkeep-parts.ts';
import { inspectFolder, suitable } from '../../library/folder-inspection.ts';
import { apart } from '../../library/folders-apart.ts';
import type { CopySource } from '../check/repair-source.ts';
import { MirrorCopier, type MirrorRoute } from './mirror-copier.ts';
import * as disk from './mirror-folder.ts';

/** Copies that are more than a few are shown as a job, and can be stopped. */
const fewFiles = 20;

/** After the last video came in, before it is copied: its sidecar and manifest are about to follow. */
const settleMs = 10_000;

/** How often a mirror is looked for that is away or had trouble; one small file read. */
const retryMs = 60_000;

/** What the mirror needs. */
export type MirrorOptions = Pick<
  UpkeepParts,
  'archiveManager' | 'settings' | 'tasks' | 'transfers' | 'jobs' | 'clock' | 'log'
> & { readonly onChanged: () => void };

/**
 * A second copy of the archive in another folder, better on another disk. It only ever grows: what is
 * deleted or renamed in the archive stays in the mirror as it was. What it has is read off its folders,
 * one look for each month; nothing of it is in the ledger.
 */
export class Mirror {
  readonly #options: MirrorOptions;
  #copier: MirrorCopier;
  /** Months to be compared; `undefined`: all of them. */
  #dirty: Set<string> | undefined;
  #state: MirrorView['state'] = 'waiting';
  #failure: Failure | undefined;
  #isSameDisk = false;
  #cancelTimer: (() => void) | undefined;
  #passing: Promise<void> | undefined;
  #controller = new AbortController();

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#copier = new MirrorCopier(options);
  }

  /** How the mirror stands; `undefined` while there is none. */
  get view(): MirrorView | undefined {
    const { settings, tasks } = this.#options;
    const mirror = settings.mirror();
    if (mirror === undefined) return undefined;
    let [videos, copied] = [0, 0];
    for (const task of tasks.tasks()) {
      if (task.state !== 'archived' || task.archiveId !== mirror.archiveId) continue;
      videos += 1;
      if (task.files.every(({ path }) => this.#copier.there.has(path))) copied += 1;
    }
    return {
      folder: mirror.folder,
      state: mirror.archiveId === settings.archiveId() ? this.#state : 'of-another-archive',
      videos,
      copied,
      extra: this.#copier.extra,
      damaged: this.#copier.damaged,
      isSameDisk: this.#isSameDisk,
      ...(this.#failure !== undefined && { failure: this.#failure }),
    };
  }

  /** Begins to keep the mirror up. */
  start(): void {
    this.#plan(settleMs);
  }

  /** Stops copying; what was copied stays. */
  async stop(): Promise<void> {
    this.#cancelTimer?.();
    this.#controller.abort();
    await this.#passing;
  }

  /** A task has changed: once archived, its files are copied in a while. */
  onTaskChanged(task: Task): void {
    if (task.state !== 'archived' || task.reservedPath === undefined) return;
    if (this.#options.settings.mirror() === undefined) return;
    this.#dirty?.add(folderOf(task.reservedPath));
    // A time that is set stays: where videos come in without end, none would ever be copied else.
    if (this.#state === 'copied' && this.#cancelTimer === undefined) this.#plan(settleMs);
  }

  /** Looks for everything again, and copies what is missing, now. */
  syncNow(): void {
    this.#dirty = undefined;
    this.#plan(0);
  }

  /**
   * Makes a folder the mirror of the archive; `''` ends mirroring, and leaves the copies.
   * @returns `folder-not-absolute`, `folder-unsuitable`, `folder-nested`, `folder-not-empty`, `folder-missing` for the archive,
   * or what the disk says
   */
  async set(path: string): Promise<Outcome<undefined, Failure>> {
    const { settings, archiveManager, onChanged } = this.#options;
    if (path === '') {
      await this.#use(undefined);
      onChanged();
      return succeed(undefined);
    }
    const archive = await archiveManager.open();
    if (!archive.ok) return archive;
    const fits = await suitable(path);
    if (!fits.ok) return fits;
    const separate = await apart(path, settings.current().archiveFolder, 'archive');
    if (!separate.ok) return separate;
    const folder = resolve(path);
    const made = await this.#make(folder, archive.value.id);
    if (!made.ok) return made;
    this.#isSameDisk = await disk.isSameDisk(new Root(folder), archive.value.root);
    await this.#use({ folder, archiveId: archive.value.id });
    this.syncNow();
    onChanged();
    return succeed(undefined);
  }

  /**
   * The mirror's copy of an archived file, proven when it was copied: for putting a damaged one right.
   * @param path relative to the archive
   * @returns the mirror; `undefined` when there is no mirror, it is away, or has no such file
   */
  async fileFor(archiveId: string, path: string): Promise<Root | undefined> {
    const mirror = this.#options.settings.mirror();
    if (mirror?.archiveId !== archiveId) return undefined;
    const root = new Root(mirror.folder);
    const found = await diskOutcome<Root | undefined>(mirror.folder, async () => {
      if ((await disk.readMirrorMarker(root)) !== archiveId) return succeed(undefined);
      return succeed((await listFile(root, path)) === undefined ? undefined : root);
    });
    return found.ok ? found.value : undefined;
  }

  /** The mirror as the repair sees it: copies of the archive that is open. */
  readonly copies: CopySource = {
    find: async ({ path }) => {
      const archiveId = this.#options.settings.archiveId();
      return archiveId === undefined ? undefined : this.fileFor(archiveId, path);
    },
  };

  /** Ends what runs for the former folder, and starts with this one. */
  async #use(mirror: { readonly folder: string; readonly archiveId: string } | undefined) {
    this.#options.settings.setMirror(mirror);
    await this.stop();
    this.#controller = new AbortController();
    this.#copier = new MirrorCopier(this.#options);
    this.#failure = undefined;
    this.#state = 'waiting';
  }

  #make(folder: string, id: string): Promise<Outcome<undefined, DiskFailure>> {
    return diskOutcome(folder, async () => {
      const content = await inspectFolder(folder, undefined);
      if (!content.ok) return content;
      const root = new Root(folder);
      const isOwn = (await disk.readMirrorMarker(root)) === id;
      if (!isOwn && content.value.kind !== 'empty') {
        return fail({ code: 'folder-not-empty', path: folder });
      }
      await makeRoot(root);
      await root.probeWriting(probeBytes);
      await disk.writeMirrorMarker(root, id);
      return succeed(undefined);
    });
  }

  #plan(delayMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#options.settings.mirror() === undefined || this.#controller.signal.aborted) return;
    this.#cancelTimer = this.#options.clock.after(delayMs, () => {
      this.#cancelTimer = undefined;
      this.#passing ??= this.#sync().finally(() => {
        this.#passing = undefined;
      });
    });
  }

  async #sync(): Promise<void> {
    const { archiveManager, settings, log, onChanged } = this.#options;
    const mirror = settings.mirror();
    if (mirror === undefined || mirror.archiveId !== settings.archiveId()) return;
    const archive = await archiveManager.open();
    const dirty = this.#dirty;
    this.#dirty = new Set();
    const done = !archive.ok
      ? archive
      : await diskOutcome(mirror.folder, async () => {
          const copies = new Root(mirror.folder);
          if ((await disk.readMirrorMarker(copies)) !== mirror.archiveId) {
            return succeed<MirrorView['state']>('away');
          }
          this.#isSameDisk = await disk.isSameDisk(copies, archive.value.root);
          const route = { archive: archive.value.root, mirror: copies };
          if (dirty === undefined) {
            // A drive may have come back in another place since it was chosen.
            const separate = await apart(copies.path, route.archive.path, 'archive');
            if (!separate.ok) return separate;
          }
          return this.#catchUp(route, dirty);
        });
    this.#state = done.ok ? done.value : 'failed';
    this.#failure = done.ok ? undefined : done.failure;
    if (!done.ok) log.warn(`Mirror: ${done.failure.code}`);
    if (this.#state !== 'copied') this.#dirty = undefined; // everything is looked at again then
    if (['away', 'failed', 'waiting'].includes(this.#state)) this.#plan(retryMs);
    else if (this.#state === 'copied' && this.#dirty !== undefined && this.#dirty.size > 0) {
      this.#plan(settleMs);
    }
    onChanged();
  }

  /** Compares these months, all of them when not named, and copies what is missing. */
  async #catchUp(
    route: MirrorRoute,
    dirty: ReadonlySet<string> | undefined,
  ): Promise<Outcome<MirrorView['state'], DiskFailure>> {
    if (dirty === undefined) this.#copier = new MirrorCopier(this.#options);
    const copier = this.#copier;
    const missing = await copier.compare(route, dirty);
    const { signal } = this.#controller;
    const copy = (job: JobContext) => copier.copy(route, missing, job);
    const ended =
      missing.length > fewFiles
        ? await this.#asJob(copy)
        : await copy({ signal, report: () => undefined });
    if (ended === undefined) return succeed('waiting');
    return ended.ok ? succeed(ended.value ? 'copied' : 'stopped') : ended;
  }

  /** @returns `undefined` when another job is at work */
  async #asJob(
    copy: (job: JobContext) => Promise<Outcome<boolean, DiskFailure>>,
  ): Promise<Outcome<boolean, DiskFailure> | undefined> {
    let ended: Outcome<boolean, DiskFailure> = succeed(false);
    const started = this.#options.jobs.start('mirror', async (job) => {
      this.#state = 'copying';
      this.#options.onChanged();
      const signal = AbortSignal.any([job.signal, this.#controller.signal]);
      const report: JobContext['report'] = (progress) => {
        job.report(progress);
      };
      ended = await copy({ signal, report });
      return undefined; // told in the settings, and tried again
    });
    if (!started.ok) return undefined;
    await started.value.whenDone;
    return ended;
  }
}
