import type { Failure } from '../../../shared/failure.ts';
import { succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchiveDamage } from '../../../shared/task.ts';
import type { Archive } from '../../archive/archive.ts';
import {
  hasSidecars,
  readFoundSidecar,
  scanArchive,
  type ScannedSidecar,
} from '../../archive/metadata/scan.ts';
import type { JobContext } from '../../platform/jobs.ts';
import { Turns } from '../../platform/turns.ts';
import type { UpkeepParts } from '../upkeep-parts.ts';
import type { FoundTask } from '../../task/event.ts';
import { Claims } from './claims.ts';
import { toFoundTask } from './found-task.ts';
import { FileIndex } from '../check/file-index.ts';
import { Owners } from '../check/owners.ts';
import { forEachConcurrent } from '../concurrent.ts';

/** Sidecars that are read, and files that are looked at, at a time. */
const width = 8;

/** What the rebuild needs. */
export type RebuildParts = Pick<
  UpkeepParts,
  | 'tasks'
  | 'ledger'
  | 'archiveManager'
  | 'settings'
  | 'accounts'
  | 'alerts'
  | 'jobs'
  | 'clock'
  | 'log'
> & {
  /** Called after videos were taken in whose bytes have not been read. */
  readonly onRestored: () => void;
};

/** How the archive is read. */
export interface RebuildRequest {
  /** Also videos that the user once took off the list. */
  readonly includesRemoved: boolean;
  /** Started automatically: reported only if it has found something. */
  readonly isByItself?: true;
}

/** Builds the library from the archive's sidecars: what the ledger does not know, it learns. */
export class Rebuild {
  readonly #parts: RebuildParts;

  constructor(parts: RebuildParts) {
    this.#parts = parts;
  }

  /** Starts to read the archive. @returns `busy`, or why the archive is not there */
  async read(request: RebuildRequest): Promise<Outcome<undefined, Failure>> {
    const { archiveManager, jobs, settings } = this.#parts;
    const archive = await archiveManager.open();
    if (!archive.ok) return archive;
    const reading = new RebuildRun(this.#parts, archive.value, request);
    const started = jobs.start('rebuild', (job) => reading.run(job));
    if (!started.ok) return started;
    void started.value.whenDone.then(() => {
      if (reading.isComplete) settings.setListIncomplete(false);
      if (reading.hasRestored) this.#parts.onRestored();
    });
    return succeed(undefined);
  }

  /**
   * Reads the archive by itself when the ledger has lost tasks, or knows of none of the archive's, and it
   * has some. Never with a ledger of which nothing was read because a newer Reelkeep has written it.
   */
  async readIfNeeded(): Promise<void> {
    const { archiveManager, ledger, log } = this.#parts;
    const archive = archiveManager.current;
    if (archive === undefined || ledger.newerVersion !== undefined) return;
    if (this.#isKnown(archive)) return;
    try {
      if (!(await hasSidecars(archive.root))) return;
    } catch (error) {
      log.warn(`Look into the archive: ${String(error)}`);
      return;
    }
    await this.read({ includesRemoved: false, isByItself: true });
  }

  #isKnown({ id }: Archive): boolean {
    const { tasks, settings } = this.#parts;
    if (settings.isListIncomplete()) return false;
    for (const task of tasks.tasks()) if (task.archiveId === id) return true;
    return false;
  }
}

/** One reading of the archive. */
class RebuildRun {
  readonly #parts: RebuildParts;
  readonly #archive: Archive;
  readonly #request: RebuildRequest;
  readonly #found = new Map<string, FoundTask>();
  readonly #named = new Set<string>();
  readonly #gone = new Map<string, Promise<boolean>>();
  #hasRestored = false;
  #isComplete = false;
  readonly #files: FileIndex;
  readonly #claims: Claims;
  #doubles = 0;
  #refused = 0;
  #removed = 0;

  constructor(parts: RebuildParts, archive: Archive, request: RebuildRequest) {
    this.#parts = parts;
    this.#archive = archive;
    this.#request = request;
    this.#files = new FileIndex(parts.tasks);
    this.#claims = new Claims({
      root: archive.root,
      owners: new Owners([this.#files], archive.id),
      onRefused: ({ reservedPath = '' }, path) => {
        this.#refused += 1;
        parts.log.warn(`${reservedPath}.json speaks for a file that is not its own: ${path}`);
      },
    });
  }

  /** Whether the ledger has learned of videos. */
  get hasRestored(): boolean {
    return this.#hasRestored;
  }

  /** Whether everything in the archive was read. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  async run(job: JobContext): Promise<Failure | undefined> {
    try {
      await this.#files.build();
      return await this.#read(job);
    } finally {
      this.#files.dispose();
    }
  }

  async #read({ signal, report }: JobContext): Promise<Failure | undefined> {
    const { jsonPaths, videoPaths } = await scanArchive(this.#archive.root, signal);
    let done = 0;
    await forEachConcurrent(jsonPaths, width, async (path) => {
      if (signal.aborted) return;
      const found = await readFoundSidecar(this.#archive.root, path);
      if (found !== undefined) await this.#see(found);
      done += 1;
      report({ done, total: jsonPaths.length, unit: 'files' });
    });
    // A drive that went meanwhile would make everything missing.
    const isHere = await this.#archive.check();
    if (!isHere.ok) return isHere.failure;
    if (signal.aborted) return undefined;
    const restored = await this.#restore(signal);
    this.#isComplete = !signal.aborted;
    const strays = videoPaths.filter((path) => !this.#named.has(path)).length;
    this.#tell(restored, strays);
    return undefined;
  }

  async #see(found: ScannedSidecar): Promise<void> {
    const { tasks, accounts } = this.#parts;
    const archiveId = this.#archive.id;
    for (const { path } of found.sidecar.files) this.#named.add(path);
    const task = toFoundTask(found, { archiveId, accounts: accounts.views(), damage: undefined });
    if (task === undefined) return;
    const known = tasks.get(task.id);
    const isOrphan = known?.state === 'archived' && (await this.#isGone(known.archiveId));
    if (known?.state === 'archived' && !isOrphan) {
      const isHere = known.archiveId === archiveId;
      if (isHere && known.reservedPath !== task.reservedPath) this.#doubles += 1;
      return;
    }
    if (known === undefined && !this.#request.includesRemoved && tasks.isRemoved(task.id)) {
      this.#removed += 1;
      return;
    }
    const rightful = await this.#claims.rightful(task);
    if (rightful === undefined) return;
    const damage = await this.#damageOf(rightful);
    if (isOrphan && damage !== undefined) return; // what was proven in its own archive may come back
    const seen: FoundTask = damage === undefined ? rightful : { ...rightful, damage };
    const other = this.#found.get(task.id);
    if (other !== undefined) this.#doubles += 1;
    if (other === undefined || isBetter(seen, other)) this.#found.set(task.id, seen);
  }

  /** Whether an archive's folder is not there any more: its disk has died, and this may be its mirror. */
  #isGone(archiveId: string | undefined): Promise<boolean> {
    if (archiveId === undefined || archiveId === this.#archive.id) return Promise.resolve(false);
    const known = this.#gone.get(archiveId);
    if (known !== undefined) return known;
    const opening = this.#parts.archiveManager.openById(archiveId);
    const isGone = opening.then((end) => !end.ok && end.failure.code === 'folder-missing');
    this.#gone.set(archiveId, isGone);
    return isGone;
  }

  async #damageOf({ files }: FoundTask): Promise<ArchiveDamage | undefined> {
    const bad = new Map<string, string>();
    for (const file of files) {
      const verdict = await this.#archive.verifyQuick(file);
      if (verdict !== 'good') bad.set(file.path, verdict);
    }
    if (bad.size === 0) return undefined;
    const kind = [...bad.values()].includes('damaged') ? 'damaged' : 'missing';
    return { kind, paths: [...bad.keys()], foundAtMs: this.#parts.clock.now() };
  }

  async #restore(signal: AbortSignal): Promise<readonly FoundTask[]> {
    const { tasks } = this.#parts;
    const restored: FoundTask[] = [];
    const turns = new Turns();
    for (const found of await this.#claims.settle([...this.#found.values()])) {
      if (signal.aborted) break;
      if (turns.isOver) await turns.next();
      if (tasks.restore(found)) {
        restored.push(found);
        this.#archive.registerExisting([found.reservedPath ?? '']);
      }
    }
    this.#hasRestored = restored.length > 0;
    return restored;
  }

  #tell(restored: readonly FoundTask[], strays: number): void {
    const { alerts } = this.#parts;
    const videos = restored.length;
    const refused = this.#refused;
    if (videos + refused > 0 || this.#request.isByItself === undefined) {
      const damaged = restored.filter(({ damage }) => damage !== undefined).length;
      const [doubles, removed] = [this.#doubles, this.#removed];
      alerts.raise('rebuild', {
        code: 'rebuilt',
        videos,
        damaged,
        doubles,
        strays,
        removed,
        ...(refused > 0 && { refused }),
      });
    }
  }
}

/** Of two sidecars for one task the one whose files are all there counts, then the newer one. */
function isBetter(one: FoundTask, other: FoundTask): boolean {
  const left = one.damage?.paths.length ?? 0;
  const right = other.damage?.paths.length ?? 0;
  return left === right ? one.archivedAtMs > other.archivedAtMs : left < right;
}
